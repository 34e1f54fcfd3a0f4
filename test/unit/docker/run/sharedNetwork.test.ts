import assert from 'node:assert/strict';
import { parseRun } from '../../../../src/docker/run/parse';
import { sharingTrouble } from '../../../../src/docker/run/sharedNetwork';

describe('the network of another container', () => {
  const containers = [
    { name: 'web', id: '1a2b3c4d5e6f', isRunning: true },
    { name: 'db', id: '1a2bffffffff', isRunning: false },
  ];
  const troubleOf = (line: string, isWhole = true) =>
    sharingTrouble(parseRun(`docker run ${line} busybox`).spec, containers, isWhole);

  it('cannot be shared while that one does not run', () => {
    const stopped = (container: string) => ({ kind: 'stopped', container });
    assert.deepEqual(troubleOf('--network container:db'), stopped('db'));
    assert.deepEqual(troubleOf('--net container:1a2bf'), stopped('1a2bf'));
    assert.equal(troubleOf('--network container:web'), undefined);
  });

  it('is not there where no container is called so', () => {
    const line = '--network container:cache';
    assert.deepEqual(troubleOf(line), { kind: 'missing', container: 'cache' });
    assert.equal(troubleOf(line, false), undefined, 'they were not all read yet');
  });

  it('is no matter where none is meant, or nobody can tell which', () => {
    for (const line of ['', '--network db', '--network container:', '--network container:1a2b']) {
      assert.equal(troubleOf(line), undefined, line);
    }
  });
});
