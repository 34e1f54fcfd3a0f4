import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  validateContainerName,
  validateNetworkName,
  validateProjectName,
  validateVolumeName,
} from '../../../src/docker/name';

describe('names', () => {
  it('of containers follow the engine', () => {
    for (const name of ['ab', '/ab', 'A.b-c_d', '0x', 'a'.repeat(500), 'a-']) {
      assert.equal(validateContainerName(name), undefined, name);
    }
    assert.deepEqual(validateContainerName(''), { code: 'name.empty' });
    assert.deepEqual(validateContainerName('a'), { code: 'name.short', args: [2] });
    assert.deepEqual(validateContainerName('-a'), { code: 'name.start', args: ['-'] });
    assert.deepEqual(validateContainerName('//ab'), { code: 'name.start', args: ['/'] });
    assert.deepEqual(validateContainerName('😀a'), { code: 'name.start', args: ['😀'] });
    assert.deepEqual(validateContainerName('my web'), { code: 'name.characters', args: [' '] });
    assert.deepEqual(validateContainerName('web😀'), { code: 'name.characters', args: ['😀'] });
    assert.deepEqual(validateContainerName('web\n'), { code: 'name.characters', args: ['\n'] });
  });

  it('of containers equal the pattern of the engine', () => {
    const engine = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;
    const text = fc.stringMatching(/^[aZ9_.\-/ é\n]{0,5}$/);
    fc.assert(
      fc.property(text, name => {
        const isGood = engine.test(name.replace(/^\//, '')) && !name.endsWith('\n');
        assert.equal(validateContainerName(name) === undefined, isGood);
      }),
    );
  });

  it('are taken with or without a slash', () => {
    const taken = ['/web', 'db'];
    const problem = { code: 'name.taken', args: ['web'] };
    assert.deepEqual(validateContainerName('web', taken), problem);
    assert.deepEqual(validateContainerName('/web', taken), problem);
    assert.equal(validateContainerName('Web', taken), undefined);
  });

  it('of volumes are names of folders too', () => {
    assert.equal(validateVolumeName('a'.repeat(255)), undefined);
    assert.equal(validateVolumeName('a'.repeat(256))?.code, 'name.tooLong');
    assert.equal(validateVolumeName('v')?.code, 'name.short');
    assert.equal(validateVolumeName('/v1')?.code, 'name.start');
    assert.equal(validateVolumeName('data', ['data'])?.code, 'name.taken');
  });

  it('of networks are nearly free, but must stay addressable', () => {
    for (const name of ['a', 'my net', 'x:y', '中文', '-x', 'containers']) {
      assert.equal(validateNetworkName(name), undefined, name);
    }
    for (const name of ['bridge', 'host', 'none', 'default']) {
      assert.deepEqual(validateNetworkName(name), { code: 'name.predefined', args: [name] });
    }
    assert.equal(validateNetworkName(' ')?.code, 'name.empty');
    assert.equal(validateNetworkName('..')?.code, 'name.start');
    assert.equal(validateNetworkName(' a')?.code, 'name.start');
    for (const name of ['a/b', 'a\nb', 'a\u0000', 'a\u202eb', 'container:web', 'a ']) {
      assert.equal(validateNetworkName(name)?.code, 'name.characters', JSON.stringify(name));
    }
    assert.equal(validateNetworkName('net', ['net'])?.code, 'name.taken');
  });

  it('of compose projects are lower case', () => {
    assert.equal(validateProjectName('my-app_1'), undefined);
    assert.equal(validateProjectName('My')?.code, 'name.start');
    assert.deepEqual(validateProjectName('my.app'), { code: 'name.characters', args: ['.'] });
  });
});
