import assert from 'node:assert/strict';
import { parseRun } from '../../../../src/docker/run/parse';

/** Lines that Docker refuses as a whole, what we say, and which words we mark. */
const refused = [
  ['--rm --restart always x', 'restart.remove', '--restart always'],
  ['--network host --ip 1.2.3.4 x', 'network.address', '--ip 1.2.3.4'],
  ['--net host --network-alias a x', 'network.aliases', '--network-alias a'],
  ['--network-alias a x', 'network.aliases', '--network-alias a'],
  ['--network container:a -p 80:80 x', 'network.option', '-p 80:80'],
  ['--network container:a -P x', 'network.option', '-P'],
  ['--network container:a --expose 80 x', 'network.option', '--expose 80'],
  ['--network container:a --hostname b x', 'network.option', '--hostname b'],
  ['--network container:a --dns 1.1.1.1 x', 'network.option', '--dns 1.1.1.1'],
  ['--network container:a --add-host b:1.1.1.1 x', 'network.option', '--add-host b:1.1.1.1'],
  ['--network container:a --link b x', 'network.option', '--link b'],
  ['--network host --link b x', 'network.option', '--link b'],
  [
    '--network host --mac-address 92:d0:c6:0a:29:33 x',
    'network.option',
    '--mac-address 92:d0:c6:0a:29:33',
  ],
  ['--network a --network a x', 'network.twice', '--network a'],
  ['--network a --network host x', 'network.mixed', '--network host'],
  ['--network name=a,ip=1.1.1.1 --ip 1.1.1.2 x', 'option.conflict', '--ip 1.1.1.2'],
  ['--network host --sysctl net.a=1 x', 'option.conflict', '--sysctl net.a=1'],
  ['--no-healthcheck --health-cmd a x', 'option.conflict', '--health-cmd a'],
  ['--no-healthcheck --health-retries 3 x', 'option.conflict', '--health-retries 3'],
  ['-d -a stdout x', 'option.conflict', '-a stdout'],
  ['--uts host -h a x', 'option.conflict', '-h a'],
  ['--log-driver none --log-opt a=b x', 'option.conflict', '--log-opt a=b'],
  ['--cpus 1 --cpu-quota 5000 x', 'option.conflict', '--cpus 1'],
  ['--memory-swap 1g x', 'memory.swapAlone', '--memory-swap 1g'],
  ['-m 1g --memory-swap 512m x', 'memory.swapSmall', '--memory-swap 512m'],
  ['-m 64m --memory-reservation 65m x', 'memory.reservation', '--memory-reservation 65m'],
  ['-v a1:/b --mount type=bind,src=/c,dst=/b x', 'mount.twice', '--mount type=bind,src=/c,dst=/b'],
  ['-v a1:/b -v b1:/b/ x', 'mount.twice', '-v b1:/b/'],
  ['-v a1:/b --tmpfs /b x', 'mount.twice', '--tmpfs /b'],
  ['-p 80:80 -p 80:81 x', 'port.twice', '-p 80:81'],
] as const;

describe('options that do not go together', () => {
  for (const [rest, code, marked] of refused) {
    it(`docker run ${rest}: ${code}`, () => {
      const line = `docker run ${rest}`;
      const errors = parseRun(line).problems.filter(({ severity }) => severity === 'error');
      const found = errors.find(problem => problem.code === code);
      assert.ok(found, JSON.stringify(errors));
      assert.equal(line.slice(found.start, found.end), marked);
    });
  }

  it('warn of a container’s port 0, which the engine takes and nobody reaches', () => {
    const line = 'docker run -p 80:80 -p 8080:0 x';
    const [problem, ...more] = parseRun(line).problems;
    assert.deepEqual(more, []);
    assert.deepEqual([problem?.severity, problem?.code], ['warning', 'port.number']);
    assert.equal(line.slice(problem?.start, problem?.end), '-p 8080:0');
  });

  it('are nothing else', () => {
    for (const rest of [
      '--rm --restart no x',
      '--rm --restart= x',
      '--no-healthcheck --health-cmd= x',
      '-v /b -v a1:/b x',
      '-v a1:/b -v a1:/b x',
      '--tmpfs /a --tmpfs /a:rw x',
      '--link-local-ip 169.254.1.1 x',
      '--security-opt label=anything x',
      '-m 1g --memory-swap -1 x',
      '-m 1g --memory-swap 1g x',
      '--memory-swap -1 x',
      '--network a --ip 1.2.3.4 --network-alias b x',
      '--network a --network b x',
      '--uts host x',
      '-p 80:80 -p 80:80/udp x',
      '-p 127.0.0.1:80:80 -p 127.0.0.2:80:80 x',
      '--cpus 1 --cpu-period 0 x',
    ]) {
      const line = `docker run ${rest}`;
      const errors = parseRun(line).problems.filter(({ severity }) => severity === 'error');
      assert.deepEqual(errors, [], line);
    }
  });

  it('but are ignored in the network of the host', () => {
    const [found] = parseRun('docker run --network host -p 80:80 x').problems;
    assert.equal(found?.code, 'network.ports');
    assert.equal(found?.severity, 'warning');
  });

  it('hang on the engine, where several networks do', () => {
    const line = 'docker run --network a --network b x';
    const codes = (apiVersion: string) =>
      parseRun(line, { apiVersion }).problems.map(({ code }) => code);
    assert.deepEqual(codes('1.43'), ['option.api']);
    assert.deepEqual(codes('1.44'), []);
  });
});
