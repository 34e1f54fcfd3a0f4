import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cleanPath, splitMount } from '../../../src/docker/mount';
import { validateMount } from '../../../src/docker/validateMount';

const good = [
  ['/data', ['/data']],
  ['data:/data', ['data', '/data']],
  ['data:/data:ro,z,nocopy', ['data', '/data', 'ro,z,nocopy']],
  ['/srv:/data:ro', ['/srv', '/data', 'ro']],
  ['/srv:/data:rshared', ['/srv', '/data', 'rshared']],
  ['data:/data:cached', ['data', '/data', 'cached']],
  // The engine takes an empty list of modes for none.
  ['data:/data:', ['data', '/data', '']],
  ['C:\\Users\\me:/data:ro', ['C:\\Users\\me', '/data', 'ro']],
  ['c:/Users/me:/data', ['c:/Users/me', '/data']],
  ['C:\\me:D:\\data:ro', ['C:\\me', 'D:\\data', 'ro']],
  ['data:C:\\data', ['data', 'C:\\data']],
  ['C:\\data', ['C:\\data']],
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
  for (const [text, pieces] of good) {
    it(`takes ${text}`, () => {
      assert.equal(validateMount(text), undefined);
      assert.deepEqual(splitMount(text), pieces);
    });
  }

  for (const [text, code, ...args] of bad) {
    it(`refuses “${text}”: ${code}`, () => {
      assert.deepEqual(validateMount(text), args.length > 0 ? { code, args } : { code });
    });
  }

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
