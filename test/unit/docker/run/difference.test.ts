import assert from 'node:assert/strict';
import { changesOf, mask } from '../../../../src/docker/run/difference';
import { parseRun } from '../../../../src/docker/run/parse';

const changes = (before: string, after: string, ...names: Parameters<typeof changesOf>[2]) =>
  changesOf(parseRun(before).spec, parseRun(after).spec, names);

describe('what a change of a run says', () => {
  it('names what goes, comes, and takes a place', () => {
    const before = 'docker run -e A=1 -e B=2 -p 80:80 --memory 5m --init nginx';
    const after = 'docker run -e A=1 -e B=3 -e C=4 -p 81:80 --memory 6m nginx:2 echo hi';
    const names = ['env', 'publish', 'memory', 'init', 'image', 'command'] as const;
    assert.deepEqual(changes(before, after, ...names), [
      {
        name: 'env',
        values: [
          { before: 'B=2', after: 'B=3' },
          { before: undefined, after: 'C=4' },
        ],
      },
      {
        name: 'publish',
        values: [
          { before: '80:80', after: undefined },
          { before: undefined, after: '81:80' },
        ],
      },
      { name: 'memory', values: [{ before: '5m', after: '6m' }] },
      { name: 'init', values: [{ before: 'true', after: undefined }] },
      { name: 'image', values: [{ before: 'nginx', after: 'nginx:2' }] },
      { name: 'command', values: [{ before: undefined, after: 'echo hi' }] },
    ]);
  });

  it('tells of another order, and of doubles', () => {
    const [moved] = changes(
      'docker run --dns 1.1.1.1 --dns 8.8.8.8 i',
      'docker run --dns 8.8.8.8 --dns 1.1.1.1 i',
      'dns',
    );
    assert.deepEqual(moved?.values, [{ before: '1.1.1.1 8.8.8.8', after: '8.8.8.8 1.1.1.1' }]);
    const [double] = changes('docker run -e A=1 -e A=1 i', 'docker run -e A=1 i', 'env');
    assert.deepEqual(double?.values, [{ before: 'A=1', after: undefined }]);
  });

  it('says no secret, whatever happens to it', () => {
    const secret = 'hunter2';
    const lines = [
      `docker run -e A=1 -e DB_PASSWORD=${secret} --label api_token=${secret} i`,
      `docker run -e DB_PASSWORD=${secret} -e A=1 i`,
      `docker run -e DB_PASSWORD=${secret}3 -e A=1 i`,
      'docker run i',
    ];
    for (const before of lines) {
      for (const after of lines) {
        const said = JSON.stringify(changes(before, after, 'env', 'label'));
        assert.ok(!said.includes(secret), said);
      }
    }
    const [env] = changes(lines[1] ?? '', lines[2] ?? '', 'env');
    const shown = `DB_PASSWORD=${mask}`;
    assert.deepEqual(env?.values, [{ before: shown, after: shown }]);
  });
});
