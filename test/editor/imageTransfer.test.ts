import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { testEngine } from '../lib/testEngine';
import { importImage, testImages } from '../lib/testImages';
import { pushImage } from '../lib/testRegistry';
import { CommandHarness, unique } from './commandHarness';
import { replacing, until } from './extensionApi';
import { messageOf } from './userAnswers';

const { docker, control } = testEngine();

async function has(name: string): Promise<boolean> {
  const names = (await docker.listImages()).flatMap(image => image.RepoTags ?? []);
  return names.includes(name);
}

async function removeAnyway(name: string): Promise<void> {
  if (await has(name)) await docker.getImage(name).remove({ force: true });
}

describe('images from and to elsewhere, in the editor', () => {
  const on = new CommandHarness();

  afterEach(() => {
    for (const terminal of vscode.window.terminals) terminal.dispose();
  });

  it('are pulled by any name, latest where no tag is given, with a terminal', async () => {
    const name = `${control.registry}/${unique()}`;
    try {
      await pushImage(docker, testImages.noShell, `${name}:latest`);
      await pushImage(docker, testImages.noShell, `${name}:other`);
      const pulling = on.run('image.pull');
      const box = await on.user.next();
      on.user.write(box, 'https://example.com/a');
      assert.match(messageOf(box), /example\.com\/a/);
      on.user.write(box, name);
      assert.equal(messageOf(box), '');
      await on.user.enter();
      await pulling;
      assert.equal(on.user.last().text, `"${name}:latest" was pulled.`);
      assert.deepEqual([await has(`${name}:latest`), await has(`${name}:other`)], [true, false]);
      assert.deepEqual(on.lines, [['pull', `${name}:latest`]]);
      assert.equal(vscode.window.terminals.length, 1);
      await until('it closes', () => vscode.window.terminals.length === 0);
      const id = await until('the store knows it', () => {
        const images = on.host.store.all('image');
        return images.find(({ tags }) => tags.includes(`${name}:latest`))?.id;
      });
      // The image has the tags of the tests' own too, which come from no registry.
      await on.run(
        'image.pullAgain',
        `${await on.row('image', id)}/${encodeURIComponent(`tag:${name}:latest`)}`,
      );
      assert.equal(on.user.last().text, `"${name}:latest" is up to date.`);
    } finally {
      await removeAnyway(`${name}:latest`);
    }
  });

  it('that are not there, or behind nothing, are told with the cure', async () => {
    const missing = `${control.registry}/${unique()}:1`;
    const pulling = on.run('image.pull');
    await on.user.type(missing);
    await pulling;
    const sentence = `The registry has no "${missing}": check the name and the tag.`;
    assert.equal(on.user.said.length, 1);
    assert.equal(on.user.last().text, sentence);
    assert.deepEqual(on.user.last().actions, ['Show']);
    const [terminal] = vscode.window.terminals;
    assert.ok(terminal);
    await new Promise(resolve => setTimeout(resolve, 5_000));
    assert.equal(terminal.exitStatus, undefined, 'it stays');
    const away = on.run('image.pull');
    await on.user.type('127.0.0.1:1/a');
    await away;
    assert.match(
      on.user.last().text,
      /^The engine cannot reach the registry 127\.0\.0\.1:1: check/,
    );
  });

  it('are saved into a file and loaded from it', async () => {
    const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-save-'));
    const file = path.join(dir, 'image.tar');
    const name = `${unique()}:1`;
    const { window } = on.api;
    const noun = `note of ${name}`;
    await importImage(docker, name, [{ name: 'note', content: noun }]);
    try {
      const { Id: id } = await docker.getImage(name).inspect();
      const key = await on.row('image', id, ({ tags }) => tags.includes(name));
      let offered: vscode.SaveDialogOptions | undefined;
      const save = async (options?: vscode.SaveDialogOptions) => {
        offered = options;
        return vscode.Uri.file(file);
      };
      await replacing(window, 'showSaveDialog', save, async () => on.run('image.save', key));
      assert.match(
        offered?.defaultUri?.path ?? '',
        new RegExp(`/${name.replace(':', '_')}\\.tar$`),
      );
      assert.ok(on.user.last().text.startsWith(`Saved ${name} to ${file} (`));
      await docker.getImage(name).remove({});
      const open = (async () => [vscode.Uri.file(file)]) as typeof window.showOpenDialog;
      await replacing(window, 'showOpenDialog', open, async () => on.run('image.load'));
      assert.equal(on.user.last().text, `Loaded: ${name}.`);
      assert.ok(await has(name));
      fs.writeFileSync(file, 'no archive');
      await replacing(window, 'showOpenDialog', open, async () => on.run('image.load'));
      assert.match(on.user.last().text, /^"image\.tar" is no archive of images/);
      assert.deepEqual(fs.readdirSync(dir), ['image.tar']);
    } finally {
      await removeAnyway(name);
      fs.rmSync(dir, { recursive: true });
    }
  });
});
