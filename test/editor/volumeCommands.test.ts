import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { testEngine, testLabel, withContainer, withVolume } from '../lib/testEngine';
import { CommandHarness, pickedOf, unique } from './commandHarness';
import { messageOf } from './userAnswers';

const { docker } = testEngine();

async function isGone(name: string): Promise<boolean> {
  return docker
    .getVolume(name)
    .inspect()
    .then(
      () => false,
      () => true,
    );
}

describe('commands of volumes, in the editor', () => {
  const on = new CommandHarness();
  const mounting = (volume: string) => ({ HostConfig: { Binds: [`${volume}:/data`] } });

  it('create one as asked, each answer checked as it is typed', async () => {
    const name = unique();
    await withVolume(docker, { Name: `${name}-old` }, async old => {
      await on.row('volume', old);
      const creating = on.run('volume.create');
      try {
        const box = await on.user.next();
        on.user.write(box, old);
        assert.match(messageOf(box), /taken already/);
        on.user.write(box, 'a/b');
        assert.match(messageOf(box), /"\/" cannot stand/);
        on.user.write(box, name);
        assert.equal(messageOf(box), '');
        await on.user.enter();
        const options = await on.user.next();
        on.user.write(options, 'colour=blue');
        assert.match(messageOf(options), /no option "colour"/);
        on.user.write(options, 'type=tmpfs "o=size=1m');
        assert.match(messageOf(options), /never closed/);
        on.user.write(options, 'type=tmpfs device=tmpfs o=size=1m');
        assert.equal(messageOf(options), '');
        await on.user.enter();
        const labels = await on.user.next();
        on.user.write(labels, '=x');
        assert.match(messageOf(labels), /key is missing/);
        on.user.write(labels, 'slipway.test=1 "note=two words"');
        await on.user.enter();
        await creating;
        const told = await docker.getVolume(name).inspect();
        assert.deepEqual(told.Options, { type: 'tmpfs', device: 'tmpfs', o: 'size=1m' });
        assert.deepEqual(told.Labels, { ...testLabel, note: 'two words' });
        const [line = []] = on.lines;
        assert.equal(line.slice(0, 2).join(' '), 'volume create');
        assert.equal(line.at(-1), name);
      } finally {
        if (!(await isGone(name))) await docker.getVolume(name).remove();
      }
    });
  });

  it('goes back from a later question, and creates nothing when it is dismissed', async () => {
    const name = unique();
    const creating = on.run('volume.create');
    await on.user.type(name);
    await on.user.next();
    await on.user.back();
    assert.equal((await on.user.next()).value, name);
    await on.user.escape();
    await creating;
    assert.deepEqual(on.user.said, []);
    assert.equal(await isGone(name), true);
  });

  it('remove one, asking once, and say what is lost', async () => {
    await withVolume(docker, { Name: unique() }, async name => {
      const key = await on.row('volume', name);
      await on.run('volume.remove', key);
      assert.equal(await isGone(name), false);
      on.user.answer(({ actions }) => actions[0]);
      await on.run('volume.remove', key);
      assert.equal(on.user.last().text, `Remove the volume "${name}"?`);
      assert.match(on.user.last().detail ?? '', /lost for good/);
      assert.equal(await isGone(name), true);
      assert.deepEqual(on.lines, [['volume', 'rm', name]]);
    });
  });

  it('never remove one that a container has, and name it', async () => {
    const user = unique();
    await withVolume(docker, { Name: unique() }, used =>
      withVolume(docker, { Name: unique() }, async free => {
        const wish = { name: user, start: false, more: mounting(used) };
        await withContainer(docker, wish, async container => {
          await on.row('container', container);
          const rows = [await on.row('volume', used), await on.row('volume', free)];
          await on.run('volume.remove', rows[0]);
          assert.equal(on.user.last().text, `In use by ${user}.`);
          on.user.answer(({ actions }) => actions.find(action => action === 'Remove'));
          await on.runOn('volume.remove', rows);
          assert.equal(on.user.last().text, `1 removed, 1 failed. ${used}: In use by ${user}.`);
          assert.deepEqual([await isGone(used), await isGone(free)], [false, true]);
        });
      }),
    );
  });

  it('prune shows sizes, and picks only those without a name', async () => {
    await withVolume(docker, { Name: unique() }, named =>
      withVolume(docker, {}, async anonymous => {
        await on.row('volume', named);
        await on.row('volume', anonymous);
        const pruning = on.run('volume.prune');
        const list = await on.user.next<vscode.QuickPick<vscode.QuickPickItem>>();
        const short = anonymous.slice(0, 12);
        assert.ok(pickedOf(list).includes(short) && !pickedOf(list).includes(named));
        const item = list.items.find(({ label }) => label === named);
        assert.match(item?.description ?? '', /^0 B/);
        list.selectedItems = list.items.filter(({ label }) => label === short);
        await on.user.enter();
        await pruning;
        assert.deepEqual([await isGone(anonymous), await isGone(named)], [true, false]);
        assert.deepEqual(on.lines, [['volume', 'rm', anonymous]]);
      }),
    );
  });

  it('inspect opens what the engine tells', async () => {
    await withVolume(docker, { Name: unique() }, async name => {
      await on.run('volume.inspect', await on.row('volume', name));
      assert.ok(vscode.window.activeTextEditor?.document.getText().includes(`"Name": "${name}"`));
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    });
  });
});
