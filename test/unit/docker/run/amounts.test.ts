import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatBytes, parseBytes } from '../../../../src/docker/run/bytes';
import { formatCpus, parseCpus } from '../../../../src/docker/run/cpus';
import { readCsv, writeCsv } from '../../../../src/docker/run/csv';
import { formatGoDuration, parseGoDuration } from '../../../../src/docker/run/goDuration';
import { parseGoFloat, parseGoInt, parseGoUint } from '../../../../src/docker/run/goNumber';

describe('amounts as Go reads them', () => {
  for (const [text, bytes] of [
    ['1024', 1024],
    ['1k', 1024],
    ['1KiB', 1024],
    ['1 kb', 1024],
    ['1.5m', 1_572_864],
    ['.5g', 536_870_912],
    ['10b', 10],
    ['1e3', 1000],
    ['0x1p4', 16],
    ['5 ', 5],
    ['1.9', 1],
    ['', undefined],
    ['k', undefined],
    ['-1', undefined],
    ['1i', undefined],
    ['1ki', undefined],
    ['1kib ', undefined],
    ['1 2', undefined],
    ['٣m', undefined],
  ] as const) {
    it(`${JSON.stringify(text)} is ${bytes} bytes`, () => assert.equal(parseBytes(text), bytes));
  }

  for (const [text, nanoseconds] of [
    ['1h2m3.5s', 3_723_500_000_000],
    ['1.5ms', 1_500_000],
    ['-1s', -1_000_000_000],
    ['+1ns', 1],
    ['.5s', 500_000_000],
    ['1μs1µs', 2000],
    ['-0', 0],
    ['0', 0],
    ['1', undefined],
    ['s', undefined],
    ['.s', undefined],
    ['1s ', undefined],
    ['3000000h', undefined],
  ] as const) {
    it(`${text} is ${nanoseconds} ns`, () =>
      assert.equal(parseGoDuration(text) || 0, nanoseconds ?? 0));
  }

  it('are whole numbers in any base', () => {
    assert.deepEqual(
      ['0x1F', '0b101', '0o17', '017', '-5', '+5', '1_0', '0_7'].map(parseGoInt),
      [31, 5, 15, 15, -5, 5, 10, 7],
    );
    assert.deepEqual(['08', '0x', '1_', '_1', '', '1.0', '9223372036854775808'].map(parseGoInt), [
      ...Array(7).fill(undefined),
    ]);
    assert.equal(parseGoInt('-9223372036854775808'), -(2 ** 63));
    assert.deepEqual(
      [parseGoUint('65535', 16), parseGoUint('65536', 16), parseGoUint('+1', 16)],
      [65_535, undefined, undefined],
    );
    assert.deepEqual(
      [parseGoFloat('1.'), parseGoFloat('.'), parseGoFloat('1e400')],
      [1, undefined, undefined],
    );
  });

  it('are read back as they were written', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), count => {
        assert.equal(parseBytes(formatBytes(count)), count);
        assert.equal(parseCpus(formatCpus(count)), count);
        assert.equal(parseGoDuration(formatGoDuration(count)), count);
      }),
    );
    assert.deepEqual([formatBytes(1_073_741_824), formatCpus(1_500_000_000)], ['1g', '1.5']);
    assert.deepEqual([90e9, 5e8, 3.6e12].map(formatGoDuration), ['1m30s', '500ms', '1h']);
  });
});

describe('comma-separated values', () => {
  it('are read back as they were written', () => {
    const field = fc.string({ unit: fc.constantFrom(...'ab,"= \n') });
    fc.assert(
      fc.property(fc.array(field, { minLength: 1 }), fields => {
        // Go passes over empty lines, and one empty field is one.
        fc.pre(fields.length > 1 || fields[0] !== '');
        assert.deepEqual(readCsv(writeCsv(fields)), fields);
      }),
    );
  });

  it('have quotes only around fields', () => {
    assert.deepEqual(readCsv('a,"b,c","d""e",'), ['a', 'b,c', 'd"e', '']);
    for (const text of ['', 'a"b', '"a"b', '"a', 'a,"b" ', '\n']) {
      assert.equal(readCsv(text), undefined, text);
    }
  });
});
