import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseRun } from '../../../../src/docker/run/parse';
import {
  hideSecrets,
  showHidable,
  showSecrets,
  tellsSecret,
} from '../../../../src/docker/run/secrets';
import type { RunSpec } from '../../../../src/docker/run/spec';
import { isSecretName, withoutSecret } from '../../../../src/docker/secretName';
import { variable } from '../../../lib/variable';
import { hostileSpec } from './hostileRun';

const run = (line: string): RunSpec => parseRun(`docker run ${line}`).spec;

describe('the secrets of a run', () => {
  it('are told by their names, or by the user', () => {
    assert.deepEqual(['SSH_KEY', 'x-auth', 'KEYBOARD', 'AUTHOR'].map(isSecretName), [
      ...[true, true],
      ...[false, false],
    ]);
    assert.equal(withoutSecret('DB_PASSWORD=hunter2'), 'DB_PASSWORD=***');
    assert.equal(withoutSecret('PLACE=hunter2', ['PLACE']), 'PLACE=***');
    assert.equal(withoutSecret('PLACE=hunter2'), 'PLACE=hunter2');
    assert.equal(withoutSecret('DB_PASSWORD'), 'DB_PASSWORD');
  });

  it('are referred to, wherever they stand', () => {
    const spec = run(
      [
        ...[
          `-e DB_PASSWORD=a1 -e PLACE=a2 -e OPEN=yes -e API_KEY -e 'A_TOKEN=${variable('env:T')}'`,
        ],
        ...['--log-opt splunk-token=a3 -l my.secret=a4 --wat-token=a5'],
        ...['--mount \'type=volume,target=/m,"volume-opt=o=username=u,password=a6"\''],
        ...['redis --requirepass a7 --api-token=a8'],
      ].join(' '),
    );
    const { spec: hidden, values, names } = hideSecrets(spec, ['PLACE']);
    assert.doesNotMatch(JSON.stringify(hidden), /a\d/);
    assert.deepEqual(Object.values(values).length, 8);
    assert.ok(names.includes('DB_PASSWORD') && names.includes('--requirepass'));
    assert.deepEqual(hidden.options.env, [
      `DB_PASSWORD=${variable('secret:DB_PASSWORD')}`,
      `PLACE=${variable('secret:PLACE')}`,
      ...['OPEN=yes', 'API_KEY', `A_TOKEN=${variable('env:T')}`],
    ]);
    assert.deepEqual(showSecrets(hidden, values), spec);
  });

  it('have ids of their own where one name has two values', () => {
    const { spec, values } = hideSecrets(run('-e KEY_TOKEN=1 -e KEY_TOKEN=2 -e KEY_TOKEN=1 a'));
    assert.deepEqual(values, { KEY_TOKEN: '1', KEY_TOKEN_2: '2' });
    assert.equal(new Set(spec.options.env).size, 2);
  });

  it('come back as they were, in any spec', () => {
    fc.assert(
      fc.property(hostileSpec, fc.array(fc.string()), (spec, marked) => {
        const { spec: hidden, values } = hideSecrets(spec, marked);
        // A reference that was there before is another's.
        fc.pre(!JSON.stringify(spec).includes('${secret:'));
        assert.deepEqual(showSecrets(hidden, values), spec);
      }),
    );
  });

  it('are only shown where they would be hidden again', () => {
    const [a, b, url] = ['A', 'B', 'URL'].map(id => variable(`secret:${id}`));
    const line = `-e DB_PASSWORD='${a}' -e PLACE='${b}' -e 'U=http://x:${url}@y' -u '${b}' nginx`;
    const spec = run(line);
    const shown = showHidable(spec, { A: 'hunter2', B: 'cellar', URL: 'pw' }, ['PLACE']);
    assert.deepEqual(shown.options.env, [
      'DB_PASSWORD=hunter2',
      `PLACE=${b}`,
      `U=http://x:${url}@y`,
    ]);
    assert.equal(shown.options.user, b);
    const marked = showHidable(run(`-e PLACE='${b}' nginx`), { B: 'cellar' }, ['PLACE']);
    assert.deepEqual(marked.options.env, ['PLACE=cellar']);
  });

  it('are seen in a line where no spec has them', () => {
    for (const line of ['DB_PASSWORD=x docker run a', 'docker run a ; TOKEN=1', 'a --password x']) {
      assert.ok(tellsSecret(line), line);
    }
    for (const line of ['docker run -e A=1 a', 'docker run -e DB_PASSWORD a', 'TOKEN= a', '']) {
      assert.ok(!tellsSecret(line), line);
    }
  });
});
