import { composeNetworks } from './composeNetworks';
import { composeService } from './composeService';
import { composeVolumes } from './composeVolumes';
import { composeYaml } from './composeYaml';
import { given } from './given';
import type { OptionName } from './options';
import { type RunSpec, textOf } from './spec';

export interface ComposeFile {
  /** A whole compose file with one service. */
  readonly text: string;
  /** The flags for which Compose has no word: `--rm`. */
  readonly left: readonly string[];
}

/**
 * The run as the one service of a compose file. Named volumes and networks keep their own names:
 * Compose would otherwise make new, empty ones that are called after the project.
 */
export function toCompose(spec: RunSpec): ComposeFile {
  const { volumes, service: mounted, left } = composeVolumes(spec);
  const { networks, service: connected } = composeNetworks(spec);
  const service = { ...composeService(spec), ...mounted, ...connected };
  const text = composeYaml({
    services: { [serviceName(spec)]: service },
    ...given({ networks, volumes }),
  });
  const own = wordless.filter(name => isSaid(spec, name)).map(name => `--${name}`);
  const unknown = (spec.unknown ?? []).map(({ flag }) => flag);
  return { text, left: [...new Set([...own, ...left, ...unknown])] };
}

/** `detach` is none of these: it is said to `docker compose up`. */
const wordless: readonly OptionName[] = [
  'rm',
  'publish-all',
  'attach',
  'cidfile',
  'cpuset-mems',
  'detach-keys',
  'disable-content-trust',
  'io-maxbandwidth',
  'io-maxiops',
  'kernel-memory',
  'quiet',
  'sig-proxy',
];

function isSaid({ options }: RunSpec, name: OptionName): boolean {
  const value = options[name];
  return value !== undefined && (name === 'sig-proxy' || value !== false);
}

/** The container's own name, else the image's; of letters, digits, dots, lines and hyphens. */
function serviceName(spec: RunSpec): string {
  const image = /([^/:@]+)(?::[^/]*)?(?:@.*)?$/.exec(spec.image)?.[1] ?? '';
  const name = (textOf(spec, 'name') || image).replace(/[^\w.-]+/g, '-').replace(/^-+|-+$/g, '');
  return name === '' ? 'app' : name;
}
