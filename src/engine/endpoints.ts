import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { presentTlsFiles, readContext } from './contexts';
import { configFolder, readDockerConfig } from './dockerConfig';
import type { Endpoint, EndpointSource, TlsFiles, World } from './endpoint';
import { parseEndpointUrl } from './endpointUrl';

export type { World } from './endpoint';

/**
 * The endpoint to use, in Docker's own order: the setting (as `docker -H`), DOCKER_HOST,
 * DOCKER_CONTEXT, the current context, the platform's default; and where that one's socket is
 * missing, the first that is there of those that other engines make. Where none is, the default
 * one, so that connecting says so.
 *
 * @param setting the user's own choice, empty for none
 * @throws {EngineError} `badEndpoint`, with an `EndpointCode`
 */
export async function findEndpoint(setting: string, world: World): Promise<Endpoint> {
  const { env } = world;
  if (setting.trim() !== '') return named('setting', setting, world);
  if (env['DOCKER_HOST']) return named('DOCKER_HOST', env['DOCKER_HOST'], world);
  if (env['DOCKER_CONTEXT']) return inContext('DOCKER_CONTEXT', env['DOCKER_CONTEXT'], world);
  const { currentContext, broken } = await readDockerConfig(world);
  const found = await inContext('context', currentContext, world);
  return broken === undefined ? found : { ...found, brokenConfig: broken };
}

async function named(source: EndpointSource, url: string, world: World): Promise<Endpoint> {
  return { source, url, address: parseEndpointUrl(url, world.platform, await tlsOf(world)) };
}

/** As the docker CLI: TLS by either variable, the files in DOCKER_CERT_PATH or Docker's folder. */
async function tlsOf(world: World): Promise<TlsFiles | undefined> {
  const { env } = world;
  const verify = Boolean(env['DOCKER_TLS_VERIFY']);
  if (!verify && !env['DOCKER_TLS']) return undefined;
  const files = await presentTlsFiles(env['DOCKER_CERT_PATH'] || configFolder(world));
  return { ...files, verify };
}

/** The context `default` is in no file: it is what there is without contexts. */
async function inContext(source: EndpointSource, name: string, world: World): Promise<Endpoint> {
  if (name === '' || name === 'default') return platformDefault(world);
  const { host, tls } = await readContext(name, world);
  if (host === '') return { ...(await platformDefault(world)), source, context: name };
  return { source, context: name, url: host, address: parseEndpointUrl(host, world.platform, tls) };
}

async function platformDefault(world: World): Promise<Endpoint> {
  const urls = candidates(world);
  const looked: string[] = [];
  for (const url of urls) {
    looked.push(url);
    const address = parseEndpointUrl(url, world.platform, undefined);
    if (address.kind === 'socket' && (await isThere(address.path))) {
      return { source: looked.length === 1 ? 'default' : 'found', url, address, looked };
    }
  }
  const [first = ''] = urls;
  const address = parseEndpointUrl(first, world.platform, undefined);
  return { source: 'default', url: first, address, looked };
}

/** The default first; after it what others make, most like Docker first. */
function candidates(world: World): readonly string[] {
  const { env, home, platform, uid, root = '' } = world;
  if (platform === 'win32') {
    // Docker Engine and Desktop, Desktop's own, Podman's machine
    const pipes = ['docker_engine', 'dockerDesktopLinuxEngine', 'podman-machine-default'];
    return pipes.map(name => `npipe:////./pipe/${name}`);
  }
  const own = platform !== 'linux' || uid === undefined ? undefined : `${root}/run/user/${uid}`;
  const runtime = env['XDG_RUNTIME_DIR'] || own;
  const paths = [
    `${root}/var/run/docker.sock`,
    runtime && path.join(runtime, 'docker.sock'), // rootless
    path.join(home, '.docker/run/docker.sock'), // Docker Desktop on a Mac
    path.join(home, '.docker/desktop/docker.sock'), // Docker Desktop on Linux
    path.join(home, '.colima/default/docker.sock'),
    path.join(home, '.orbstack/run/docker.sock'),
    path.join(home, '.rd/docker.sock'), // Rancher Desktop
    runtime && path.join(runtime, 'podman/podman.sock'),
    `${root}/run/podman/podman.sock`,
  ];
  return paths.filter(file => file !== undefined && file !== '').map(file => `unix://${file}`);
}

/** A link that leads nowhere is what Docker Desktop leaves behind when it is not running. */
async function isThere(file: string): Promise<boolean> {
  try {
    // Windows: asking for a pipe itself would take one of its instances.
    const pipe = /^\\\\\.\\pipe\\(.+)$/.exec(file)?.[1];
    if (pipe !== undefined) return (await fs.readdir('\\\\.\\pipe\\')).includes(pipe);
    await fs.stat(file);
    return true;
  } catch (error) {
    // Something is there that we may not look at: connecting says what is wrong.
    return (error as NodeJS.ErrnoException).code === 'EACCES' && file.startsWith('/var/run/');
  }
}
