import assert from 'node:assert/strict';
import { isList, isSwitch, type OptionName, optionNames } from '../../../../src/docker/run/options';
import { parseRun } from '../../../../src/docker/run/parse';
import type { SpecProblem } from '../../../../src/docker/run/problem';
import type { RunSpec } from '../../../../src/docker/run/spec';
import { validateSpec } from '../../../../src/docker/run/validate';
import { runValues } from '../../../lib/runValues';

/** What some values are only right with. */
const beside: Partial<Record<OptionName, RunSpec['options']>> = {
  ip: { network: ['net'] },
  ip6: { network: ['net'] },
  'link-local-ip': { network: ['net'] },
  'memory-swap': { memory: '1g' },
  'network-alias': { network: ['net'] },
};

/** Options of which neither the CLI nor the engine refuses a text before the container is to start. */
const neverWrong: Partial<Record<OptionName, string>> = {
  'cgroup-parent': 'a path that only the cgroup driver of the host judges',
  cidfile: 'a file that the CLI writes; whether it can, its place tells',
  'detach-keys': 'read by the terminal that attaches, and told there',
  'dns-option': 'a word for resolv.conf, which the container reads',
  domainname: 'any text; the kernel cuts it',
  entrypoint: 'a program that only the image knows',
  'env-file': 'a path; what is wrong within the file is told with its line',
  'group-add': 'a name that only the image knows',
  'health-cmd': 'a command that only the image knows',
  'label-file': 'a path; what is wrong within the file is told with its line',
  'log-driver': 'a name that only the engine knows, with its plugins',
  'log-opt': 'a key that only the log driver knows',
  'network-alias': 'any text is a name to the engine',
  runtime: 'a name that only the engine knows, with its settings',
  user: 'a name that only the image knows',
  'volume-driver': 'a name that only the engine knows, with its plugins',
};

function errorsOf(name: OptionName, value: string): readonly SpecProblem[] {
  const given = isSwitch(name) ? value === 'true' : isList(name) ? [value] : value;
  const options = { ...beside[name], [name]: given };
  return validateSpec({ action: 'run', options, image: 'img', command: [] }).filter(
    ({ severity }) => severity === 'error',
  );
}

describe('the values of options', () => {
  it('are taken where Docker takes them', () => {
    for (const name of optionNames) {
      for (const value of runValues[name].good) {
        assert.deepEqual(errorsOf(name, value), [], `--${name}=${value}`);
      }
    }
  });

  it('are refused where the CLI or the engine refuses them, with the option as the place', () => {
    for (const name of optionNames) {
      const { refused = [], sent = [] } = runValues[name];
      for (const value of [...refused, ...sent]) {
        const [first] = errorsOf(name, value);
        assert.equal(first?.option, name, `--${name}=${value}`);
      }
    }
  });

  it('have a wrong one among them, but where no text can be wrong', () => {
    for (const name of optionNames) {
      const { refused = [], sent = [] } = runValues[name];
      // Of a switch any word that is no truth value, see below.
      const hasWrong = isSwitch(name) || refused.length + sent.length > 0;
      assert.equal(hasWrong, !Object.hasOwn(neverWrong, name), `--${name}`);
    }
  });

  it('cannot be missing, nor be anything for a switch', () => {
    for (const name of optionNames) {
      const line = isSwitch(name) ? `docker run --${name}=maybe x` : `docker run --${name}`;
      const code = isSwitch(name) ? 'option.boolean' : 'option.needsValue';
      const found = parseRun(line).problems.find(problem => problem.code === code);
      assert.equal(found?.severity, 'error', line);
    }
  });

  for (const [option, value, code, ...args] of [
    ['add-host', 'a', 'addHost.format', 'a'],
    ['add-host', 'a:b', 'value.ip', 'b'],
    ['blkio-weight', '5', 'value.range', 5, 10, 1000],
    ['cap-add', 'FOO', 'value.choice'],
    ['cpus', '1/3', 'value.precise', '1/3'],
    ['cpus', 'x', 'value.decimal', 'x'],
    ['device', '/dev/a:/b:rwmx', 'device.mode', 'rwmx'],
    ['device', 'a', 'device.relative', 'a'],
    ['env', '=a', 'env.name'],
    ['expose', '80:80', 'expose.colon', '80:80'],
    ['gpus', 'count=1,count=2', 'gpus.twice', 'count'],
    ['health-interval', '1us', 'value.least', '1us', '1ms'],
    ['health-interval', '5', 'value.duration', '5'],
    ['health-interval', '-1s', 'value.negative', '-1s'],
    ['ip', '::1', 'value.family', '::1', 4],
    ['label', 'a b=c', 'label.white', 'a b'],
    ['link', 'a:b:c', 'link.format', 'a:b:c'],
    ['mac-address', '93:d0:c6:0a:29:33', 'mac.multicast', '93:d0:c6:0a:29:33'],
    ['memory', '5m', 'value.least', '5m', '6m'],
    ['memory', '5x', 'value.size', '5x'],
    ['mount', 'foo', 'mount.pair', 'foo'],
    ['mount', 'src=a', 'mount.noTarget'],
    ['mount', 'dst=/a,readonly=maybe', 'mount.value', 'readonly', 'maybe'],
    ['mount', 'type=foo,dst=/a', 'mount.types'],
    ['mount', 'type=bind,dst=/a', 'mount.noSource', 'bind'],
    ['mount', 'dst=/a,bind-propagation=shared', 'mount.mixed', 'bind-*', 'volume'],
    ['name', '-bad', 'name.start', '-'],
    ['network', 'alias=a', 'network.name'],
    ['network', 'name=a,foo=b', 'network.key'],
    ['oom-score-adj', '1001', 'value.range', 1001, -1000, 1000],
    ['pids-limit', 'x', 'value.int', 'x'],
    ['platform', 'foo', 'platform.unknown', 'foo'],
    ['publish', '65536:1', 'port.number', '65536', 0, 65535],
    ['publish', '80-81:80-82', 'port.rangeLengths', 2, 3],
    ['restart', 'foo', 'restart.policy', 'foo', 'no', 'always', 'unless-stopped', 'on-failure'],
    ['restart', 'always:5', 'restart.count', 'always'],
    ['security-opt', 'foo', 'security.format', 'foo'],
    ['stop-signal', 'foo', 'signal.name', 'foo'],
    ['sysctl', 'a=b', 'sysctl.name', 'a=b'],
    ['tmpfs', 'run', 'value.path', 'run'],
    ['ulimit', 'nofile=10:5', 'ulimit.soft', 10, 5],
    ['volume', ':/b', 'volume.emptyPiece', ':/b'],
    ['volume', '/a:b', 'mount.relative', 'b'],
    ['workdir', 'app', 'value.path', 'app'],
  ] as const) {
    it(`--${option}=${value}: ${code}`, () => {
      const found = errorsOf(option, value).find(problem => problem.code === code);
      assert.ok(found, JSON.stringify(errorsOf(option, value)));
      if (args.length > 0) assert.deepEqual(found.args, args);
    });
  }
});
