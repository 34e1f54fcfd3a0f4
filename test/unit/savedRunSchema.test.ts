import '../lib/vscodeWords';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { optionNames, optionOf } from '../../src/docker/run/options';
import { readSavedRun } from '../../src/docker/run/savedRun';
import { savedRunSchema } from '../../src/docker/run/savedRunSchema';
import { runTexts } from '../../src/panels/runTexts';
import { readJson } from '../lib/manifest';
import { repo } from '../lib/repo';

const file = 'media/savedRun.schema.json';

interface Property {
  readonly type?: string | readonly string[];
  readonly description?: string;
}

describe('the schema of saved runs', () => {
  const { help } = runTexts();

  it('is the one that the table of options makes', () => {
    const made = `${JSON.stringify(savedRunSchema(help), null, 2)}\n`;
    const place = path.join(repo, file);
    const kept = fs.existsSync(place) ? fs.readFileSync(place, 'utf8') : '';
    // Written anew, so that it need only be looked at and committed.
    if (kept !== made) fs.writeFileSync(place, made);
    assert.equal(kept, made, `${file} was out of date, and has been written anew: commit it`);
  });

  it('knows every option, with what it is for, and takes what is read', () => {
    const schema = savedRunSchema(help) as { properties: { options: { properties: object } } };
    const options = Object.entries(schema.properties.options.properties) as [string, Property][];
    assert.deepEqual(
      options.map(([name]) => name),
      optionNames,
    );
    const values = { string: 'x', boolean: true, number: 7, array: ['x'] } as const;
    for (const [name, { type = [], description }] of options) {
      assert.equal(description, help[optionOf(name) ?? 'env']);
      const taken = Object.entries(values).filter(([, value]) => {
        return readSavedRun(JSON.stringify({ image: 'a', options: { [name]: value } })).run;
      });
      assert.deepEqual(taken.map(([kind]) => kind).sort(), [type].flat().sort(), name);
    }
  });

  it('is that of the files in .vscode/slipway', () => {
    const { contributes } = readJson('package.json') as {
      contributes: { jsonValidation: readonly object[] };
    };
    assert.deepEqual(contributes.jsonValidation, [
      {
        fileMatch: ['**/.vscode/slipway/*.json', '**/slipway.slipway/runs/*.json'],
        url: `./${file}`,
      },
    ]);
  });
});
