import assert from 'node:assert/strict';
import { testEngine, testLabel, withContainer, withNetwork } from '../lib/testEngine';
import { pictureOfFailure, type SlipwayPage, sharedPage } from './slipwayPage';

describe('the verbs of volumes and networks', () => {
  const { docker } = testEngine();
  let slipway: SlipwayPage;

  before(async () => {
    slipway = await sharedPage();
  });
  afterEach(function () {
    return pictureOfFailure(this.currentTest, slipway);
  });

  const isGone = (thing: { inspect(): Promise<unknown> }): Promise<boolean> =>
    thing.inspect().then(
      () => false,
      error => error.statusCode === 404,
    );

  it('create a volume, and remove it by Delete', async () => {
    const { workbench } = slipway;
    const volume = docker.getVolume('page-data');
    await slipway.show('volumes');
    try {
      await workbench.viewButton(slipway.view('volumes'), 'Create Volume');
      await slipway.refusal(/The name of the volume/, 'a b', /cannot stand in this name/);
      await slipway.answerText(/The name of the volume|cannot stand/, 'page-data');
      await slipway.refusal(/Options of the driver/, 'colour=red', /has no option "colour"/);
      await workbench.screenshot('volumes-1-bad-option');
      await slipway.answerText(/has no option/, '');
      await slipway.answerText(/Labels as key=value/, 'slipway.test=1 "note=two words"');
      const row = slipway.row('volumes', 'page-data');
      await row.waitFor();
      assert.deepEqual((await volume.inspect()).Labels, { ...testLabel, note: 'two words' });
      await slipway.untilDescription(row, 'unused');
      await slipway.select(row);
      await workbench.page.keyboard.press('Delete');
      assert.match(
        await slipway.dialogText(),
        /Remove the volume "page-data"\?[\s\S]*lost for good/,
      );
      await workbench.screenshot('volumes-2-remove');
      await slipway.answer('Remove');
      await workbench.until(() => isGone(volume));
      await row.waitFor({ state: 'detached' });
    } finally {
      await volume.remove({ force: true }).catch(() => undefined);
    }
  });

  it('keep a volume that is in use, and say who has it', async () => {
    const { workbench } = slipway;
    const more = { HostConfig: { Binds: ['page-used:/data'] } };
    await withContainer(docker, { name: 'page-user', more }, async () => {
      const row = slipway.row('volumes', 'page-used');
      await slipway.untilDescription(row, 'in use by 1');
      await slipway.menu(row, 'Remove Volume…');
      await workbench.toast(/page-user/).waitFor();
      await workbench.screenshot('volumes-3-in-use');
      await slipway.clearToasts();
    });
    await docker.getVolume('page-used').remove();
  });

  it('create a network; a bad subnet is refused in a sentence', async () => {
    const { workbench } = slipway;
    await slipway.show('networks');
    try {
      await workbench.viewButton(slipway.view('networks'), 'Create Network');
      await slipway.refusal(/The name of the network/, 'bridge', /engine’s own network/);
      await slipway.answerText(/engine’s own network/, 'page-net');
      await slipway.answerPick(/The driver/, 'bridge');
      await slipway.refusal(/The IPv4 subnet/, '10.9.8.7/24', /write "10\.9\.8\.0\/24"/);
      await workbench.screenshot('networks-1-bad-subnet');
      await slipway.refusal(/write "10/, 'nonsense', /is no subnet/);
      await slipway.answerText(/is no subnet/, '10.9.8.0/24');
      await slipway.refusal(/address of the gateway/, '10.9.9.1', /lies outside/);
      await slipway.answerText(/lies outside/, '');
      await slipway.answerText(/The part of 10\.9\.8\.0\/24/, '');
      await slipway.answerPick(/IPv6 addresses too/, 'IPv4 only');
      await slipway.answerPick(/Who reaches it/, 'Internal');
      await slipway.answerText(/Options of the driver/, '');
      await slipway.answerText(/Labels as key=value/, 'slipway.test=1');
      const row = slipway.row('networks', 'page-net');
      await slipway.untilDescription(row, '10.9.8.0/24');
      await slipway.untilDescription(row, 'internal');
      const made = await docker.getNetwork('page-net').inspect();
      assert.equal(made.Internal, true);
      assert.equal(made.IPAM?.Config?.[0]?.Subnet, '10.9.8.0/24');
      await workbench.screenshot('networks-2-made');
      await slipway.select(row);
      await workbench.page.keyboard.press('Delete');
      assert.match(await slipway.dialogText(), /Remove the network "page-net"\?/);
      await slipway.answer('Remove');
      await workbench.until(() => isGone(docker.getNetwork('page-net')));
    } finally {
      await docker
        .getNetwork('page-net')
        .remove()
        .catch(() => undefined);
    }
  });

  it('connect a container, whose row comes with its address, and disconnect it', async () => {
    const { workbench } = slipway;
    const subnet = { Driver: 'default', Config: [{ Subnet: '10.9.7.0/24' }] };
    await withNetwork(docker, { Name: 'page-join', IPAM: subnet }, () =>
      withContainer(docker, { name: 'page-member' }, async id => {
        const row = slipway.row('networks', 'page-join');
        await row.waitFor();
        await workbench.inlineButton(row, 'Connect Container to Network');
        await slipway.asked('Which containers should join');
        await workbench.quickRow('page-member').locator('.monaco-checkbox').click();
        await workbench.quickInput.press('Enter');
        await slipway.refusal(/A fixed address in 10\.9\.7\.0\/24/, '10.9.7.1', /gateway/);
        await workbench.screenshot('networks-3-bad-address');
        await slipway.answerText(/gateway/, '10.9.7.77');
        await slipway.answerText(/More names/, 'db, cache');
        const attached = async (): Promise<string | undefined> => {
          const { NetworkSettings: settings } = await docker.getContainer(id).inspect();
          return settings.Networks['page-join']?.IPAddress;
        };
        await workbench.until(async () => (await attached()) === '10.9.7.77');
        await slipway.expand('networks', 'page-join');
        const member = slipway.row('networks', 'page-member');
        await slipway.untilDescription(member, '10.9.7.77');
        await slipway.untilDescription(member, /db.*cache/);
        await workbench.screenshot('networks-4-member');
        await workbench.inlineButton(member, 'Disconnect Container from Network');
        assert.match(await slipway.dialogText(), /Disconnect "page-member" from "page-join"\?/);
        await slipway.answer('Disconnect');
        await workbench.until(async () => (await attached()) === undefined);
        await member.waitFor({ state: 'detached' });
      }),
    );
  });
});
