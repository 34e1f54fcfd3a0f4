import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cleanPath, formatMount, readMount } from '../../../src/docker/mount';
import { parseMount, validateMount } from '../../../src/docker/validateMount';

const mount = (kind: string, source: string, target: string, ...modes: string[]) => ({
  kind,
  source,
  target,
  modes,
});

const good = [
  ['/data', mount('anonymous', '', '/data')],
  ['data:/data', mount('volume', 'data', '/data')],
  ['data:/data:ro,z,nocopy', mount('volume', 'data', '/data', 'ro', 'z', 'nocopy')],
  ['/srv:/data:ro', mount('bind', '/srv', '/data', 'ro')],
  ['/srv:/data:rshared', mount('bind', '/srv', '/data', 'rshared')],
  ['data:/data:cached', mount('volume', 'data', '/data', 'cached')],
  ['C:\\Users\\me:/data:ro', mount('bind', 'C:\\Users\\me', '/data', 'ro')],
  ['c:/Users/me:/data', mount('bind', 'c:/Users/me', '/data')],
  ['C:\\me:D:\\data:ro', mount('bind', 'C:\\me', 'D:\\data', 'ro')],
  ['data:C:\\data', mount('volume', 'data', 'C:\\data')],
  ['C:\\data', mount('anonymous', '', 'C:\\data')],
] as const;

const bad = [
  ['', 'mount.empty'],
  [':/data', 'mount.source'],
  ['data:', 'mount.target'],
  ['data:/a:ro:x', 'mount.colons'],
  ['a:b:c:d', 'mount.colons'],
  ['data:data', 'mount.relative', 'data'],
  ['data', 'mount.relative', 'data'],
  ['data:/', 'mount.root'],
  ['data://', 'mount.root'],
  ['data:/a/..', 'mount.root'],
  ['/', 'mount.root'],
  ['/data:ro', 'mount.modeNeedsSource', 'ro'],
  ['./x:/data', 'mount.relativeSource', './x'],
  ['~/x:/data', 'mount.relativeSource', '~/x'],
  ['a/b:/data', 'mount.relativeSource', 'a/b'],
  ['v:/data', 'mount.volumeName', 'v'],
  ['da ta:/data', 'mount.volumeName', 'da ta'],
  ['data:/data:RO', 'mount.mode', 'RO'],
  ['data:/data:toString', 'mount.mode', 'toString'],
  ['data:/data:ro,', 'mount.mode', ''],
  ['data:/data:ro,rw', 'mount.modeTwice', 'ro', 'rw'],
  ['/srv:/data:nocopy', 'mount.modeForVolume', 'nocopy'],
  ['data:/data:rshared', 'mount.modeForBind', 'rshared'],
] as const;

describe('mounts', () => {
  for (const [text, expected] of good) {
    it(`reads ${text}`, () => {
      assert.equal(validateMount(text), undefined);
      assert.deepEqual(parseMount(text), expected);
      assert.equal(formatMount(readMount(text)), text);
    });
  }

  for (const [text, code, ...args] of bad) {
    it(`refuses “${text}”: ${code}`, () => {
      assert.deepEqual(validateMount(text), args.length > 0 ? { code, args } : { code });
      assert.equal(parseMount(text), undefined);
    });
  }

  it('takes an empty list of modes for none, as the engine does', () => {
    assert.deepEqual(parseMount('data:/data:'), mount('volume', 'data', '/data'));
  });

  it('cleans paths', () => {
    assert.equal(cleanPath('/a//b/./../c/'), '/a/c');
    assert.equal(cleanPath('/../..'), '/');
    assert.equal(cleanPath('/data\\x'), '/data/x');
  });

  it('never throws', () => {
    const text = fc.stringMatching(/^[a-c:\\/.,]{0,12}$/);
    fc.assert(fc.property(fc.oneof(text, fc.string()), input => void validateMount(input)));
  });
});
