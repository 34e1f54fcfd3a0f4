import assert from 'node:assert/strict';
import { testEngine, withContainer } from '../lib/testEngine';
import { testImages } from '../lib/testImages';
import { pictureOfFailure, type SlipwayPage, sharedPage } from './slipwayPage';

describe('running an image, step by step', () => {
  const { docker } = testEngine();
  const name = 'run-web';
  let slipway: SlipwayPage;

  before(async () => {
    slipway = await sharedPage();
    await slipway.show('containers');
  });
  afterEach(async function () {
    await pictureOfFailure(this.currentTest, slipway);
    await docker
      .getContainer(name)
      .remove({ force: true, v: true })
      .catch(() => undefined);
    await docker
      .getVolume('run-data')
      .remove()
      .catch(() => undefined);
  });

  it('refuses a bad name and a taken port in a sentence, and runs the container', async () => {
    const { workbench } = slipway;
    const port = { '80/tcp': [{ HostIp: '127.0.0.1', HostPort: '18081' }] };
    const more = { ExposedPorts: { '80/tcp': {} }, HostConfig: { PortBindings: port } };
    await withContainer(docker, { name: 'run-first', more }, async () => {
      await slipway.untilIcon(slipway.row('containers', 'run-first'), 'play-circle');
      await workbench.command('Docker: Quick Run Container, Step by Step…');
      await slipway.asked(/Which image\?/);
      await workbench.screenshot('run-1-image');
      await workbench.quickInput.fill('Not An Image');
      await slipway.asked(/has no spaces/);
      await workbench.quickInput.fill(testImages.web);
      await workbench.page
        .locator(`.quick-input-widget .monaco-list-row.focused[aria-label^="${testImages.web}"]`)
        .waitFor();
      await workbench.quickInput.press('Enter');

      await slipway.refusal(/The container’s name/, '-web', /cannot begin with "-"/);
      await slipway.refusal(/\(2\/\d\)/, 'run-first', /"run-first" is taken already/);
      await workbench.screenshot('run-2-taken');
      await slipway.answerText(/\(2\/\d\)/, name);
      await slipway.asked(/\(3\/\d\)/);
      await workbench.screenshot('run-3-network');
      await workbench.pick('bridge');
      await slipway.refusal(/Ports to publish/, '127.0.0.1:18081:80', /18081 is published by/);
      await workbench.screenshot('run-4-port');
      await slipway.answerText(/\(4\/\d\)/, '127.0.0.1:18082:80');
      await slipway.answerText(/Environment variables/, 'GREETING="good morning" MODE=你好');
      await slipway.answerText(/Mounts as/, 'run-data:/srv');
      await slipway.answerText(/The command/, '');
      await slipway.asked(/This will run/);
      const line = await workbench.quickInput.getAttribute('placeholder');
      assert.match(line ?? '', /^docker run .*--name run-web .*-p 127\.0\.0\.1:18082:80/);
      await workbench.screenshot('run-5-line');
      await workbench.quickInput.press('Enter');
      await slipway.untilIcon(slipway.row('containers', name), 'pass-filled');
      await workbench.toast('The container "run-web"').waitFor();
      await workbench.screenshot('run-6-running');
    });
    const {
      Config: config,
      HostConfig: host,
      State: state,
    } = await docker.getContainer(name).inspect();
    assert.equal(state.Running, true);
    assert.ok(config.Env.includes('GREETING=good morning') && config.Env.includes('MODE=你好'));
    assert.equal(host.PortBindings['80/tcp']?.[0]?.HostPort, '18082');
    assert.ok((await docker.getVolume('run-data').inspect()).Name);
  });

  it('goes back a step, and leaves without a trace by Escape', async () => {
    const { workbench } = slipway;
    const before = (await docker.listContainers({ all: true })).length;
    await workbench.command('Docker: Quick Run Container, Step by Step…');
    await slipway.asked(/Which image\?/);
    await workbench.pick(testImages.busybox);
    await slipway.answerText(/\(2\/\d\)/, 'run-back');
    await slipway.asked(/\(3\/\d\)/);
    await workbench.page.locator('.quick-input-widget .codicon-quick-input-back').click();
    await slipway.asked(/\(2\/\d\)/);
    assert.equal(await workbench.quickInput.inputValue(), 'run-back');
    await workbench.page.keyboard.press('Escape');
    await slipway.untilNothingAsked();
    assert.equal((await docker.listContainers({ all: true })).length, before);
  });
});
