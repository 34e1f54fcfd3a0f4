import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { RunService } from '../../src/panels/run';
import type { RunProtocol } from '../../src/protocol/run';
import { testEngine, withContainer } from '../lib/testEngine';
import { testImages } from '../lib/testImages';
import { variable } from '../lib/variable';
import { CommandHarness, unique } from './commandHarness';
import { removeAnyway as remove } from './containerHarness';
import { until } from './extensionApi';
import { SavedWorkspace } from './savedWorkspace';
import { closeTerminals } from './terminalReader';
import { UserAnswers } from './userAnswers';

const { busybox } = testImages;

describe('saved runs, in the editor', () => {
  const { docker } = testEngine();
  const on = new CommandHarness();
  const files = new SavedWorkspace();

  beforeEach(() => files.remove());
  after(async () => {
    files.remove();
    await closeTerminals();
  });

  const secretOf = (name: string, id: string): Promise<string | undefined> =>
    on.app.runMemory.secrets.get(files.uri(name), id);

  it('are made from a container, and keep its secrets out of the file', async () => {
    const name = unique();
    const more = {
      Env: ['DB_PASSWORD=hunter2', 'GREETING=hi'],
      HostConfig: { Memory: 64 * 1024 * 1024 },
    };
    await withContainer(docker, { name, more }, async id => {
      on.user.answer(({ actions }) => actions.find(action => action === 'Keep as Secrets'));
      const saving = on.run('container.saveRun', await on.row('container', id));
      await on.user.pick(`$(root-folder) ${files.folder.name}`);
      await on.user.type();
      await saving;
    });
    const { image, command, options } = files.read(name) as Record<string, Record<string, unknown>>;
    assert.equal(image, busybox);
    assert.deepEqual(command, ['sleep', '3600']);
    assert.deepEqual(options?.['env'], [
      `DB_PASSWORD=${variable('secret:DB_PASSWORD')}`,
      'GREETING=hi',
    ]);
    assert.equal(options?.['name'], name);
    assert.equal(await secretOf(name, 'DB_PASSWORD'), 'hunter2');
    await on.app.runMemory.secrets.forget(files.uri(name), ['DB_PASSWORD']);
  });

  it('are picked and run, with values for their variables', async () => {
    const name = unique();
    files.write('one', {
      title: 'The one',
      image: busybox,
      command: ['sleep', '60'],
      options: {
        label: ['slipway.test=1'],
        name: `${name}-${variable('input:which')}`,
        env: [
          `PLACE=${variable('workspaceFolder')}`,
          `HOME_OF=${variable('env:HOME')}`,
          `A_TOKEN=${variable('secret:A_TOKEN')}`,
        ],
      },
      inputs: [{ id: 'which', type: 'pickString', options: ['a', 'b'] }],
    });
    files.write('broken', '{ "image": 1 }');
    try {
      const running = on.run('savedRun.run');
      const list = await on.user.next<vscode.QuickPick<vscode.QuickPickItem>>();
      assert.deepEqual(
        list.items.map(({ label, buttons }) => [label, buttons?.length]),
        [
          ['The one', 3],
          ['$(warning) broken', 2],
        ],
      );
      assert.match(list.items[1]?.detail ?? '', /"image" in \.vscode\/slipway\/broken\.json/);
      list.activeItems = list.items.slice(0, 1);
      await on.user.enter();
      await on.user.type('s3cr3t');
      await on.user.pick('b');
      await running;
      const { Config, State } = await docker.getContainer(`${name}-b`).inspect();
      assert.ok(State.Running);
      assert.deepEqual(Config.Env.slice(0, 3), [
        `PLACE=${files.folder.uri.fsPath}`,
        `HOME_OF=${process.env['HOME']}`,
        'A_TOKEN=s3cr3t',
      ]);
      const line = on.lines.find(([word]) => word === 'run')?.join(' ') ?? '';
      assert.match(line, /input:which/);
      assert.doesNotMatch(line, /s3cr3t/, 'it is told as it is written');
      assert.equal(await secretOf('one', 'A_TOKEN'), 's3cr3t', 'asked for once');
    } finally {
      await remove(`${name}-b`);
    }
  });

  it('say what is missing, and run nothing then', async () => {
    const sentences: readonly (readonly [string, RegExp])[] = [
      ['env:SLIPWAY_NO_SUCH', /no variable "SLIPWAY_NO_SUCH"/],
      ['input:no', /no input "no"/],
      ['workspaceFolder:no', /called "no"/],
      ['file', /cannot be used in a run/],
    ];
    for (const [name, sentence] of sentences) {
      files.write('one', { image: busybox, options: { name: variable(name) } });
      const running = on.run('savedRun.run');
      await on.user.pick('one');
      await running;
      assert.match(on.user.last().text, sentence);
    }
  });

  it('name the variable whose value Docker refuses, and never the value', async () => {
    const inputs = [{ id: 'size', type: 'promptString', password: true }];
    const options = { memory: variable('input:size'), 'shm-size': variable('secret:SHM') };
    files.write('one', { image: busybox, options, inputs });
    await on.app.runMemory.secrets.put(files.uri('one'), { SHM: 'hunter2' });
    const running = on.run('savedRun.run');
    await on.user.pick('one');
    await on.user.type('s3cr3t');
    await running;
    const { text } = on.user.last();
    assert.match(text, /"\$\{input:size\}" is no size/);
    assert.match(text, /"\$\{secret:SHM\}" is no size/);
    assert.doesNotMatch(text, /s3cr3t|hunter2/);
  });

  it('are offered on their image, whatever its tag', async () => {
    files.write('web', { image: `${testImages.web.split(':')[0]}:${variable('input:tag')}` });
    const { Id } = await docker.getImage(testImages.web).inspect();
    const running = on.run('image.runSaved', await on.row('image', Id));
    const list = await on.user.next<vscode.QuickPick<vscode.QuickPickItem>>();
    assert.deepEqual(
      list.items.map(({ label }) => label),
      ['web'],
    );
    await on.user.escape();
    await running;
    const other = await docker.getImage(busybox).inspect();
    await on.run('image.runSaved', await on.row('image', other.Id));
    assert.match(on.user.last().text, /No run is saved for this/);
  });

  it('are not read where a link leads out of the folder', async () => {
    files.write('near', { image: busybox });
    const outside = path.join(files.folder.uri.fsPath, `../outside-${unique()}.json`);
    fs.writeFileSync(outside, JSON.stringify({ image: 'secret-image' }));
    try {
      fs.symlinkSync(outside, path.join(files.runs, 'far.json'));
      const all = await on.app.runMemory.saved.list();
      const far = all.find(({ name }) => name === 'far');
      assert.ok(far && !far.run);
      assert.match(far.sentence, /leads out of its folder/);
      assert.ok(all.find(({ name }) => name === 'near')?.run);
      const file = { place: far.place, name: far.name, uri: far.uri };
      const run = {
        spec: { action: 'run', options: {}, image: 'a', command: [] },
        inputs: [],
      } as const;
      await assert.rejects(on.app.runMemory.saved.write(file, { ...run, mode: 'start' }));
      assert.match(fs.readFileSync(outside, 'utf8'), /secret-image/);
    } finally {
      fs.rmSync(outside);
    }
  });

  it('are edited in the form, and saved from it', async () => {
    files.write('web', {
      title: 'Web',
      image: busybox,
      options: { env: [`PLACE=${variable('secret:PLACE')}`], user: variable('secret:WHO') },
      mode: 'logs',
    });
    await on.app.runMemory.secrets.put(files.uri('web'), { PLACE: 'cellar', WHO: 'root' });
    const states: RunProtocol['state'][] = [];
    const subject = { host: on.host.id, saved: files.uri('web').toString() };
    const { runMemory, terminals, said } = on.app;
    const parts = {
      changes: on.app.changes,
      pull: () => Promise.reject(new Error('not here')),
      attach: (host: typeof on.host, id: string, name: string) => terminals.start(host, id, name),
      logs: (key: string) => void terminals.logs(key),
      shell: (key: string) => void terminals.shell(key),
      browse: () => assert.fail('nothing is published'),
    };
    const titles: string[] = [];
    const user = new UserAnswers(vscode); // the service is this file's own, and so is its editor
    const service = new RunService(
      ...[on.host, subject, said, parts, runMemory],
      state => void states.push(state),
      title => void titles.push(title),
    );
    try {
      const { spec, secrets } = await service.handlers.begin(undefined as never);
      assert.deepEqual(spec.options.env, ['PLACE=cellar']);
      assert.equal(spec.options.user, variable('secret:WHO'), 'nothing would say what it is');
      assert.deepEqual(secrets, ['PLACE']);
      assert.deepEqual(titles, ['Run web']);
      await until('it says where it is', () => states.at(-1)?.saved !== undefined);
      const changed = { ...spec, options: { ...spec.options, rm: true } };
      assert.ok(await service.handlers.save({ spec: changed, secrets, anew: false }));
      assert.deepEqual(files.read('web'), {
        title: 'Web',
        image: busybox,
        options: {
          env: [`PLACE=${variable('secret:PLACE')}`],
          user: variable('secret:WHO'),
          rm: true,
        },
        mode: 'logs',
      });
      user.answer(({ actions }) => actions.find(action => action === 'Replace'));
      const saving = service.handlers.save({ spec, secrets: [], anew: true });
      await user.pick(`$(root-folder) ${files.folder.name}`);
      await user.type('web');
      assert.ok(await saving);
      assert.match(user.last().text, /"web" is saved already/);
      assert.match(files.text('web'), /PLACE=cellar/, 'it is no secret any more');
      assert.equal(await secretOf('web', 'PLACE'), undefined);
    } finally {
      service.dispose();
      user.dispose();
    }
  });

  it('are edited, and deleted with their secrets, by the buttons of the list', async () => {
    files.write('web', { image: busybox, options: { env: [`A=${variable('secret:A')}`] } });
    await on.app.runMemory.secrets.put(files.uri('web'), { A: '1' });
    const press = async (button: string): Promise<void> => {
      const running = on.run('savedRun.run');
      const list = await on.user.next<vscode.QuickPick<vscode.QuickPickItem>>();
      const [item] = list.items;
      assert.ok(item);
      on.user.press(list, item, button);
      await running;
    };
    await press('Delete…');
    assert.ok(fs.existsSync(files.uri('web').fsPath), 'not without the answer');
    await press('Edit File');
    const { activeTextEditor: editor } = vscode.window;
    assert.equal(editor?.document.uri.toString(), files.uri('web').toString());
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await press('Open in the Form');
    const isForm = ({ label }: vscode.Tab): boolean => label === 'Run web';
    const tabs = () => vscode.window.tabGroups.all.flatMap(group => group.tabs).filter(isForm);
    await until('the form', () => tabs().length === 1);
    await vscode.window.tabGroups.close(tabs());
    on.user.answer(({ actions }) => actions.find(action => action === 'Delete'));
    await press('Delete…');
    assert.ok(!fs.existsSync(files.uri('web').fsPath));
    assert.equal(await secretOf('web', 'A'), undefined);
  });

  it('are completed by their schema', async () => {
    const text = '{ "image": "a", "options": {  } }';
    files.write('web', text);
    const document = await vscode.workspace.openTextDocument(files.uri('web'));
    await vscode.window.showTextDocument(document);
    try {
      const at = document.positionAt(text.indexOf('{  }') + 2);
      await until(
        'the options are offered',
        async () => {
          const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
            'vscode.executeCompletionItemProvider',
            ...[document.uri, at],
          );
          const labels = items.map(({ label }) =>
            typeof label === 'string' ? label : label.label,
          );
          return ['publish', 'memory', 'rm'].every(name => labels.includes(name));
        },
        30_000,
      );
    } finally {
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    }
  });
});
