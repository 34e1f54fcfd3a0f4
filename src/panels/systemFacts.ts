import { l10n } from 'vscode';
import { plain } from '../docker/plainText';
import { formatSize } from '../docker/size';
import type { Engine } from '../engine/connection';
import type { EngineInfo, EngineSwarm } from '../engine/systemRecords';
import type { Fact, FactGroup } from '../protocol/system';

interface More {
  readonly code?: boolean;
  readonly note?: string | undefined;
}

/** Undefined where there is no value: then the row is left out. */
function fact(name: string, value: string | readonly string[], more: More = {}): Fact | undefined {
  const values = (typeof value === 'string' ? [value] : value).filter(v => v !== '');
  if (values.length === 0) return undefined;
  const { code = false, note } = more;
  return { name, values: values.map(v => plain(v, 400)), code, note };
}

/** What is worth knowing of an engine, in groups. */
export function factGroups(engine: Engine, info: EngineInfo): readonly FactGroup[] {
  return [
    group(l10n.t('Engine'), engineFacts(engine, info)),
    group(l10n.t('Machine'), machineFacts(info)),
    group(l10n.t('Storage and Limits'), storageFacts(info)),
    group(l10n.t('Registries and Proxy'), registryFacts(info)),
    group(l10n.t('Security'), securityFacts(info)),
    group(l10n.t('Plugins and Networks'), pluginFacts(info)),
    group(l10n.t('Swarm'), swarmFacts(info.swarm)),
  ].filter(({ facts }) => facts.length > 0);
}

function group(title: string, facts: readonly (Fact | undefined)[]): FactGroup {
  return { title, facts: facts.filter(found => found !== undefined) };
}

function engineFacts(engine: Engine, info: EngineInfo): readonly (Fact | undefined)[] {
  const { about, endpoint } = engine;
  const { context = '' } = endpoint;
  const chosen = {
    setting: l10n.t('Chosen by the setting "slipway.host".'),
    DOCKER_HOST: l10n.t('Chosen by the environment variable DOCKER_HOST.'),
    DOCKER_CONTEXT: l10n.t('Chosen by the environment variable DOCKER_CONTEXT.'),
    context: l10n.t('The current context of Docker.'),
    default: l10n.t('The default address of this platform.'),
    found: l10n.t('Found at a usual place, as the default address does not answer.'),
  };
  return [
    fact(l10n.t('Address'), endpoint.url, { code: true, note: chosen[endpoint.source] }),
    fact(l10n.t('Context'), context),
    fact(l10n.t('Version'), `${about.product} ${info.version || about.version}`),
    fact(l10n.t('API version'), engine.apiVersion, {
      note: l10n.t('The newest that both sides speak.'),
    }),
    fact(l10n.t('Logging driver'), info.loggingDriver),
    fact(l10n.t('Default runtime'), info.defaultRuntime),
    fact(
      l10n.t('Other runtimes'),
      info.runtimes.filter(name => name !== info.defaultRuntime),
    ),
    fact(l10n.t('Live restore'), info.liveRestore ? l10n.t('On') : l10n.t('Off'), {
      note: info.liveRestore
        ? l10n.t('Containers go on while the engine restarts.')
        : l10n.t('Containers stop when the engine does.'),
    }),
    fact(l10n.t('Experimental'), info.experimental ? l10n.t('On') : ''),
    fact(l10n.t('Debug mode'), info.debug ? l10n.t('On') : ''),
    fact(l10n.t('Labels'), info.labels),
    fact(l10n.t('ID'), info.id, { code: true }),
  ];
}

function machineFacts(info: EngineInfo): readonly (Fact | undefined)[] {
  return [
    fact(l10n.t('Name'), info.name),
    fact(l10n.t('Operating system'), info.operatingSystem),
    fact(l10n.t('Kernel'), info.kernel),
    fact(l10n.t('Architecture'), info.architecture),
    fact(l10n.t('CPUs'), info.cpus > 0 ? String(info.cpus) : ''),
    fact(l10n.t('Memory'), info.memoryBytes > 0 ? formatSize(info.memoryBytes) : ''),
  ];
}

