import * as vscode from 'vscode';
import { unique } from './commandHarness';
import { until } from './extensionApi';

/** The `slipway-run` task of a definition, as it stands in `tasks.json`. */
export async function taskOf(definition: object): Promise<vscode.Task> {
  const whole = { ...definition, type: 'slipway-run' };
  const tasks = vscode.workspace.getConfiguration('tasks');
  await tasks.update('version', '2.0.0', vscode.ConfigurationTarget.Workspace);
  const name = unique();
  await tasks.update('tasks', [{ ...whole, label: name }], vscode.ConfigurationTarget.Workspace);
  return until('the task is known', async () => {
    const all = await vscode.tasks.fetchTasks({ type: 'slipway-run' });
    return all.find(task => task.name === name);
  });
}
