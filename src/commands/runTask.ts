import * as vscode from 'vscode';
import { l10n } from 'vscode';
import { plain } from '../docker/plainText';
import { readSavedValue } from '../docker/run/savedRun';
import { isOn, type RunSpec } from '../docker/run/spec';
import { RunWorker } from '../panels/runWorker';
import { RunTaskTerminal, type TaskLaunch } from '../terminals/runTask';
import { resolveVariables, type VariableSource } from '../ui/runVariables';
import type { OpenSavedRun } from '../ui/savedRuns';
import { savedFaultText } from '../ui/savedRunText';
import type { App } from './app';
import { pickHost } from './pickHost';
import { runParts } from './runParts';

export const taskType = 'slipway-run';

/** As `tasks.json` has it. */
export interface RunTaskDefinition extends vscode.TaskDefinition {
  /** The name of a saved run; without it, the rest says what is run. */
  readonly run?: string;
  /** The task ends once the container runs. */
  readonly detach?: boolean;
}

/** Saved runs as tasks, and those that stand in `tasks.json`. */
export function provideRunTasks(app: App): vscode.Disposable {
  return vscode.tasks.registerTaskProvider(taskType, {
    provideTasks: async () => {
      const all = await app.runMemory.saved.list();
      const names = new Set<string>();
      return all.flatMap(found => {
        if (!found.run || names.has(found.name)) return [];
        names.add(found.name);
        const definition = { type: taskType, run: found.name };
        const folder = vscode.workspace.getWorkspaceFolder(found.uri);
        return [taskOf(app, definition, folder ?? vscode.TaskScope.Workspace, found.name)];
      });
    },
    resolveTask: ({ definition, scope, name }) =>
      definition.type === taskType
        ? taskOf(app, definition as RunTaskDefinition, scope ?? vscode.TaskScope.Workspace, name)
        : undefined,
  });
}

type Scope = vscode.WorkspaceFolder | vscode.TaskScope.Global | vscode.TaskScope.Workspace;

function taskOf(app: App, definition: RunTaskDefinition, scope: Scope, name: string): vscode.Task {
  const folder = typeof scope === 'object' ? scope.uri : undefined;
  const execution = new vscode.CustomExecution(async resolved => {
    return new RunTaskTerminal(() => launchOf(app, resolved as RunTaskDefinition, folder));
  });
  const task = new vscode.Task(definition, scope, name, 'docker run', execution, []);
  task.detail = definition.detach
    ? l10n.t('Runs the container in the background')
    : l10n.t('Runs the container, and ends with it');
  return task;
}

/** @throws with a sentence where the task cannot be run */
async function launchOf(
  app: App,
  definition: RunTaskDefinition,
  folder: vscode.Uri | undefined,
): Promise<TaskLaunch> {
  if (!vscode.workspace.isTrusted) {
    throw new Error(
      l10n.t('This workspace is not trusted, so its tasks do not run: trust it first.'),
    );
  }
  const { spec: written, source } = await runOf(app, definition, folder);
  const host = await pickHost(app, l10n.t('Run a container'));
  const { secrets } = app.runMemory;
  const { spec, secrets: resolved } = await resolveVariables(written, source, secrets);
  const { detach = false } = definition;
  return {
    isInteractive: isOn(spec, 'tty') && isOn(spec, 'interactive'),
    run: async ({ progress, attach, signal }) => {
      let said = '';
      const worker: RunWorker = new RunWorker(
        host,
        { ...runParts(app.terminals, app.log), attach },
        app.said,
        () => (source.folder ?? vscode.workspace.workspaceFolders?.[0]?.uri)?.fsPath,
        () => {
          const { work } = worker;
          const sentence = 'sentence' in work && work.phase !== 'failed' ? work.sentence : '';
          // Of a pull each percent is told: its first word is enough here.
          const isNew = sentence !== said && !(work.phase === 'pulling' && said.startsWith('…'));
          said = work.phase === 'pulling' ? `…${sentence}` : sentence;
          if (sentence !== '' && isNew) progress(sentence);
        },
      );
      signal.addEventListener('abort', () => worker.cancel());
      await worker.run({ spec, written, resolved, end: detach ? 'start' : 'attach' });
    },
  };
}

interface TaskRun {
  readonly spec: RunSpec;
  readonly source: VariableSource;
}

async function runOf(
  app: App,
  { type: _, run, detach: __, ...inline }: RunTaskDefinition,
  folder: vscode.Uri | undefined,
): Promise<TaskRun> {
  if (run !== undefined) {
    const { run: saved, uri, place } = await savedOf(app, String(run), folder);
    const own = place.kind === 'workspace' ? place.root : folder;
    return { spec: saved.spec, source: { file: uri, folder: own, inputs: saved.inputs } };
  }
  const { image, command, options, inputs } = inline;
  const { run: read, faults = [] } = readSavedValue({
    image,
    ...(command !== undefined && { command }),
    ...(options !== undefined && { options }),
    ...(inputs !== undefined && { inputs }),
  });
  if (read) return { spec: read.spec, source: { folder, inputs: read.inputs } };
  throw new Error(faults.map(fault => savedFaultText('tasks.json', fault)).join(' '));
}

/** That of the task's own folder first. */
async function savedOf(
  app: App,
  name: string,
  folder: vscode.Uri | undefined,
): Promise<OpenSavedRun> {
  const { saved } = app.runMemory;
  const places = [...saved.places].sort(
    (a, b) => Number(b.root.toString() === `${folder}`) - Number(a.root.toString() === `${folder}`),
  );
  for (const place of places) {
    const file = saved.file(place, name);
    if (await saved.isThere(file)) return saved.open(file);
  }
  throw new Error(
    l10n.t('No run is saved as "{0}": save one in the form of a run.', plain(name, 80)),
  );
}
