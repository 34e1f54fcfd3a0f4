import '../lib/vscodeWords';
import assert from 'node:assert/strict';
import type { Host } from '../../src/model/host';
import type { RunEnd } from '../../src/protocol/run';
import { specOf, Worker } from '../lib/runForm';
import { testEngine } from '../lib/testEngine';
import { testImages } from '../lib/testImages';
import { variable } from '../lib/variable';
import { connected, hostAt } from './following';

const { busybox } = testImages;
const secret = 'hunter2-qz7xj';
const shown = variable('secret:S');

describe('the secrets of a run, on a real engine', () => {
  const { host: url } = testEngine();
  let host: Host;

  before(async () => {
    host = hostAt(url);
    await connected(host);
  });
  after(() => host.dispose());

  /** Runs a line whose `${secret:S}` is the secret, and gives all that was told of it. */
  async function told(line: string, end: RunEnd = 'start'): Promise<string> {
    const form = new Worker(host);
    const written = specOf(`docker run ${line}`);
    const spec = specOf(`docker run ${line.replaceAll(shown, secret)}`);
    const resolved = [{ value: secret, shown }];
    const error: unknown = await form.worker.run({ spec, written, resolved, end }).catch(e => e);
    assert.ok(error instanceof Error, 'it is refused');
    assert.equal(error.cause, undefined);
    return JSON.stringify([form.works, form.said, error.message, error.stack]);
  }

  /** What we refuse, what the engine does, and what it does when the container is to start. */
  const lines = [
    `--memory '${shown}' ${busybox}`,
    `--mount 'type=bind,source=${shown},target=/x' ${busybox}`,
    `--env-file '/nowhere/${shown}' ${busybox}`,
    `--runtime '${shown}' ${busybox}`,
    `--network '${shown}' ${busybox}`,
    `--ipc 'container:${shown}' ${busybox}`,
    `--pull never 'nowhere/${shown}'`,
    `-u '${shown}' ${busybox}`,
    `-v '/nowhere:/x:${shown}' ${busybox}`,
    `${busybox} '${shown}'`,
  ];

  for (const line of lines) {
    it(`stand in nothing that is told of ${line.replaceAll(busybox, 'busybox')}`, async () => {
      const all = await told(line);
      assert.doesNotMatch(all, /QZ7XJ/i);
      assert.ok(all.includes(shown) || all.includes('***'), 'it is told what is wrong');
    });
  }
});
