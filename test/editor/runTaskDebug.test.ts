import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { testEngine } from '../lib/testEngine';
import { testImages } from '../lib/testImages';
import { CommandHarness, unique } from './commandHarness';
import { removeAnyway as remove } from './containerHarness';
import { until } from './extensionApi';
import { SavedWorkspace } from './savedWorkspace';
import { taskOf } from './workspaceTask';

const { busybox } = testImages;

describe('a debug session that runs a container first', function () {
  this.timeout(60_000);
  const { docker } = testEngine();
  new CommandHarness(); // the engine is there
  const files = new SavedWorkspace();
  const program = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-debug-')), 'program.js');
  const label = ['slipway.test=1'];
  let said: string[] = [];
  const listening: vscode.Disposable[] = [];

  before(() => fs.writeFileSync(program, 'setTimeout(() => {}, 60_000);\n'));

  beforeEach(async () => {
    files.remove();
    said = [];
    listening.push(
      vscode.tasks.onDidEndTaskProcess(({ exitCode }) => said.push(`task ended: ${exitCode}`)),
      vscode.debug.onDidStartDebugSession(({ parentSession }) => {
        if (!parentSession) said.push('session begun');
      }),
    );
    // By itself the editor would ask, and nobody answers.
    const debug = vscode.workspace.getConfiguration('debug');
    await debug.update('onTaskErrors', 'abort', vscode.ConfigurationTarget.Workspace);
  });

  afterEach(async () => {
    for (const one of listening.splice(0)) one.dispose();
    await vscode.debug.stopDebugging();
    await until('no session is left', () => vscode.debug.activeDebugSession === undefined);
  });

  after(() => {
    files.remove();
    fs.rmSync(path.dirname(program), { recursive: true, force: true });
  });

  function launch({ name: preLaunchTask }: vscode.Task): Thenable<boolean> {
    const node = { type: 'node', request: 'launch', name: 'program', program };
    const wish = { ...node, console: 'internalConsole', preLaunchTask };
    return vscode.debug.startDebugging(files.folder, wish);
  }

  it('finds it running', async () => {
    const name = unique();
    const options = { name, label, 'stop-signal': 'SIGKILL' };
    const command = ['sleep', '3600'];
    try {
      const begun = await launch(await taskOf({ image: busybox, command, options, detach: true }));
      const { State } = await docker.getContainer(name).inspect();
      assert.deepEqual([begun, State.Running], [true, true]);
      assert.deepEqual(said.slice(0, 2), ['task ended: 0', 'session begun']);
    } finally {
      await remove(name);
    }
  });

  it('does not begin where the container could not be run', async () => {
    const name = unique();
    const failing = [
      { run: 'no-such', detach: true },
      { image: busybox, command: ['no-such-program'], options: { name, label }, detach: true },
      { image: busybox, command: ['sh', '-c', 'exit 3'], options: { rm: true, label } },
    ];
    try {
      const codes: string[] = [];
      for (const definition of failing) {
        said = [];
        assert.equal(await launch(await taskOf(definition)), false, JSON.stringify(definition));
        // It is told a moment after the editor has given up.
        await until('the task has ended', () => said.length > 0);
        codes.push(said.join());
      }
      assert.deepEqual(codes, ['task ended: 1', 'task ended: 1', 'task ended: 3']);
    } finally {
      await remove(name);
    }
  });
});
