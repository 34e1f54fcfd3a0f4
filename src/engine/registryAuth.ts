import * as fs from 'node:fs';
import * as path from 'node:path';
import { hubDomain } from '../docker/referenceGrammar';
import { askCredentialHelper, type HelperAnswer, type HelperFailure } from './credentialHelper';
import { configFolder } from './dockerConfig';
import type { World } from './endpoint';
import { object, text } from './normalise';

/** What the engine hands to the registry, in the shape of its X-Registry-Auth header. Secret. */
export type RegistryLogin = Readonly<
  | { username: string; password: string; serveraddress: string }
  | { identitytoken: string; serveraddress: string }
  | { registrytoken: string; serveraddress: string }
>;

/** Without a login the engine pulls anonymously; a problem says why there may be none. */
export interface LoginAnswer {
  readonly login?: RegistryLogin;
  readonly problem?: LoginProblem;
}

export type LoginProblem =
  | HelperFailure
  /** Docker's config.json is there and cannot be read: as the system or the parser says. */
  | { readonly kind: 'config'; readonly file: string; readonly message: string };

export interface LoginOptions {
  /** Of a credential helper; one may ask the user to unlock his store. @default 30,000 */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
}

/** Docker's own name for its Hub in config files and credential stores. */
const hubServer = 'https://index.docker.io/v1/';
const hubNames: readonly string[] = [hubDomain, 'index.docker.io', 'registry-1.docker.io'];

/**
 * The login for a registry, as the docker CLI would find it: the helper in `credHelpers`, else
 * the store in `credsStore`, else what `auths` holds. `docker login` made it; nothing is written.
 * Never throws: what goes wrong is told beside, and the pull may do without.
 *
 * @param domain of the reference: `docker.io`, `ghcr.io`, `localhost:5000`
 */
export async function findLogin(
  domain: string,
  world: World,
  options: LoginOptions = {},
): Promise<LoginAnswer> {
  const inEnvironment = parse(world.env['DOCKER_AUTH_CONFIG'] ?? '');
  const direct = inEnvironment && inAuths(domain, inEnvironment);
  if (direct) return { login: direct };
  const file = path.join(configFolder(world), 'config.json');
  let config: Record<string, unknown>;
  try {
    config = object(JSON.parse(await fs.promises.readFile(file, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    return { problem: { kind: 'config', file, message: reasonOf(error as Error) } };
  }
  const helper = helperOf(domain, config);
  const kept = inAuths(domain, config);
  if (helper === undefined) return kept ? { login: kept } : {};
  const server = serverOf(domain, config);
  const asked = await askCredentialHelper(helper, server, { ...options, env: world.env });
  const login = toLogin(asked, server) ?? kept;
  return { ...(login && { login }), ...(asked.failure && { problem: asked.failure }) };
}

/** The parser quotes what it could not read, and that may be half of a password. */
function reasonOf(error: Error): string {
  if (!(error instanceof SyntaxError)) return error.message;
  return /position \d+/.exec(error.message)?.[0] ?? 'JSON';
}

function toLogin(
  { username, secret }: HelperAnswer,
  serveraddress: string,
): RegistryLogin | undefined {
  // docker-credential-pass answers success with nothing for a server that it does not know.
  if (!username || secret === undefined) return undefined;
  // The helpers' way to say that the secret is an identity token.
  return username === '<token>'
    ? { identitytoken: secret, serveraddress }
    : { username, password: secret, serveraddress };
}

function helperOf(domain: string, config: Record<string, unknown>): string | undefined {
  const own = keyOf(domain, object(config['credHelpers']));
  const named = own === undefined ? '' : text(object(config['credHelpers'])[own]);
  return named || text(config['credsStore']) || undefined;
}

/** The address to ask a store for: as `docker login` wrote it down, where it did. */
function serverOf(domain: string, config: Record<string, unknown>): string {
  if (hubNames.includes(domain)) return hubServer;
  return keyOf(domain, object(config['auths'])) ?? domain;
}

function inAuths(domain: string, config: Record<string, unknown>): RegistryLogin | undefined {
  const key = keyOf(domain, object(config['auths']));
  if (key === undefined) return undefined;
  const entry = object(object(config['auths'])[key]);
  const serveraddress = hubNames.includes(domain) ? hubServer : key;
  const token = text(entry['identitytoken']);
  if (token !== '') return { identitytoken: token, serveraddress };
  const registryToken = text(entry['registrytoken']);
  if (registryToken !== '') return { registrytoken: registryToken, serveraddress };
  const { username, password } = decoded(entry);
  return username === '' ? undefined : { username, password, serveraddress };
}

/** `auth` is `user:password` in base64; some tools write both apart instead. */
function decoded(entry: Record<string, unknown>): { username: string; password: string } {
  const auth = Buffer.from(text(entry['auth']), 'base64').toString('utf8');
  const colon = auth.indexOf(':');
  if (colon <= 0) return { username: text(entry['username']), password: text(entry['password']) };
  // The CLI cuts NULs off the end of a password, too.
  return { username: auth.slice(0, colon), password: auth.slice(colon + 1).replace(/\0+$/, '') };
}

/** Exactly as written, else by the host alone: `https://host/v2/` is the key of some tools. */
function keyOf(domain: string, map: Record<string, unknown>): string | undefined {
  const isHub = hubNames.includes(domain);
  const exact = isHub ? hubServer : domain;
  if (Object.hasOwn(map, exact)) return exact;
  const same = (host: string): boolean => (isHub ? hubNames.includes(host) : host === domain);
  return Object.keys(map).find(key => same(hostOf(key)));
}

function hostOf(key: string): string {
  return key.replace(/^https?:\/\//i, '').replace(/\/.*$/, '');
}

function parse(json: string): Record<string, unknown> | undefined {
  if (json === '') return undefined;
  try {
    return object(JSON.parse(json));
  } catch {
    return undefined; // the CLI warns and goes on with its file, too
  }
}
