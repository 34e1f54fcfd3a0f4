import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Engine } from '../../src/engine/connection';
import { FileJournal } from '../../src/engine/recreate/fileJournal';
import { resume } from '../../src/engine/recreate/resume';
import { testEngine, withNetwork } from '../lib/testEngine';
import { engineAt } from './following';
import { type Original, quick, told, unique, withOriginal } from './recreating';

const { docker, host } = testEngine();
const child = path.join(__dirname, '../lib/liveChild.js');

/** Two networks left, two joined, another name, a limit. */
const steps = 6;

describe('a live change whose process is killed, on a real engine', () => {
  let engine: Engine;
  let folder = '';
  before(async () => {
    engine = await engineAt(host);
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-journal-'));
  });
  after(() => {
    engine.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  /** @param step the first is 1; @param afterMs how long after it was written down */
  async function killed(name: string, network: string, step: number, afterMs: number) {
    const args = [child, host, name, folder, network, `${step}`, `${afterMs}`];
    const process_ = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    const [, signal] = await once(process_, 'exit');
    assert.equal(signal, 'SIGKILL');
    // What the dead asked for last may still be under way.
    await new Promise(resolve => setTimeout(resolve, 300));
  }

  /** A container, and a network that it may be put into. */
  async function withThird(use: (original: Original, third: string) => Promise<void>) {
    const Name = unique();
    await withNetwork(docker, { Name }, () => withOriginal(docker, made => use(made, Name)));
  }

  it('is taken back by the next window, or done, at any step', () =>
    withThird(async ({ id, name, network }, third) => {
      const before = await told(docker, id);
      const journal = new FileJournal(folder);
      for (const step of [1, 3, steps - 1, steps]) {
        const afterMs = step % 2 === 0 ? 1 : 25;
        const where = `step ${step} + ${afterMs} ms`;
        await killed(name, third, step, afterMs);
        const [resumed] = await resume(engine, { journal, host: 'test', ...quick });
        assert.deepEqual(await journal.read(), [], where);
        if (resumed?.kind === 'restored') {
          assert.deepEqual(await told(docker, id), before, where);
          continue;
        }
        assert.equal(resumed?.kind, 'changed', `${where} ${JSON.stringify(resumed)}`);
        const { Name, HostConfig, NetworkSettings } = await docker.getContainer(id).inspect();
        assert.deepEqual([Name, HostConfig.Memory], [`/${name}-b`, 64 * 1024 * 1024], where);
        assert.deepEqual(Object.keys(NetworkSettings.Networks).sort(), [network, third].sort());
        assert.ok(step >= steps - 1, where);
        break;
      }
    })).timeout(120_000);
});
