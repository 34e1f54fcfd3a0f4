import assert from 'node:assert/strict';
import { toCreateRequest } from '../../../../src/docker/run/create';
import { parseRun } from '../../../../src/docker/run/parse';
import { comparable, readEdges } from '../../../lib/createBodies';

const hasError = (line: string): boolean =>
  parseRun(line, { shell: 'bash' }).problems.some(({ severity }) => severity === 'error');

describe('lines at the edges of what docker run takes', () => {
  it('are asked for as the CLI 28 asks', () => {
    const taken = readEdges().filter(({ refused }) => refused === undefined);
    assert.ok(taken.length > 400, `${taken.length}`);
    for (const { line, name, platform, body } of taken) {
      const { spec } = parseRun(line, { shell: 'bash' });
      const mine = toCreateRequest(spec, '1.51', '/tmp/work');
      assert.deepEqual(
        { name: mine.name, platform: mine.platform, body: plain(comparable(mine.body)) },
        { name, platform, body },
        line,
      );
    }
  });

  it('are refused where the CLI 28 refuses', () => {
    const refused = readEdges().filter(edge => edge.refused !== undefined);
    assert.ok(refused.length > 150, `${refused.length}`);
    assert.deepEqual(
      refused.filter(({ line }) => !hasError(line)).map(({ line }) => line),
      [],
    );
  });
});

/** As it came through JSON. */
function plain(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body));
}
