import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { tellChanges } from '../../src/commands/containerChangeEnds';
import { engineIdentity } from '../../src/engine/recreate/identity';
import type { LiveEntry } from '../../src/engine/recreate/journal';
import { Changes } from '../../src/model/changes';
import { memoryJournal } from '../lib/memoryJournal';
import { testEngine, withContainer } from '../lib/testEngine';
import { CommandHarness, unique } from './commandHarness';
import { replacing, until } from './extensionApi';

const { docker } = testEngine();

describe('a change of a container as it is that was cut off, in the editor', function () {
  this.timeout(60_000);
  const on = new CommandHarness();

  /** What is said once the engine is connected anew, where this was written down of a container. */
  async function toldOf(
    entry: Pick<LiveEntry, 'containerId' | 'before' | 'after'>,
  ): Promise<readonly string[]> {
    const { app, host } = on;
    const journal = memoryJournal();
    await journal.write({
      id: '0a1b2c3d',
      host: await engineIdentity(host.engine),
      phase: 'changing',
      step: 'rename',
      limits: {},
      ...entry,
    });
    const changes = new Changes(app.hosts, journal);
    const telling = tellChanges({ ...app, changes });
    const said: string[] = [];
    const listen = async (text: string): Promise<undefined> => {
      said.push(text);
      return undefined;
    };
    try {
      await replacing(vscode.window, 'showInformationMessage', listen as never, async () => {
        host.restart();
        await until('it is told', () => said.length > 0);
      });
      assert.deepEqual(await journal.read(), []);
      return said;
    } finally {
      telling.dispose();
      changes.dispose();
    }
  }

  it('is taken back with the next connection, and told', async () => {
    const name = unique();
    await withContainer(docker, { name: `${name}-b` }, async containerId => {
      const [before, after] = [`${name}-a`, `${name}-c`].map(of => ({ name: of, endpoints: {} }));
      assert.ok(before && after);
      const said = await toldOf({ containerId, before, after });
      assert.deepEqual(said, [
        `A change of "${name}-a" was interrupted, and is undone: it is as it was.`,
      ]);
      assert.equal((await docker.getContainer(containerId).inspect()).Name, `/${name}-a`);
    });
  });

  it('is told to be finished where nothing of it is missing', async () => {
    const name = unique();
    await withContainer(docker, { name }, async containerId => {
      const before = { name: `${name}-a`, endpoints: {} };
      const said = await toldOf({ containerId, before, after: { name, endpoints: {} } });
      assert.deepEqual(said, [
        `A change of "${name}" was interrupted at its end, and is finished.`,
      ]);
      assert.equal((await docker.getContainer(containerId).inspect()).Name, `/${name}`);
    });
  });
});
