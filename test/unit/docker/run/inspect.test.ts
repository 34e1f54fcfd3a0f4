import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fromInspect, toCreateRequest } from '../../../../src/docker/run/create';
import { formatRun } from '../../../../src/docker/run/format';
import type { InspectedContainer, InspectedImage } from '../../../../src/docker/run/inspected';
import { isList, isSwitch, type OptionName } from '../../../../src/docker/run/options';
import { parseRun } from '../../../../src/docker/run/parse';
import type { RunSpec } from '../../../../src/docker/run/spec';
import { values } from './inspectValues';

/** What an engine would tell of a container made so, were it to add nothing of its own. */
function inspectOf(spec: RunSpec, more: Partial<InspectedContainer> = {}): InspectedContainer {
  const { name, body } = toCreateRequest(spec, '1.51');
  const { HostConfig, NetworkingConfig, ...Config } = body;
  return {
    Name: `/${name ?? ''}`,
    Config,
    HostConfig,
    NetworkSettings: { Networks: NetworkingConfig?.EndpointsConfig ?? {} },
    Mounts: [],
    ...more,
  };
}

const own = { cgroupns: 'private' };
const names = Object.keys(values) as OptionName[];

const anySpec: fc.Arbitrary<RunSpec> = fc
  .uniqueArray(fc.constantFrom(...names), { maxLength: 12 })
  .chain(chosen => fc.tuple(...chosen.map(name => fc.tuple(fc.constant(name), valuesOf(name)))))
  .map(pairs => {
    const options = Object.fromEntries(pairs);
    return { action: 'run', options, image: 'img', command: ['a b', '-c'] };
  });

function valuesOf(name: OptionName): fc.Arbitrary<boolean | string | string[]> {
  const pool = values[name] ?? [];
  if (isSwitch(name)) return fc.constantFrom(...pool.map(value => value === 'true'));
  if (isList(name)) return fc.subarray([...pool], { minLength: 1 });
  return fc.constantFrom(...pool);
}

/** Networks are one or several of the user's, or one of the engine's own. */
function isTold(spec: RunSpec): boolean {
  const { network = [], 'link-local-ip': ips, attach, interactive } = spec.options;
  const isAlone = network.length < 2;
  // With a terminal kept open, the CLI attaches its input whatever is asked for.
  return isAlone && (ips === undefined || network[0] === 'mynet') && !(attach && interactive);
}

describe('a spec that is read out of a container', () => {
  it('is the one that made it', () => {
    fc.assert(
      fc.property(anySpec.filter(isTold), spec => {
        assert.deepEqual(
          fromInspect(inspectOf(spec), undefined, own),
          spec,
          formatRun(spec, 'bash'),
        );
      }),
      { numRuns: 3000 },
    );
  });

  for (const line of [
    'docker run -d --network net --network-alias a --ip 10.0.0.5 --link db:d x',
    'docker run --network name=a,alias=b,driver-opt=c=d,gw-priority=5 --network name=b,ip=10.1.0.5 x',
    'docker run --network a --network b x',
    'docker run -d --device vendor.com/gpu=0 --gpus all x',
    'docker run -d --security-opt systempaths=unconfined x',
    'docker run -a stdin -i x',
    'docker run -d --no-healthcheck x',
  ]) {
    it(`is the same: ${line}`, () => {
      const { spec } = parseRun(line);
      assert.equal(
        formatRun(fromInspect(inspectOf(spec), undefined, own), 'bash'),
        formatRun(spec, 'bash'),
      );
    });
  }
});

