import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  formatKeyValue,
  parseKeyValue,
  toRecord,
  validateEnv,
  validateLabel,
  validateOption,
} from '../../../src/docker/keyValue';
import { validateVolumeOptions } from '../../../src/docker/volumeOptions';

describe('names with values', () => {
  it('split at the first equals sign, and join again', () => {
    assert.deepEqual(parseKeyValue('A=b=c'), { key: 'A', value: 'b=c' });
    assert.deepEqual(parseKeyValue('A='), { key: 'A', value: '' });
    assert.deepEqual(parseKeyValue('A'), { key: 'A', value: undefined });
    fc.assert(fc.property(fc.string(), text => formatKeyValue(parseKeyValue(text)) === text));
  });

  it('become a record, the later winning', () => {
    assert.deepEqual(toRecord(['a=1', 'b', 'a=2=3']), { a: '2=3', b: '' });
    assert.ok(Object.hasOwn(toRecord(['__proto__=x']), '__proto__'));
  });

  it('of the environment need a name and no NUL', () => {
    for (const text of ['A=b', 'A', 'A B=c', 'é=ü', 'A='])
      assert.equal(validateEnv(text), undefined);
    assert.deepEqual(validateEnv('=b'), { code: 'env.name' });
    assert.deepEqual(validateEnv(''), { code: 'env.name' });
    assert.deepEqual(validateEnv('A=b\0c'), { code: 'env.nul' });
  });

  it('of labels need a key without blanks', () => {
    for (const text of ['a=b c', 'a', 'a.b/c=']) assert.equal(validateLabel(text), undefined);
    assert.deepEqual(validateLabel('=b'), { code: 'label.key' });
    assert.deepEqual(validateLabel('a b=c'), { code: 'label.space', args: ['a b'] });
    assert.deepEqual(validateOption('=x'), { code: 'option.key' });
  });
});

describe('options of the local volume driver', () => {
  it('are the four it knows, complete', () => {
    assert.equal(validateVolumeOptions('local', []), undefined);
    assert.equal(validateVolumeOptions('local', ['type=none', 'device=/x', 'o=bind']), undefined);
    assert.equal(validateVolumeOptions('local', ['type=', 'device=/x']), undefined);
    assert.equal(validateVolumeOptions('other', ['anything=x']), undefined);
    assert.deepEqual(validateVolumeOptions('local', ['foo=x']), {
      code: 'option.unknown',
      args: ['foo', 'type, o, device, size'],
    });
    const missing = (...texts: string[]) => validateVolumeOptions('', texts)?.args?.[0];
    assert.equal(missing('type=nfs'), 'device');
    assert.equal(missing('device=/x', 'o=bind'), 'type');
    assert.equal(validateVolumeOptions('other', ['=x'])?.code, 'option.key');
  });
});
