import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { RunTaskTerminal } from '../../src/terminals/runTask';
import { testEngine, withContainer } from '../lib/testEngine';
import { testImages } from '../lib/testImages';
import { CommandHarness, unique } from './commandHarness';
import { removeAnyway as remove } from './containerHarness';
import { until } from './extensionApi';
import { SavedWorkspace } from './savedWorkspace';
import { taskOf } from './workspaceTask';

const { busybox } = testImages;

describe('tasks that run containers', () => {
  const { docker } = testEngine();
  const on = new CommandHarness();
  const files = new SavedWorkspace();
  const label = ['slipway.test=1'];

  beforeEach(() => files.remove());
  afterEach(() => {
    for (const { terminate } of vscode.tasks.taskExecutions) terminate();
  });
  after(() => files.remove());

  /** The exit code of a task that ends by itself; undefined: it had none. */
  async function ended(execution: vscode.TaskExecution): Promise<number | undefined> {
    return new Promise(resolve => {
      const listening = vscode.tasks.onDidEndTaskProcess(event => {
        if (event.execution !== execution) return;
        listening.dispose();
        resolve(event.exitCode);
      });
    });
  }

  it('are offered for what is saved, and end with the code of the container', async () => {
    files.write('three', {
      image: busybox,
      command: ['sh', '-c', 'echo hello; exit 3'],
      options: { rm: true, label },
    });
    const all = await vscode.tasks.fetchTasks({ type: 'slipway-run' });
    const task = all.find(({ name }) => name === 'three');
    assert.ok(task, all.map(({ name }) => name).join());
    assert.deepEqual(task.definition, { type: 'slipway-run', run: 'three' });
    assert.equal(await ended(await vscode.tasks.executeTask(task)), 3);
  });

  it('run what stands in tasks.json, and stop it where they are ended', async () => {
    const name = unique();
    const task = await taskOf({
      image: busybox,
      command: ['sleep', '3600'],
      options: { name, rm: true, label, 'stop-signal': 'SIGKILL' },
    });
    try {
      const execution = await vscode.tasks.executeTask(task);
      const container = docker.getContainer(name);
      await until('it runs', async () =>
        container.inspect().then(
          ({ State }) => State.Running,
          () => false,
        ),
      );
      execution.terminate();
      await until('it is gone', async () =>
        container.inspect().then(
          () => false,
          () => true,
        ),
      );
    } finally {
      await remove(name);
    }
  });

  it('end once the container runs, where they are to leave it alone', async () => {
    const name = unique();
    const task = await taskOf({
      image: busybox,
      command: ['sleep', '3600'],
      options: { name, label },
      detach: true,
    });
    try {
      assert.equal(await ended(await vscode.tasks.executeTask(task)), 0);
      assert.ok((await docker.getContainer(name).inspect()).State.Running);
    } finally {
      await remove(name);
    }
  });

  it('show what it prints, and stop it by Ctrl-C', async () => {
    const wish = { cmd: ['sh', '-c', 'echo hello; sleep 3600'], start: false };
    await withContainer(docker, wish, async id => {
      let text = '';
      let code: number | undefined;
      const terminal = new RunTaskTerminal(async () => ({
        isInteractive: false,
        run: way => way.attach(on.host, id, 'one'),
      }));
      terminal.onDidWrite(written => (text += written));
      terminal.onDidClose(ended => (code = ended));
      terminal.open(undefined);
      await until('it says hello', () => /hello/.test(text) && /Ctrl-C stops/.test(text));
      assert.ok((await docker.getContainer(id).inspect()).State.Running);
      terminal.handleInput('\u0003');
      await until('it has ended', () => code !== undefined);
      assert.equal(code, 137);
      assert.equal((await docker.getContainer(id).inspect()).State.Running, false);
      terminal.close();
    });
  });

  it('fail with a sentence, and a code that is none of a success', async () => {
    const definitions = [{ run: 'no-such' }, { image: busybox, options: { memroy: '1g' } }, {}];
    for (const definition of definitions) {
      const code = await ended(await vscode.tasks.executeTask(await taskOf(definition)));
      assert.equal(code, 1, JSON.stringify(definition));
    }
    assert.equal(on.host.state.phase, 'connected');
  });
});
