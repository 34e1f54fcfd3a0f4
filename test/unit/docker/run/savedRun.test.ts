import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type OptionName, optionNames } from '../../../../src/docker/run/options';
import { parseRun } from '../../../../src/docker/run/parse';
import {
  readSavedRun,
  type SavedRun,
  savedModes,
  usualMode,
  writeSavedRun,
} from '../../../../src/docker/run/savedRun';
import {
  proposedName,
  savedNameOf,
  validateSavedName,
} from '../../../../src/docker/run/savedRunName';
import type { RunSpec } from '../../../../src/docker/run/spec';
import { hostileSpec } from './hostileRun';

const run = (line: string): RunSpec => parseRun(`docker run ${line}`).spec;

/** What a file can hold of a spec. */
function holdable({ options, image, command }: RunSpec): RunSpec {
  const { detach: _, ...rest } = options;
  return { action: 'run', options: rest, image, command };
}

function read(value: unknown): SavedRun {
  const { run, faults } = readSavedRun(JSON.stringify(value));
  assert.ok(run, JSON.stringify(faults));
  return run;
}

/** `code key args` */
function faultsOf(value: unknown): readonly string[] {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const { faults = [] } = readSavedRun(text);
  return faults.map(({ code, key, args = [] }) => [code, key, ...args].join(' '));
}

describe('a saved run', () => {
  it('is the same when it was written and read', () => {
    const more = fc.record(
      { title: fc.string(), description: fc.string() },
      { requiredKeys: [], noNullPrototype: true },
    );
    fc.assert(
      fc.property(hostileSpec, more, fc.constantFrom(...savedModes), (spec, texts, mode) => {
        const saved: SavedRun = {
          ...{ ...texts, spec: holdable(spec), mode },
          inputs: [
            { id: 'port', type: 'promptString', password: true, default: '80' },
            { id: 'a.b', type: 'pickString', options: [{ label: 'A', value: 'a' }] },
          ],
        };
        assert.deepEqual(readSavedRun(writeSavedRun(saved)), { run: saved });
      }),
    );
  });

  it('is readable', () => {
    const spec = run('-it -p 80:80 -e A=1 --memory 512m --rm nginx nginx -T');
    const text = writeSavedRun({ title: 'Web', spec, mode: 'attach', inputs: [] });
    assert.equal(
      text,
      `${JSON.stringify(
        {
          title: 'Web',
          image: 'nginx',
          command: ['nginx', '-T'],
          options: {
            ...{ interactive: true, tty: true, publish: ['80:80'], env: ['A=1'] },
            ...{ memory: '512m', rm: true },
          },
          mode: 'attach',
        },
        null,
        2,
      )}\n`,
    );
  });

  it('may have a number for what is one, one text for a list, and the hidden second names', () => {
    const { spec, mode } = read({
      image: 'a',
      options: { cpus: 1.5, 'cpu-shares': 512, publish: '80:80', net: 'host', rm: false },
    });
    assert.deepEqual(spec.options, {
      ...{ cpus: '1.5', 'cpu-shares': '512' },
      ...{ publish: ['80:80'], network: ['host'], rm: false },
    });
    assert.equal(mode, 'start');
    assert.equal(usualMode(run('-it a')), 'attach');
    assert.equal(usualMode(run('-itd a')), 'start');
  });

  it('names every key that it cannot read', () => {
    assert.deepEqual(faultsOf('{\n"image": "a",\n}'), ['json  3']);
    assert.deepEqual(faultsOf('[]'), ['object ']);
    assert.deepEqual(faultsOf('null'), ['object ']);
    assert.deepEqual(faultsOf(' '.repeat(1_000_001)), ['tooLong ']);
    assert.deepEqual(faultsOf({}), ['missing image']);
    assert.deepEqual(faultsOf({ image: 1, wat: 1, command: 'sh', options: [], mode: 'up' }), [
      ...['text image', 'texts command', 'object options'],
      ...[`choice mode ${savedModes.join(', ')}`, 'unknown wat'],
    ]);
    const options = { memroy: '1g', rm: 'yes', env: [1], memory: true, user: 5, wat: '' };
    assert.deepEqual(faultsOf({ image: 'a', options }), [
      ...['option options.memroy memory', 'switch options.rm', 'texts options.env'],
      ...['textOrNumber options.memory', 'text options.user', 'option options.wat'],
    ]);
    const inputs = [
      ...[1, { id: 'a b', type: 'promptString' }, { id: 'a' }, { id: 'a', type: 'ask' }],
      ...[
        { id: 'a', type: 'pickString' },
        { id: 'a', type: 'pickString', options: [{}] },
      ],
      ...[
        { id: 'b', type: 'promptString', password: 1 },
        { id: 'b', type: 'promptString', x: 1 },
      ],
    ];
    assert.deepEqual(faultsOf({ image: 'a', inputs }), [
      ...['object inputs[0]', 'inputId inputs[1].id', 'missing inputs[2].type'],
      ...['choice inputs[3].type promptString, pickString', 'list inputs[4].options'],
      ...['text inputs[5].options[0].label', 'switch inputs[6].password', 'unknown inputs[7].x'],
      'inputTwice inputs[7].id b',
    ]);
  });

  it('is never misread: no value of another kind passes for an option', () => {
    const value = fc.oneof(fc.constant(null), fc.object(), fc.integer(), fc.boolean());
    fc.assert(
      fc.property(fc.constantFrom<OptionName>(...optionNames), value, (name, wrong) => {
        const { run, faults = [] } = readSavedRun(
          JSON.stringify({ image: 'a', options: { [name]: wrong } }),
        );
        const got = run?.spec.options[name];
        if (got === undefined) assert.equal(faults[0]?.key, `options.${name}`);
        else assert.equal(String(got), String(wrong));
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        readSavedRun(text);
      }),
    );
  });
});

describe('the name of a saved run', () => {
  const savedNameFault = (name: string): string | undefined =>
    validateSavedName(name)?.code.replace('savedName.', '');

  it('is one of a file on every system, and leads nowhere else', () => {
    for (const name of ['web', 'Web 2', 'a.b-c_d', '网站', '_x', 'x-', 'é', 'combo']) {
      assert.equal(savedNameFault(name), undefined, name);
    }
    const bad = [
      '..',
      '.x',
      'a/b',
      'a\\b',
      'a:b',
      'x ',
      'x.',
      ' x',
      'a\0',
      'a\nb',
      'a\u202eb',
      '-x',
    ];
    for (const name of bad) assert.equal(savedNameFault(name), 'characters', name);
    assert.equal(savedNameFault('  '), 'empty');
    assert.equal(savedNameFault('NUL'), 'reserved');
    assert.equal(savedNameFault('com1.web'), 'reserved');
    assert.equal(savedNameFault('x'.repeat(81)), 'tooLong');
    assert.equal(savedNameOf('web.json'), 'web');
    assert.equal(savedNameOf('.json'), undefined);
    assert.equal(savedNameOf('web.jsonc'), undefined);
  });

  it('is proposed from that of an image or container', () => {
    const names = {
      ...{ 'nginx:1.27': 'nginx', 'ghcr.io:443/a/web@sha256:12': 'web', 'a/b_c.d': 'b_c.d' },
      ...{ '': 'run', '../..': 'run', 'aux:1': 'run', shop_db_1: 'shop_db_1' },
    };
    for (const [text, name] of Object.entries(names)) assert.equal(proposedName(text), name, text);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        assert.equal(savedNameFault(proposedName(text)), undefined);
      }),
    );
  });
});
