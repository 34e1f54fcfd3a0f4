import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { partRow } from '../../src/trees/rowKey';
import { testEngine, withContainer } from '../lib/testEngine';
import { testImages } from '../lib/testImages';
import { withImage } from '../lib/withImage';
import { CommandHarness, pickedOf, unique } from './commandHarness';
import { until } from './extensionApi';
import { messageOf } from './userAnswers';

const { docker } = testEngine();

async function tagsOf(id: string): Promise<readonly string[] | undefined> {
  const images = await docker.listImages();
  const found = images.find(({ Id }) => Id === id);
  return found && [...(found.RepoTags ?? [])].filter(name => !name.startsWith('<none>')).sort();
}

describe('commands of images, in the editor', () => {
  const on = new CommandHarness();
  // these alone: the store may still know the tag that the image was made with
  const row = (id: string, names: readonly string[]): Promise<string> =>
    on.row('image', id, ({ tags }) => [...tags].sort().join() === [...names].sort().join());

  it('give a tag, checked as it is typed, and ask before one moves', async () => {
    const [one, other] = [`${unique()}:1`, `${unique()}:1`];
    await withImage(docker, [one], id =>
      withImage(docker, [other], async second => {
        const key = await row(id, [one]);
        await row(second, [other]);
        const tagging = on.run('image.tag', key);
        const box = await on.user.next();
        assert.equal(box.value, one);
        on.user.write(box, 'Case:1');
        assert.match(messageOf(box), /write "case:1"/);
        on.user.write(box, `${other.split(':')[0]}:`);
        assert.match(messageOf(box), /tag/);
        on.user.write(box, other);
        await on.user.enter();
        await tagging;
        assert.match(on.user.last().text, /names another image/);
        assert.deepEqual(await tagsOf(id), [one]);
        on.user.answer(({ actions }) => actions[0]);
        const again = on.run('image.tag', key);
        await on.user.type(other);
        await again;
        assert.deepEqual(await tagsOf(id), [one, other].sort());
        assert.deepEqual(on.lines, [['image', 'tag', one, other]]);
      }),
    );
  });

  it('remove one, asking once', async () => {
    const name = `${unique()}:1`;
    await withImage(docker, [name], async id => {
      const key = await row(id, [name]);
      await on.run('image.remove', key);
      assert.notEqual(await tagsOf(id), undefined, 'dismissed');
      on.user.answer(({ actions }) => actions[0]);
      await on.run('image.remove', key);
      assert.equal(on.user.said.length, 2);
      assert.equal(on.user.last().text, `Remove the image "${name}"?`);
      assert.equal(await tagsOf(id), undefined);
      assert.deepEqual(on.lines, [['image', 'rm', name]]);
    });
  });

  it('remove a single tag of several, from its row or from the question', async () => {
    const names = [unique(), unique(), unique()].map(name => `${name}:1`).sort();
    const [a = '', b = '', c = ''] = names;
    await withImage(docker, names, async id => {
      const key = await row(id, names);
      on.user.answer(({ actions }) => actions[0]);
      await on.run('image.remove', partRow(key, `tag:${a}`));
      assert.equal(on.user.last().text, `Remove the tag "${a}"?`);
      assert.deepEqual(await tagsOf(id), [b, c]);
      await until('the store knows it', () => on.host.store.get('image', id)?.tags.length === 2);
      const removing = on.run('image.remove', key);
      await on.user.pick(b);
      await removing;
      assert.deepEqual(await tagsOf(id), [c]);
      await until('the store knows it', () => on.host.store.get('image', id)?.tags.length === 1);
      await on.run('image.remove', partRow(key, `tag:${c}`));
      assert.equal(on.user.last().text, `Remove the image "${c}"?`, 'the last tag is the image');
      assert.equal(await tagsOf(id), undefined);
    });
  });

  it('remove one in use only by force, and never one that runs', async () => {
    const [name, user] = [`${unique()}:1`, unique()];
    await withImage(docker, [name], async id => {
      const key = await row(id, [name]);
      await withContainer(docker, { name: user, image: id, start: false }, async container => {
        await on.row('container', container);
        on.user.answer(() => undefined);
        await on.run('image.remove', key);
        assert.deepEqual(on.user.last().actions, ['Remove by Force']);
        assert.match(on.user.last().detail ?? '', new RegExp(`In use by ${user}\\.`));
        on.user.answer(({ actions }) => actions[0]);
        await on.run('image.remove', key);
        assert.equal(await tagsOf(id), undefined);
        assert.deepEqual(on.lines, [['image', 'rm', '--force', name]]);
      });
    });
    const running = unique();
    await withContainer(docker, { name: running }, async container => {
      await on.row('container', container, ({ state }) => state === 'running');
      const { Id: id } = await docker.getImage(testImages.busybox).inspect();
      await on.run('image.remove', await on.row('image', id));
      assert.match(on.user.last().text, new RegExp(`^In use by .*${running}`));
      assert.ok((await tagsOf(id))?.includes(testImages.busybox));
    });
  });

  it('remove many, and tell once how it went', async () => {
    const [a, b, user] = [`${unique()}:1`, `${unique()}:1`, unique()];
    await withImage(docker, [a], first =>
      withImage(docker, [b], second =>
        withContainer(docker, { name: user }, async container => {
          await on.row('container', container, ({ state }) => state === 'running');
          const { Id: busybox } = await docker.getImage(testImages.busybox).inspect();
          const rows = [
            await row(first, [a]),
            await row(second, [b]),
            await on.row('image', busybox),
          ];
          on.user.answer(({ actions }) => (actions.includes('Remove') ? 'Remove' : undefined));
          await on.runOn('image.remove', rows);
          const [question, summary] = on.user.said;
          assert.equal(on.user.said.length, 2);
          assert.equal(question?.text, 'Remove 2 images?');
          assert.match(question?.detail ?? '', /These stay:/);
          const told = `2 removed, 1 failed. ${testImages.busybox}: In use by `;
          assert.ok(summary?.text.startsWith(told), summary?.text);
          assert.ok(summary?.text.includes(user));
          assert.deepEqual([await tagsOf(first), await tagsOf(second)], [undefined, undefined]);
        }),
      ),
    );
  });

  it('prune exactly those that are picked: the dangling ones, unless the user says so', async () => {
    const name = `${unique()}:1`;
    await withImage(docker, [name], tagged =>
      withImage(docker, [], async dangling => {
        await row(tagged, [name]);
        await on.row('image', dangling);
        const pruning = on.run('image.prune');
        const list = await on.user.next<vscode.QuickPick<vscode.QuickPickItem>>();
        const short = dangling.slice('sha256:'.length).slice(0, 12);
        assert.ok(pickedOf(list).includes(short));
        assert.ok(!pickedOf(list).includes(name));
        assert.ok(
          list.items.some(
            ({ label, description }) => label === name && /B/.test(description ?? ''),
          ),
        );
        list.selectedItems = list.items.filter(({ label }) => label === short);
        await on.user.enter();
        await pruning;
        assert.equal(await tagsOf(dangling), undefined);
        assert.deepEqual(await tagsOf(tagged), [name]);
        assert.deepEqual(on.lines, [['image', 'rm', dangling]]);
      }),
    );
  });

  it('show the history as a document, and what inspect tells', async () => {
    const { Id: id } = await docker.getImage(testImages.web).inspect();
    await on.run('image.history', await on.row('image', id));
    const text = vscode.window.activeTextEditor?.document.getText() ?? '';
    assert.match(text, /RUN dd if=\/dev\/zero/);
    assert.match(text, /COPY .*note\.txt/);
    await on.run('image.inspect', await on.row('image', id));
    assert.match(vscode.window.activeTextEditor?.document.getText() ?? '', /"RepoTags"/);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('copy tags and digests', async () => {
    const names = [`${unique()}:1`, `${unique()}:1`].sort();
    await withImage(docker, names, async id => {
      const key = await row(id, names);
      const copying = on.run('image.copyTag', key);
      await on.user.pick(names[1] ?? '');
      await copying;
      assert.equal(await vscode.env.clipboard.readText(), names[1]);
      await on.run('image.copyTag', partRow(key, `tag:${names[0]}`));
      assert.equal(await vscode.env.clipboard.readText(), names[0]);
      await on.run('image.copyDigest', key);
      assert.match(on.user.last().text, /no digest/);
      const digest = `${names[0]?.split(':')[0]}@${id}`;
      await on.run('image.copyDigest', partRow(key, `digest:${digest}`));
      assert.equal(await vscode.env.clipboard.readText(), digest);
    });
  });
});
