import assert from 'node:assert/strict';
import { constants } from 'node:os';
import fc from 'fast-check';
import { composePlace } from '../../../src/docker/compose';
import { durationOf } from '../../../src/docker/duration';
import { isUserNetwork, parseNetworkMode } from '../../../src/docker/networkMode';
import { shortId } from '../../../src/docker/shortId';
import { parseSignal, signalName, signals, validateSignal } from '../../../src/docker/signal';
import { formatSize, sizeOf } from '../../../src/docker/size';
import { isAnonymousVolume } from '../../../src/docker/volumeName';

describe('signals', () => {
  it('are those the engine takes', () => {
    const taken = ['WINCH', 'sigwinch', '28', '028', '34', '64', 'RTMIN+3', 'SIGRTMAX-14', 'CLD'];
    for (const text of taken) assert.equal(validateSignal(text), undefined, text);
    for (const text of ['0', '32', '33', '65', '-1']) {
      assert.deepEqual(validateSignal(text), { code: 'signal.number', args: [text] });
    }
    for (const text of ['SIGSIGWINCH', 'FOO', 'SIG', '9.5', 'UNUSED', 'toString', 'RTMIN+16']) {
      assert.deepEqual(validateSignal(text), { code: 'signal.name', args: [text] });
    }
    assert.deepEqual(validateSignal(' '), { code: 'signal.empty' });
    assert.equal(parseSignal('RTMAX-14'), 50);
  });

  it('have the numbers of this Linux', function () {
    if (process.platform !== 'linux') return this.skip();
    for (const { name, number } of signals) {
      assert.equal(constants.signals[name as NodeJS.Signals], number, name);
    }
    assert.equal(signals.length, 31);
    assert.equal(signalName(15), 'SIGTERM');
    assert.equal(signalName(32), undefined);
  });
});

describe('sizes', () => {
  it('have three digits in decimal units', () => {
    const cases = [
      [0, '0 B'],
      [999, '999 B'],
      [1000, '1 kB'],
      [1234, '1.23 kB'],
      [12_345, '12.3 kB'],
      [999_499, '999 kB'],
      [999_950, '1 MB'],
      [1_230_000_000, '1.23 GB'],
      [-1, '0 B'],
      [Number.NaN, '0 B'],
      [5e18, '5 EB'],
    ] as const;
    for (const [bytes, text] of cases) assert.equal(formatSize(bytes), text);
  });

  it('stay below a thousand and near the truth', () => {
    const factors = { B: 1, kB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12, PB: 1e15, EB: 1e18 };
    fc.assert(
      fc.property(fc.maxSafeNat(), bytes => {
        const { value, unit } = sizeOf(bytes);
        assert.ok(value < 1000);
        assert.ok(Math.abs(value * factors[unit] - bytes) <= bytes * 0.0051);
      }),
    );
  });
});

describe('durations', () => {
  it('step where docker ps steps', () => {
    const [minute, hour, day] = [60, 3600, 86_400];
    const cases = [
      [0, '0 second'],
      [-5, '0 second'],
      [59.9, '59 second'],
      [minute, '1 minute'],
      [59 * minute, '59 minute'],
      [hour, '1 hour'],
      [1.5 * hour, '2 hour'],
      [47 * hour, '47 hour'],
      [48 * hour, '2 day'],
      [13 * day, '13 day'],
      [14 * day, '2 week'],
      [59 * day, '8 week'],
      [60 * day, '2 month'],
      [729 * day, '24 month'],
      [730 * day, '2 year'],
      [Number.NaN, '0 second'],
    ] as const;
    for (const [seconds, text] of cases) {
      const { count, unit } = durationOf(seconds);
      assert.equal(`${count} ${unit}`, text);
    }
  });
});

describe('ids and names', () => {
  const id = '0123456789ab'.padEnd(64, 'c');

  it('are short where they are ids', () => {
    assert.equal(shortId(id), '0123456789ab');
    assert.equal(shortId(`sha256:${id}`), '0123456789ab');
    assert.equal(shortId('web'), 'web');
    assert.equal(shortId(''), '');
  });

  it('tell a volume that nobody named', () => {
    assert.ok(isAnonymousVolume(id, null));
    assert.ok(isAnonymousVolume('x', { 'com.docker.volume.anonymous': '' }));
    assert.ok(!isAnonymousVolume('data', {}));
    assert.ok(!isAnonymousVolume(id.toUpperCase(), undefined));
  });
});

describe('network modes', () => {
  it('are told apart', () => {
    assert.deepEqual(parseNetworkMode(''), { kind: 'default' });
    assert.deepEqual(parseNetworkMode('default'), { kind: 'default' });
    assert.deepEqual(parseNetworkMode('host'), { kind: 'host' });
    assert.deepEqual(parseNetworkMode('container:web'), { kind: 'container', container: 'web' });
    assert.deepEqual(parseNetworkMode('slirp4netns:mtu=1'), {
      kind: 'rootless',
      program: 'slirp4netns',
    });
    assert.deepEqual(parseNetworkMode('my:net'), { kind: 'network', network: 'my:net' });
    assert.deepEqual(['front', 'bridge', ''].map(isUserNetwork), [true, false, false]);
  });
});

describe('compose labels', () => {
  const labels = (entries: Record<string, string>) =>
    Object.fromEntries(
      Object.entries(entries).map(([key, value]) => [`com.docker.compose.${key}`, value]),
    );

  it('of version 2', () => {
    const place = composePlace(
      labels({
        project: 'shop',
        service: 'web',
        'container-number': '2',
        oneoff: 'False',
        'project.working_dir': '/srv/shop',
        'project.config_files': '/srv/shop/a.yml,/srv/b.yml',
      }),
    );
    assert.deepEqual(place, {
      project: 'shop',
      service: 'web',
      number: 2,
      oneOff: false,
      workingDir: '/srv/shop',
      configFiles: ['/srv/shop/a.yml', '/srv/b.yml'],
    });
  });

  it('of version 1, whose files are relative', () => {
    const files = (workingDir: string, list: string) =>
      composePlace(
        labels({ project: 'p', 'project.working_dir': workingDir, 'project.config_files': list }),
      )?.configFiles;
    assert.deepEqual(files('/srv/shop/', './a.yml,b.yml'), ['/srv/shop/a.yml', '/srv/shop/b.yml']);
    assert.deepEqual(files('C:\\shop', 'a.yml,D:\\b.yml'), ['C:\\shop\\a.yml', 'D:\\b.yml']);
    assert.deepEqual(files('', 'a.yml'), ['a.yml']);
  });

  it('or none', () => {
    assert.equal(composePlace(null), undefined);
    assert.equal(composePlace({ project: 'x' }), undefined);
  });
});
