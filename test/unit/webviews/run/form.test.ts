import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isList, optionNames } from '../../../../src/docker/run/options';
import { parseRun } from '../../../../src/docker/run/parse';
import type { RunSpec } from '../../../../src/docker/run/spec';
import { ProblemIndex, sentenceOf } from '../../../../src/webviews/run/problemIndex';
import {
  type Codec,
  envRows,
  indexesOf,
  kept,
  mountRows,
  networkRows,
  portRows,
  rowsOf,
  textRows,
  withRows,
} from '../../../../src/webviews/run/rows';
import {
  countSet,
  found,
  optionsOf,
  sectionOf,
  sections,
} from '../../../../src/webviews/run/sections';
import { hostileSpec } from '../../docker/run/hostileRun';

const run = (line: string): RunSpec => parseRun(`docker run ${line}`).spec;

describe('the sections of the form', () => {
  it('have every option exactly once', () => {
    const all = sections.flatMap(section => optionsOf(section));
    assert.deepEqual([...all].sort(), [...optionNames].sort());
    for (const name of optionNames) assert.ok(optionsOf(sectionOf(name)).includes(name));
  });

  it('count what is set, unknown flags too', () => {
    const spec = run('--rm -p 80 -p 81 --wat x');
    assert.deepEqual(
      sections.map(section => countSet(spec, section)).filter(count => count > 0),
      [1, 1, 1],
    );
    assert.equal(countSet(spec, 'other'), 1);
  });

  it('are searched by name, label and help', () => {
    const named = Object.fromEntries(optionNames.map(name => [name, ''])) as Record<
      (typeof optionNames)[number],
      string
    >;
    const texts = {
      label: { ...named, rm: 'Remove it' },
      help: { ...named, init: 'Reaps zombies' },
    };
    assert.equal(found('  ', texts), undefined);
    assert.deepEqual([...(found('ZOMB', texts) ?? [])], ['init']);
    assert.deepEqual([...(found('remove --rm', texts) ?? [])], ['rm']);
    assert.ok(found('cpu', texts)?.has('cpuset-cpus'));
  });
});

describe('the rows of the form', () => {
  const codecs = [portRows, envRows, mountRows, networkRows].map(codec => codec as Codec<unknown>);

  it('say exactly what the spec says, until they are edited', () => {
    fc.assert(
      fc.property(hostileSpec, spec => {
        const lists = optionNames.filter(isList).map(name => textRows(name) as Codec<unknown>);
        for (const codec of [...codecs, ...lists]) {
          const same = withRows(codec, spec, rowsOf(codec, spec));
          assert.deepEqual(same.options, spec.options);
        }
      }),
    );
  });

  it('stay, with their keys and what is half written, while they say the same', () => {
    const spec = run('-p 80:80 x');
    const rows = [...rowsOf(portRows, spec), kept(portRows.blank, true)];
    assert.equal(rowsOf(portRows, spec, rows), rows);
    const other = rowsOf(portRows, run('-p 81:80 -p 82:80 x'), rows);
    assert.deepEqual(
      other.map(({ key }) => key),
      rows.map(({ key }) => key),
    );
  });

  it('say nothing where the user left them empty, but keep empty values that were given', () => {
    const spec = run('-e "" -e A=1 x');
    const rows = [...rowsOf(envRows, spec), kept(envRows.blank, true)];
    assert.deepEqual(withRows(envRows, spec, rows).options.env, ['', 'A=1']);
    const none = withRows(envRows, run('x'), [kept(envRows.blank, true)]);
    assert.equal(none.options.env, undefined);
  });

  it('know which value of which option they are', () => {
    const spec = run('-v /a --tmpfs /b -v /c x');
    const [a, c, b] = rowsOf(mountRows, spec);
    assert.ok(a && b && c);
    const indexes = indexesOf(mountRows, [b, kept(mountRows.blank, true), a, c]);
    assert.deepEqual(
      [a, b, c].map(({ key }) => indexes.get(key)),
      [0, 0, 1],
    );
    assert.equal(indexes.size, 3);
  });
});

describe('problems in the form', () => {
  const words = { 'value.choice': '{0}? One of {1}.', 'option.api': '{0} needs {1}' };

  it('stand beside the value they are of', () => {
    const { problems } = parseRun('docker run -p 80:80 -p x:1 --init=false -m 1 "bad image"');
    const index = new ProblemIndex(problems, words);
    assert.equal(index.at('publish', 1).length, 1);
    assert.deepEqual([index.at('publish', 0), index.at('publish', undefined)], [[], []]);
    assert.equal(index.of('memory')[0]?.severity, 'error');
    assert.equal(index.ofImage.length, 1);
    assert.equal(index.countErrors(['publish', 'memory', 'rm']), 2);
    assert.equal(index.key('rm'), '');
    assert.notEqual(index.key('memory'), '');
  });

  it('are worded with what is hostile written out', () => {
    const choice = {
      severity: 'error',
      code: 'value.choice',
      args: ['\u202ea', 'b', 'c'],
    } as const;
    assert.equal(sentenceOf(choice, words), '\\u202ea? One of b, c.');
    const api = { severity: 'error', code: 'option.api', args: ['--x', '1.44', '1.41'] } as const;
    assert.equal(sentenceOf(api, words), '--x needs 1.44');
    assert.equal(sentenceOf({ severity: 'info', code: 'option.help' }, words), 'option.help');
  });
});
