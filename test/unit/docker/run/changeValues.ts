import type { ChangeFacts } from '../../../../src/docker/run/changePlan';
import type { InspectedContainer } from '../../../../src/docker/run/inspected';

const id = 'c'.repeat(64);
export const hash = (digit: string): string => digit.repeat(64);

/** A container with all that is easily lost, as 20.10 tells it. */
export const web: InspectedContainer = {
  Id: id,
  Name: '/web',
  Image: 'sha256:old',
  State: { Running: true, Status: 'running' },
  Config: {
    Image: 'web:1',
    Hostname: id.slice(0, 12),
    Env: ['PATH=/bin', 'MINE=1'],
    Cmd: ['serve'],
    Entrypoint: ['/init', '--', 'run'],
    Labels: { own: '1', of: 'image' },
    Volumes: { '/data': {}, '/own': {} },
    MacAddress: '02:42:00:00:00:01',
    Healthcheck: { Test: ['CMD', 'check', 'a b'], Interval: 1_000_000_000 },
    AttachStdout: true,
    AttachStderr: true,
  },
  HostConfig: {
    NetworkMode: 'front',
    Binds: ['files:/files:ro'],
    Mounts: [{ Type: 'volume', Target: '/nameless' }],
    Tmpfs: { '/scratch': '' },
    RestartPolicy: { Name: 'always', MaximumRetryCount: 0 },
    CgroupnsMode: 'host',
    IpcMode: 'shareable',
    LogConfig: { Type: 'json-file', Config: {} },
    Memory: 64 * 1024 * 1024,
    MemorySwap: 128 * 1024 * 1024,
  },
  NetworkSettings: {
    Networks: {
      front: {
        NetworkID: hash('f'),
        IPAMConfig: { IPv4Address: '10.0.0.7' },
        Aliases: ['Web', id.slice(0, 12)],
        MacAddress: '02:42:00:00:00:01',
      },
      back: {
        NetworkID: hash('b'),
        Aliases: ['other'],
        IPAddress: '172.0.0.2',
        MacAddress: '02:42:ac:00:00:02',
      },
    },
  },
  Mounts: [
    { Type: 'volume', Name: 'files', Destination: '/files', RW: false },
    { Type: 'volume', Name: hash('1'), Destination: '/data', RW: true },
    { Type: 'volume', Name: hash('2'), Destination: '/own', RW: true },
    { Type: 'volume', Name: hash('3'), Destination: '/nameless', RW: true },
  ],
};

export const image = {
  Config: {
    Env: ['PATH=/bin'],
    Cmd: ['serve'],
    Labels: { of: 'image' },
    Volumes: { '/data': {} },
  },
};

export const facts: ChangeFacts = {
  container: web,
  image,
  apiVersion: '1.41',
  namedImage: 'sha256:old',
  sharers: [],
  linkedBy: [],
};
