import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Engine } from '../../src/engine/connection';
import { FileJournal } from '../../src/engine/recreate/fileJournal';
import type { Step } from '../../src/engine/recreate/journal';
import { resume } from '../../src/engine/recreate/resume';
import { execIn } from '../lib/execIn';
import { testEngine } from '../lib/testEngine';
import { engineAt } from './following';
import { others, quick, told, withOriginal } from './recreating';

const { docker, host } = testEngine();
const child = path.join(__dirname, '../lib/swapChild.js');

describe('a swap whose process is killed, on a real engine', () => {
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

  /** @param afterMs how long after a step begins */
  async function killed(name: string, step: Step | '', afterMs: number): Promise<void> {
    const process_ = spawn(process.execPath, [child, host, name, folder, step, `${afterMs}`], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const [, signal] = await once(process_, 'exit');
    assert.equal(signal, 'SIGKILL');
  }

  it('is ended by the next window, at any step', () =>
    withOriginal(docker, async ({ id, name }) => {
      const before = await told(docker, name);
      // each costs a process and a swap: those that leave the most behind
      const steps: Step[] = ['create', 'stop', 'renameOld', 'start'];
      for (const [at, step] of steps.entries()) {
        const afterMs = at % 2 === 0 ? 1 : 40;
        const where = `${step} + ${afterMs} ms`;
        await killed(name, step, afterMs);
        const journal = new FileJournal(folder);
        // What the dead asked for last may still be under way.
        await new Promise(resolve => setTimeout(resolve, 300));
        const [ended] = await resume(engine, { journal, host: 'test', ...quick });
        // Nothing is written down before the first step, and nothing done.
        assert.ok(ended || step === 'create', where);
        assert.notEqual(ended?.kind, 'stuck', `${where} ${JSON.stringify(ended)}`);
        if (ended?.kind === 'swapped') {
          assert.ok(ended.wasCut, where);
          await ended.swapped.undo();
        }
        assert.deepEqual(await journal.read(), [], where);
        assert.deepEqual(await told(docker, name), before, where);
        assert.equal((await docker.getContainer(name).inspect()).Id, id, where);
        assert.deepEqual(await others(docker, name), [], where);
        assert.equal(await execIn(docker, name, 'cat', '/anonymous/kept'), 'anonymous', where);
      }
    })).timeout(240_000);

  it('waits to be confirmed in another window, and is worked on by one', () =>
    withOriginal(docker, async ({ id, name }) => {
      await killed(name, '', 0);
      const options = { host: 'test', ...quick };
      const [one, other] = [new FileJournal(folder), new FileJournal(folder)];
      const [first] = await resume(engine, { journal: one, ...options });
      const [second] = await resume(engine, { journal: other, ...options });
      assert.ok(first?.kind === 'swapped' && second?.kind === 'swapped');
      assert.deepEqual([first.wasCut, second.wasCut], [false, false]);
      const ends = await Promise.allSettled([first.swapped.confirm(), second.swapped.undo()]);
      const refused = ends.filter(end => end.status === 'rejected');
      assert.equal(refused.length, 1, JSON.stringify(ends));
      assert.match(refused[0]?.reason.code, /busy|ended/);
      assert.deepEqual(await one.read(), []);
      const isOld = (await docker.getContainer(name).inspect()).Id === id;
      assert.equal(isOld, ends[1]?.status === 'fulfilled');
      assert.deepEqual(await others(docker, name), []);
      assert.equal(await execIn(docker, name, 'cat', '/anonymous/kept'), 'anonymous');
    })).timeout(60_000);
});
