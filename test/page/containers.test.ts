import assert from 'node:assert/strict';
import { testEngine, withContainer } from '../lib/testEngine';
import { pictureOfFailure, type SlipwayPage, sharedPage } from './slipwayPage';

describe('the verbs of containers', () => {
  const { docker } = testEngine();
  let slipway: SlipwayPage;

  const state = async (name: string): Promise<string> =>
    (await docker.getContainer(name).inspect()).State.Status;
  const isGone = async (name: string): Promise<boolean> =>
    docker
      .getContainer(name)
      .inspect()
      .then(
        () => false,
        error => error.statusCode === 404,
      );
  const untilState = (name: string, wanted: string): Promise<void> =>
    slipway.workbench.until(
      async () => (await state(name)) === wanted,
      15_000,
      () => state(name),
    );
  const row = (name: string) => slipway.row('containers', name);

  before(async () => {
    slipway = await sharedPage();
    await slipway.show('containers');
  });
  afterEach(function () {
    return pictureOfFailure(this.currentTest, slipway);
  });

  it('stop, start, restart, pause and unpause by the context menu', async () => {
    const { workbench } = slipway;
    await withContainer(docker, { name: 'verb-web' }, async id => {
      await slipway.menu(row('verb-web'), 'Stop Container');
      await untilState('verb-web', 'exited');
      await slipway.untilIcon(row('verb-web'), 'error');
      await slipway.menu(row('verb-web'), 'Start Container');
      await untilState('verb-web', 'running');
      await slipway.untilIcon(row('verb-web'), 'play-circle');
      const { State: before } = await docker.getContainer(id).inspect();
      await slipway.menu(row('verb-web'), 'Restart Container');
      await workbench.until(async () => {
        const { State: now } = await docker.getContainer(id).inspect();
        return now.Running && now.StartedAt !== before.StartedAt;
      });
      await slipway.menu(row('verb-web'), 'Pause Container');
      await untilState('verb-web', 'paused');
      await slipway.untilIcon(row('verb-web'), 'debug-pause');
      await row('verb-web').click({ button: 'right' });
      await workbench.menuItem('Unpause Container').waitFor();
      const titles = await slipway.menuOnce();
      assert.ok(!titles.includes('Start Container') && !titles.includes('Pause Container'));
      await workbench.screenshot('verbs-1-menu');
      await workbench.page.keyboard.press('Escape');
      await slipway.menu(row('verb-web'), 'Unpause Container');
      await untilState('verb-web', 'running');
    });
  });

  it('kill with a signal that is chosen', async () => {
    const { workbench } = slipway;
    await withContainer(docker, { name: 'verb-kill' }, async id => {
      await slipway.menu(row('verb-kill'), 'Kill Container with Signal…');
      await slipway.refusal('Which signal?', 'SIGNONSENSE', /SIGNONSENSE/);
      await workbench.quickInput.fill('');
      await workbench.screenshot('verbs-2-signals');
      await workbench.pick('SIGKILL');
      await untilState('verb-kill', 'exited');
      assert.equal((await docker.getContainer(id).inspect()).State.ExitCode, 137);
    });
  });

  it('stop and start by the buttons in the row', async () => {
    const { workbench } = slipway;
    await withContainer(docker, { name: 'verb-button' }, async () => {
      await slipway.untilIcon(row('verb-button'), 'play-circle');
      await workbench.inlineButton(row('verb-button'), 'Stop Container');
      await untilState('verb-button', 'exited');
      await slipway.untilIcon(row('verb-button'), 'error');
      await workbench.inlineButton(row('verb-button'), 'Start Container');
      await untilState('verb-button', 'running');
    });
  });

  it('remove by Delete, after a question that names what is lost', async () => {
    const { workbench } = slipway;
    const more = { Volumes: { '/data': {} } };
    const cmd = ['sh', '-c', 'echo written > /tmp/file; sleep 3600'];
    await withContainer(docker, { name: 'verb-remove', cmd, more }, async () => {
      await slipway.untilIcon(row('verb-remove'), 'play-circle');
      await slipway.select(row('verb-remove'));
      await workbench.page.keyboard.press('Delete');
      const question = await slipway.dialogText();
      assert.match(question, /Remove the container "verb-remove"\?/);
      assert.match(question, /running/);
      assert.match(question, /are lost: \d+ B/);
      assert.match(question, /volumes that nothing else uses/);
      await workbench.screenshot('verbs-3-remove');
      await slipway.answer('Cancel');
      assert.equal(await state('verb-remove'), 'running');
      const { Mounts: mounts } = await docker.getContainer('verb-remove').inspect();
      await slipway.select(row('verb-remove'));
      await workbench.page.keyboard.press('Delete');
      await slipway.dialogText();
      await slipway.answer('Remove with Volumes');
      await workbench.until(() => isGone('verb-remove'));
      await row('verb-remove').waitFor({ state: 'detached' });
      const volume = docker.getVolume(mounts[0]?.Name ?? '?');
      await assert.rejects(volume.inspect(), { statusCode: 404 });
    });
  });

  it('are meant by Delete as the arrow keys lead to them; the rows below them are not', async () => {
    const { page } = slipway.workbench;
    const labels = { 'com.docker.compose.project': 'verb-arrows' };
    await withContainer(docker, { name: 'verb-below', labels }, () =>
      withContainer(docker, { name: 'verb-above', labels }, async () => {
        await slipway.untilIcon(row('verb-below'), 'play-circle');
        await slipway.untilIcon(row('verb-above'), 'play-circle');
        // a click opens what is below it, too
        await slipway.select(row('verb-below'));
        await slipway.row('containers', 'Processes').waitFor();
        await page.keyboard.press('ArrowUp');
        await page.locator('.monaco-list-row.focused[aria-label*="verb-above"]').waitFor();
        await page.keyboard.press('Delete');
        assert.match(await slipway.dialogText(), /Remove the container "verb-above"\?/);
        await slipway.answer('Cancel');
        await slipway.select(slipway.row('containers', 'Processes'));
        await page.keyboard.press('Delete');
        await slipway.select(slipway.row('containers', 'bridge'));
        await page.keyboard.press('Delete');
        assert.match(await slipway.dialogText(), /Disconnect "verb-below" from "bridge"\?/);
        await slipway.answer('Cancel');
      }),
    );
  });

  it('rename by F2; a bad or a taken name is refused as it is typed', async () => {
    const { workbench } = slipway;
    await withContainer(docker, { name: 'verb-other' }, () =>
      withContainer(docker, { name: 'verb-old' }, async id => {
        await slipway.select(row('verb-old'));
        await workbench.page.keyboard.press('F2');
        const title = 'Rename the container verb-old';
        await slipway.refusal(title, 'näme', /"ä" cannot stand in this name/);
        await workbench.screenshot('verbs-4-bad-name');
        await slipway.refusal(title, 'verb-other', /verb-other/);
        await slipway.answerText(title, 'verb-new');
        await row('verb-new').waitFor();
        assert.equal((await docker.getContainer(id).inspect()).Name, '/verb-new');
        await row('verb-old').waitFor({ state: 'detached' });
      }),
    );
  });

  it('stop two that are selected, and say so once', async () => {
    const { workbench } = slipway;
    await withContainer(docker, { name: 'verb-one' }, () =>
      withContainer(docker, { name: 'verb-two' }, async () => {
        await slipway.untilIcon(row('verb-one'), 'play-circle');
        await slipway.untilIcon(row('verb-two'), 'play-circle');
        await slipway.select(row('verb-one'));
        await slipway.select(row('verb-two'), ['Control']);
        await slipway.menu(row('verb-one'), 'Stop Container');
        await untilState('verb-one', 'exited');
        await untilState('verb-two', 'exited');
        await workbench.toast('Containers stopped: 2.').waitFor();
        assert.equal(await workbench.toast(/stopped/).count(), 1);
        await workbench.screenshot('verbs-5-two-stopped');

        await slipway.select(row('verb-one'));
        await slipway.select(row('verb-two'), ['Control']);
        await workbench.page.keyboard.press('Delete');
        assert.match(await slipway.dialogText(), /Remove 2 containers\?[\s\S]*verb-(one|two)/);
        await slipway.answer('Remove');
        await workbench.until(async () => (await isGone('verb-one')) && isGone('verb-two'));
        await slipway.clearToasts();
      }),
    );
  });

  it('copy a name', async () => {
    await withContainer(docker, { name: 'verb-copy' }, async () => {
      await slipway.menu(row('verb-copy'), 'Copy Container Name');
      await slipway.workbench.until(async () => (await slipway.clipboard()) === 'verb-copy');
    });
  });

  it('prune those that are picked', async () => {
    const { workbench } = slipway;
    const cmd = ['sh', '-c', 'head -c 200000 /dev/zero > /tmp/file'];
    await withContainer(docker, { name: 'verb-keep', cmd }, () =>
      withContainer(docker, { name: 'verb-prune', cmd }, async () => {
        await slipway.untilIcon(row('verb-prune'), 'stop-circle');
        await slipway.untilIcon(row('verb-keep'), 'stop-circle');
        await workbench.command('Docker: Prune Containers…');
        await slipway.asked('Remove stopped containers');
        await slipway.asked(/verb-prune[\s\S]*200 kB/);
        await workbench.screenshot('verbs-6-prune');
        await workbench.quickRow('verb-keep').locator('.monaco-checkbox').click();
        await workbench.quickInput.press('Enter');
        await workbench.until(() => isGone('verb-prune'));
        assert.equal(await state('verb-keep'), 'exited');
      }),
    );
  });

  it('are written down as docker lines', async () => {
    await slipway.workbench.command('Docker: Show Docker Commands');
    const { workbench } = slipway;
    await workbench.until(async () =>
      /docker stop verb-web[\s\S]*docker start verb-web/.test(await panelText()),
    );
    await workbench.screenshot('verbs-7-commands');
    await workbench.command('View: Hide Panel');
  });

  async function panelText(): Promise<string> {
    const lines = slipway.workbench.page.locator('.part.panel .view-lines .view-line');
    return (await lines.allTextContents()).join('\n').replaceAll('\u00a0', ' ');
  }
});
