import assert from 'node:assert/strict';
import {
  factsOf,
  longNames,
  optionNames,
  optionOf,
  optionOfLetter,
} from '../../../../src/docker/run/options';
import { parseRun } from '../../../../src/docker/run/parse';

describe('the table of options', () => {
  it('gives no name or letter twice', () => {
    const letters = optionNames.flatMap(name => factsOf(name).short ?? []);
    assert.equal(new Set(letters).size, letters.length);
    assert.equal(new Set(longNames).size, longNames.length);
  });

  it('finds an option by its name, its letter and its hidden second name', () => {
    assert.equal(optionOf('publish'), 'publish');
    assert.equal(optionOfLetter('p'), 'publish');
    assert.equal(optionOfLetter('P'), 'publish-all');
    assert.equal(optionOf('net'), 'network');
    assert.equal(optionOf('net-alias'), 'network-alias');
    assert.equal(optionOf('dns-opt'), 'dns-option');
    assert.equal(optionOf('toString'), undefined);
    assert.equal(optionOfLetter('toString'), undefined);
  });

  it('says since when engines have an option', () => {
    const tooNew = (apiVersion: string) =>
      parseRun('docker run --annotation a=b --gpus all --cpus 1 x', { apiVersion })
        .problems.filter(({ code }) => code === 'option.api')
        .map(({ args }) => args?.[0]);
    assert.deepEqual(tooNew('1.24'), ['--annotation', '--gpus', '--cpus']);
    assert.deepEqual(tooNew('1.41'), ['--annotation']);
    assert.deepEqual(tooNew('1.43'), []);
  });

  it('has a letter only for options that Docker gives one', () => {
    const letters = optionNames.map(name => factsOf(name).short ?? '').join('');
    assert.equal([...letters].sort().join(''), 'Pacdehilmpqtuvw');
  });
});