function storageFacts(info: EngineInfo): readonly (Fact | undefined)[] {
  const details = info.storageDetails.map(([name, value]) => `${name}: ${value}`);
  const { cgroupDriver, cgroupVersion } = info;
  const cgroup =
    cgroupVersion === ''
      ? cgroupDriver
      : l10n.t('{0}, version {1}', cgroupDriver || l10n.t('none'), cgroupVersion);
  return [
    fact(l10n.t('Data folder'), info.rootDir, { code: true }),
    fact(l10n.t('Storage driver'), info.storageDriver),
    fact(l10n.t('Storage details'), details),
    fact(l10n.t('Control groups'), cgroup),
  ];
}

/** What is empty here is told too: one looks for it when a pull fails. */
function registryFacts(info: EngineInfo): readonly (Fact | undefined)[] {
  const none = l10n.t('None');
  const { registries, proxies } = info;
  const orNone = (values: readonly string[]): readonly string[] =>
    values.length > 0 ? values : [none];
  return [
    fact(l10n.t('Default registry'), registries.index, { code: true }),
    fact(l10n.t('Mirrors'), orNone(registries.mirrors), { code: registries.mirrors.length > 0 }),
    fact(l10n.t('Insecure registries'), orNone(registries.insecure), {
      code: registries.insecure.length > 0,
      note: l10n.t('Spoken to without a checked certificate.'),
    }),
    fact(l10n.t('HTTP proxy'), proxies.http || none, { code: proxies.http !== '' }),
    fact(l10n.t('HTTPS proxy'), proxies.https || none, { code: proxies.https !== '' }),
    fact(
      l10n.t('No proxy for'),
      proxies.none.split(',').map(name => name.trim()),
      { code: true },
    ),
  ];
}

function securityFacts(info: EngineInfo): readonly (Fact | undefined)[] {
  const options = info.security.map(({ name, options }) =>
    options.length > 0 ? `${name} (${options.join(', ')})` : name,
  );
  return [
    fact(
      l10n.t('Runs as'),
      info.rootless ? l10n.t('An ordinary user (rootless)') : l10n.t('The administrator (root)'),
      {
        note: info.rootless
          ? undefined
          : l10n.t('Everyone who may use this engine has full control of this machine.'),
      },
    ),
    fact(l10n.t('Protections'), options.length > 0 ? options : [l10n.t('None')]),
    fact(l10n.t('Authorization plugins'), info.plugins.authorization),
  ];
}

function pluginFacts(info: EngineInfo): readonly (Fact | undefined)[] {
  const pools = info.addressPools.map(({ base, prefixLength }) =>
    l10n.t('{0}, in subnets of /{1}', base, prefixLength),
  );
  return [
    fact(l10n.t('Volume drivers'), info.plugins.volume.join(', ')),
    fact(l10n.t('Network drivers'), info.plugins.network.join(', ')),
    fact(l10n.t('Logging drivers'), info.plugins.log.join(', ')),
    fact(l10n.t('Address pools'), pools, {
      note: l10n.t('New networks get their subnets out of these.'),
    }),
  ];
}

function swarmFacts(swarm: EngineSwarm): readonly (Fact | undefined)[] {
  if (swarm.state === 'inactive') return [fact(l10n.t('State'), l10n.t('Not part of a swarm'))];
  return [
    fact(l10n.t('State'), swarm.state, {
      note: swarm.error === '' ? undefined : plain(swarm.error, 400),
    }),
    fact(l10n.t('Role'), swarm.isManager ? l10n.t('Manager') : l10n.t('Worker')),
    fact(l10n.t('Nodes'), swarm.nodes > 0 ? String(swarm.nodes) : ''),
    fact(l10n.t('Managers'), swarm.managers > 0 ? String(swarm.managers) : ''),
    fact(l10n.t('Node ID'), swarm.nodeId, { code: true }),
  ];
}
