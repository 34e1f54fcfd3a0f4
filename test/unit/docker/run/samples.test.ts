import assert from 'node:assert/strict';
import { toCreateRequest } from '../../../../src/docker/run/create';
import { formatRun, type Layout } from '../../../../src/docker/run/format';
import { parseRun } from '../../../../src/docker/run/parse';
import type { Shell } from '../../../../src/docker/run/shellWord';
import { readSamples, sampleEnv, withoutDefaults } from '../../../lib/createBodies';

const shells: readonly Shell[] = ['bash', 'powershell', 'cmd'];
const layouts: readonly Layout[] = ['line', 'lines'];

describe('the lines of the documentation of docker run', () => {
  const samples = readSamples();

  it('become the bodies that the CLI sends', () => {
    assert.ok(samples.length > 100);
    for (const { line, body } of samples) {
      const { spec } = parseRun(line, { env: sampleEnv });
      const mine = toCreateRequest(spec, '1.51').body;
      assert.deepEqual(withoutDefaults(mine), withoutDefaults(body), line);
    }
  });

  it('have nothing to say against', () => {
    for (const { line } of samples) {
      const { problems } = parseRun(line, { env: sampleEnv, apiVersion: '1.51' });
      assert.deepEqual(
        problems.filter(({ severity }) => severity !== 'info'),
        [],
        line,
      );
    }
  });

  it('are the same again once they are written for a shell', () => {
    for (const { line } of samples) {
      const { spec } = parseRun(line, { env: sampleEnv });
      for (const shell of shells) {
        for (const layout of layouts) {
          const text = formatRun(spec, shell, layout);
          assert.deepEqual(parseRun(text).spec, spec, text);
          assert.deepEqual(parseRun(text, { shell }).spec, spec, text);
        }
      }
    }
  });
});
