import { number, object, objects, text, texts } from './normalise';
import type {
  EngineInfo,
  EngineProxies,
  EngineRegistries,
  EngineSwarm,
  EngineWarning,
  EngineWarningKind,
  SecurityOption,
} from './systemRecords';

/** The answer of `GET /info`, normalised. */
export function toInfo(answer: Record<string, unknown>): EngineInfo {
  const security = securityOf(answer['SecurityOptions']);
  const plugins = object(answer['Plugins']);
  return {
    id: text(answer['ID']),
    name: text(answer['Name']),
    version: text(answer['ServerVersion']),
    operatingSystem: text(answer['OperatingSystem']),
    osType: text(answer['OSType']),
    kernel: text(answer['KernelVersion']),
    architecture: text(answer['Architecture']),
    cpus: number(answer['NCPU']),
    memoryBytes: number(answer['MemTotal']),
    rootDir: text(answer['DockerRootDir']),
    storageDriver: text(answer['Driver']),
    storageDetails: pairs(answer['DriverStatus']),
    loggingDriver: text(answer['LoggingDriver']),
    cgroupDriver: text(answer['CgroupDriver']),
    cgroupVersion: text(answer['CgroupVersion']),
    defaultRuntime: text(answer['DefaultRuntime']),
    runtimes: Object.keys(object(answer['Runtimes'])).sort(),
    plugins: {
      volume: texts(plugins['Volume']),
      network: texts(plugins['Network']),
      log: texts(plugins['Log']),
      authorization: texts(plugins['Authorization']),
    },
    security,
    rootless: security.some(option => option.name === 'rootless'),
    registries: registriesOf(answer),
    proxies: proxiesOf(answer),
    addressPools: objects(answer['DefaultAddressPools']).map(pool => ({
      base: text(pool['Base']),
      prefixLength: number(pool['Size']),
    })),
    swarm: swarmOf(object(answer['Swarm'])),
    liveRestore: answer['LiveRestoreEnabled'] === true,
    experimental: answer['ExperimentalBuild'] === true,
    debug: answer['Debug'] === true,
    labels: texts(answer['Labels']),
    warnings: texts(answer['Warnings']).map(toWarning),
  };
}

/**
 * An address without its user and password. All before the last `@` goes, for a password may hold
 * a slash that nobody has encoded.
 */
export function maskCredentials(address: string): string {
  return address.replace(/^([a-z][a-z0-9+.-]*:\/\/)?.*@/is, (_, scheme = '') => `${scheme}•••@`);
}

/** `name=seccomp,profile=default`; before 18.09 just `seccomp`. */
function securityOf(value: unknown): readonly SecurityOption[] {
  return texts(value).map(entry => {
    const [name = '', ...options] = entry.split(',');
    return { name: name.replace(/^name=/, ''), options };
  });
}

function registriesOf(answer: Record<string, unknown>): EngineRegistries {
  const config = object(answer['RegistryConfig']);
  const named = Object.entries(object(config['IndexConfigs']))
    .filter(([, entry]) => object(entry)['Secure'] === false)
    .map(([name]) => name);
  return {
    index: maskCredentials(text(answer['IndexServerAddress'])),
    mirrors: texts(config['Mirrors']).map(maskCredentials),
    insecure: [...named, ...texts(config['InsecureRegistryCIDRs'])],
  };
}

/** Newer engines mask them by themselves; older ones and Podman do not. */
function proxiesOf(answer: Record<string, unknown>): EngineProxies {
  return {
    http: maskCredentials(text(answer['HttpProxy'])),
    https: maskCredentials(text(answer['HttpsProxy'])),
    none: text(answer['NoProxy']),
  };
}

function swarmOf(swarm: Record<string, unknown>): EngineSwarm {
  return {
    state: text(swarm['LocalNodeState']) || 'inactive',
    nodeId: text(swarm['NodeID']),
    isManager: swarm['ControlAvailable'] === true,
    managers: number(swarm['Managers']),
    nodes: number(swarm['Nodes']),
    error: text(swarm['Error']),
  };
}

function pairs(value: unknown): readonly (readonly [string, string])[] {
  const rows = Array.isArray(value) ? value.map(texts) : [];
  return rows.map(([name = '', entry = '']) => [name, entry] as const);
}

/** The engine's sentences have no codes; their words have been steady since 17.x. */
const warningWords: readonly (readonly [RegExp, EngineWarningKind])[] = [
  [/API is accessible/i, 'openApi'],
  [/bridge-nf-call/i, 'bridgeFilter'],
  [/IPv[46] forwarding/i, 'ipForward'],
  [/rootless/i, 'rootlessLimits'],
  [/cgroup v1/i, 'cgroupV1'],
  [/swap/i, 'swapLimit'],
  [/memory|oom/i, 'memoryLimit'],
  [/cpu/i, 'cpuLimit'],
  [/blkio|io\./i, 'ioLimit'],
  [/pids/i, 'pidsLimit'],
  [/storage.driver|graph driver|d_type|backing file ?system|devicemapper/i, 'storageDriver'],
];

function toWarning(sentence: string): EngineWarning {
  const own = sentence.replace(/^\s*(WARNING:|\[DEPRECATION NOTICE\]:?)\s*/i, '');
  const [, kind = 'other'] = warningWords.find(([words]) => words.test(own)) ?? [];
  return { kind, text: own };
}