/** As an engine of API 1.51 tells of `docker run -d -p 8080:80 -e A=1 -v cache:/cache web`. */
const volume = 'c3f5'.repeat(16);
const image: InspectedImage = {
  Config: {
    Env: ['PATH=/bin', 'TZ=UTC'],
    Cmd: ['serve'],
    Entrypoint: ['/entry'],
    Labels: { vendor: 'a', version: '1' },
    ExposedPorts: { '80/tcp': {}, '443/tcp': {} },
    Volumes: { '/data': {} },
    User: 'app',
    WorkingDir: '/srv',
    StopSignal: 'SIGQUIT',
    Healthcheck: { Test: ['CMD-SHELL', 'true'], Interval: 5_000_000_000 },
  },
};
const container: InspectedContainer = {
  Id: '0123456789abcdef'.repeat(4),
  Name: '/web',
  State: { Running: true },
  Config: {
    ...image.Config,
    Image: 'web:1',
    Hostname: '0123456789ab',
    Domainname: '',
    AttachStdin: false,
    AttachStdout: false,
    AttachStderr: false,
    Env: ['A=1', 'PATH=/bin', 'TZ=UTC'],
    Labels: { vendor: 'a', version: '2' },
  },
  HostConfig: {
    Binds: ['cache:/cache'],
    NetworkMode: 'bridge',
    PortBindings: { '80/tcp': [{ HostIp: '', HostPort: '8080' }] },
    RestartPolicy: { Name: 'no', MaximumRetryCount: 0 },
    LogConfig: { Type: 'json-file', Config: {} },
    IpcMode: 'private',
    CgroupnsMode: 'private',
    ShmSize: 67_108_864,
    Runtime: 'runc',
    Memory: 536_870_912,
    MemorySwap: 1_073_741_824,
    MemorySwappiness: null,
    OomKillDisable: null,
    PidsLimit: null,
    Devices: [],
    Ulimits: null,
    MaskedPaths: ['/proc/acpi'],
    ReadonlyPaths: ['/proc/bus'],
    ConsoleSize: [0, 0],
    Isolation: '',
  },
  NetworkSettings: {
    Networks: { bridge: { MacAddress: '02:42:ac:11:00:02', Aliases: null } },
  },
  Mounts: [
    { Type: 'volume', Name: volume, Destination: '/data', RW: true },
    { Type: 'volume', Name: 'cache', Destination: '/cache', RW: true },
  ],
};
const lineOf = (more: InspectedContainer, base: InspectedImage | undefined = image) =>
  formatRun(fromInspect(more, base), 'bash');
const withConfig = (more: InspectedContainer['Config']): InspectedContainer => ({
  ...container,
  Config: { ...container.Config, ...more },
});

describe('a container of a real engine', () => {
  it('loses what its image and its engine gave it, and keeps its volumes', () => {
    assert.equal(
      lineOf(container),
      `docker run -d --name web -e A=1 -l version=2 -m 512m -p 8080:80 -v cache:/cache -v ${volume}:/data web:1`,
    );
  });

  it('shows all that the image gave, where that is gone', () => {
    const { options, command } = fromInspect(container);
    assert.deepEqual(options.env, ['A=1', 'PATH=/bin', 'TZ=UTC']);
    assert.deepEqual([options.entrypoint, command], ['/entry', ['serve']]);
    assert.deepEqual([options.expose, options.workdir, options.user], [['443'], '/srv', 'app']);
    assert.equal(options['health-cmd'], 'true');
  });

  it('tells its own command from the image’s, and an entrypoint of several words', () => {
    assert.match(lineOf(withConfig({ Cmd: ['other', 'x'] })), / web:1 other x$/);
    const entry = withConfig({ Entrypoint: ['sh', '-c'], Cmd: ['a b'] });
    assert.match(lineOf(entry), / --entrypoint sh web:1 -c 'a b'$/);
    assert.match(lineOf(withConfig({ Entrypoint: null, Cmd: ['a'] })), / --entrypoint= web:1 a$/);
    assert.match(lineOf(withConfig({ Cmd: null })), / --entrypoint \/entry web:1$/);
  });

  it('takes a variable of the image away where it is missing', () => {
    assert.match(lineOf(withConfig({ Env: ['A=1', 'PATH=/bin'] })), / -e A=1 -e TZ /);
  });

  it('switches the image’s health check off', () => {
    assert.match(lineOf(withConfig({ Healthcheck: { Test: ['NONE'] } })), / --no-healthcheck /);
    const test = withConfig({ Healthcheck: { Test: ['CMD', 'curl', 'a b'] } });
    assert.match(lineOf(test), / --health-cmd 'curl '\\''a b'\\''' /);
  });

  it('keeps addresses, aliases and links, and forgets the short id', () => {
    const line = lineOf({
      ...container,
      HostConfig: { ...container.HostConfig, NetworkMode: 'net', Links: ['/db:/web/d'] },
      NetworkSettings: {
        Networks: {
          net: {
            Aliases: ['www', '0123456789ab'],
            IPAMConfig: { IPv4Address: '10.0.0.5' },
            MacAddress: '02:42:0a:00:00:05',
          },
          other: { IPAMConfig: {}, Aliases: ['o'] },
        },
      },
    });
    assert.match(
      line,
      / --network net --network name=other,alias=o --network-alias www --ip 10\.0\.0\.5 /,
    );
    assert.match(line, / --link db:d /);
    assert.doesNotMatch(line, /mac-address|0123456789ab/);
  });

  it('may say nothing at all', () => {
    assert.deepEqual(fromInspect({}), {
      action: 'run',
      options: { detach: true },
      image: '',
      command: [],
    });
  });
});
