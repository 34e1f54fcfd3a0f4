import assert from 'node:assert/strict';
import { toCreateRequest } from '../../../../src/docker/run/create';
import { parseRun } from '../../../../src/docker/run/parse';

const requestOf = (rest: string, apiVersion = '1.51', folder?: string) =>
  toCreateRequest(parseRun(`docker run ${rest}`).spec, apiVersion, folder);
const hostOf = (rest: string, apiVersion?: string, folder?: string) =>
  requestOf(rest, apiVersion, folder).body.HostConfig;

describe('the create request of a spec', () => {
  it('says only what is not the default of the engine', () => {
    assert.deepEqual(requestOf('nginx'), {
      body: {
        AttachStdout: true,
        AttachStderr: true,
        Image: 'nginx',
        HostConfig: {
          NetworkMode: 'default',
          RestartPolicy: { Name: 'no' },
          ConsoleSize: [0, 0],
          MemorySwappiness: -1,
        },
      },
    });
  });

  it('has name and platform beside the body', () => {
    const { name, platform } = requestOf('--name web --platform Linux/x86_64 nginx');
    assert.deepEqual([name, platform], ['web', 'linux/amd64']);
  });

  it('keeps what says something by being empty', () => {
    const { body } = requestOf(
      '-d --entrypoint= --init=false --stop-timeout 0 --security-opt systempaths=unconfined x',
    );
    assert.deepEqual(body.Entrypoint, ['']);
    assert.equal(body.StopTimeout, 0);
    const { Init, MaskedPaths, ReadonlyPaths, SecurityOpt } = body.HostConfig;
    assert.deepEqual([Init, MaskedPaths, ReadonlyPaths, SecurityOpt], [false, [], [], undefined]);
  });

  it('takes a single letter before a colon for a drive, as the CLI does', () => {
    const { body } = requestOf('-v a:/b -v ab:/c -v /d x');
    assert.deepEqual(Object.keys(body.Volumes ?? {}), ['a:/b', '/d']);
    assert.deepEqual(body.HostConfig.Binds, ['ab:/c']);
  });

  it('starts relative paths from the folder, where it is known', () => {
    const rest = '-v ./a:/b -v ../c:/d:ro --mount type=bind,src=.,dst=/e x';
    assert.deepEqual(hostOf(rest).Binds, ['./a:/b', '../c:/d:ro']);
    const { Binds, Mounts } = hostOf(rest, '1.51', '/home/me');
    assert.deepEqual(Binds, ['/home/me/a:/b', '/home/c:/d:ro']);
    assert.deepEqual(Mounts, [{ Type: 'bind', Source: '/home/me', Target: '/e' }]);
  });

  it('makes the long form of a network lower case, and the short one not', () => {
    assert.equal(hostOf('--network MyNet x').NetworkMode, 'MyNet');
    const { body } = requestOf('--network name=MyNet,alias=FOO x');
    assert.deepEqual(body.NetworkingConfig?.EndpointsConfig, { mynet: { Aliases: ['foo'] } });
  });

  it('puts the options of a network to the first one', () => {
    const rest = '--network a --network b --network-alias c --ip 1.2.3.4 --link d:e x';
    assert.deepEqual(requestOf(rest).body.NetworkingConfig?.EndpointsConfig, {
      a: { IPAMConfig: { IPv4Address: '1.2.3.4' }, Aliases: ['c'], Links: ['d:e'] },
      b: {},
    });
    assert.deepEqual(hostOf('--link d:e x').Links, ['d:e']);
  });

  it('merges ports that are published and exposed', () => {
    const { body } = requestOf('-p 8080-8081:80-81 -p 127.0.0.1::80 --expose 90/UDP x');
    assert.deepEqual(Object.keys(body.ExposedPorts ?? {}), ['80/tcp', '81/tcp', '90/UDP']);
    assert.deepEqual(body.HostConfig.PortBindings, {
      '80/tcp': [
        { HostIp: '', HostPort: '8080' },
        { HostIp: '127.0.0.1', HostPort: '' },
      ],
      '81/tcp': [{ HostIp: '', HostPort: '8081' }],
    });
  });

  it('makes values the engine has not to understand twice', () => {
    const { Dns, CapAdd, Ulimits, ExtraHosts } = hostOf(
      '--dns 2001:DB8:0:0::1 --cap-add net_admin --cap-add CAP_NET_ADMIN --cap-add all ' +
        '--ulimit nofile=1 --ulimit core=0 --ulimit nofile=5:6 --add-host a=[::1] x',
    );
    assert.deepEqual(Dns, ['2001:db8::1']);
    assert.deepEqual(CapAdd, ['ALL', 'CAP_NET_ADMIN']);
    assert.deepEqual(Ulimits, [
      { Name: 'core', Soft: 0, Hard: 0 },
      { Name: 'nofile', Soft: 5, Hard: 6 },
    ]);
    assert.deepEqual(ExtraHosts, ['a:::1']);
  });

  it('leaves out what cannot be read', () => {
    const { body } = requestOf('-p x:y -m 1x --dns a --mount foo --cpus 1/3 -e A=1 x');
    assert.deepEqual(body.Env, ['A=1']);
    assert.deepEqual(Object.keys(body.HostConfig), [
      'NetworkMode',
      'RestartPolicy',
      'ConsoleSize',
      'MemorySwappiness',
    ]);
  });
});

describe('the create request for an older engine', () => {
  const mac = '92:d0:c6:0a:29:33';

  it('has the MAC address at the container before API 1.44', () => {
    const rest = `--mac-address ${mac} --network n x`;
    const newer = requestOf(rest, '1.44').body;
    assert.equal(newer.MacAddress, undefined);
    assert.deepEqual(newer.NetworkingConfig?.EndpointsConfig, { n: { MacAddress: mac } });
    const older = requestOf(rest, '1.43').body;
    assert.deepEqual([older.MacAddress, older.NetworkingConfig], [mac, undefined]);
  });

  it('leaves out what it does not know', () => {
    const rest = '--annotation a=b --cgroupns host --health-start-interval 1s --platform linux x';
    const { platform, body } = requestOf(rest, '1.40');
    assert.equal(platform, undefined);
    assert.equal(body.Healthcheck, undefined);
    assert.deepEqual(
      [body.HostConfig.Annotations, body.HostConfig.CgroupnsMode],
      [undefined, undefined],
    );
    assert.deepEqual(hostOf(rest, '1.43').Annotations, { a: 'b' });
  });

  it('has kernel memory for the two that take it', () => {
    const kernelMemory = (apiVersion: string) =>
      hostOf('--kernel-memory 8m x', apiVersion).KernelMemory;
    assert.deepEqual(['1.39', '1.40', '1.41', '1.42'].map(kernelMemory), [
      undefined,
      8_388_608,
      8_388_608,
      undefined,
    ]);
  });
});
