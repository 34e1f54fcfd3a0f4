import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isFileFault, readPairs } from '../../../../src/docker/run/envFile';

const read = (text: string, env: Record<string, string> = {}) =>
  readPairs(new TextEncoder().encode(text), name => env[name]);

describe('a file of variables', () => {
  it('has a pair a line, without quotes and without what a shell would put in', () => {
    const text = '\ufeffA=1\r\n# no\n\n  B="x y" # z\n\tC=$A\nD=\nE==\n #F=1\nG= h ';
    const wanted = ['A=1', 'B="x y" # z', 'C=$A', 'D=', 'E==', 'G= h '];
    assert.deepEqual(read(text), wanted);
  });

  it('takes the value of a name alone from here, and leaves it out where there is none', () => {
    assert.deepEqual(read('HOME\nNONE\nEMPTY', { HOME: '/root', EMPTY: '' }), [
      'HOME=/root',
      'EMPTY=',
    ]);
    assert.deepEqual(readPairs(new TextEncoder().encode('alone\na=b')), ['a=b']);
  });

  it('says which line is wrong, and how', () => {
    assert.deepEqual(read('A=1\n=2'), { fault: 'noName', line: 2 });
    assert.deepEqual(read('A =1'), { fault: 'space', line: 1 });
    assert.deepEqual(read('A B'), { fault: 'space', line: 1 });
    const bytes = Uint8Array.from([65, 61, 49, 10, 66, 61, 0xff, 10]);
    assert.deepEqual(readPairs(bytes), { fault: 'encoding', line: 2 });
  });

  it('reads anything, and gives only pairs', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), bytes => {
        const pairs = readPairs(bytes, () => 'x');
        if (!isFileFault(pairs)) for (const pair of pairs) assert.match(pair, /^[^=]+=/s);
      }),
    );
  });
});
