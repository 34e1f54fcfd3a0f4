import assert from 'node:assert/strict';
import { testEngine, testLabel, withContainer, withNetwork, withVolume } from '../lib/testEngine';
import { testImages } from '../lib/testImages';
import { pictureOfFailure, type SlipwayPage, sharedPage, viewNames } from './slipwayPage';

/** As compose labels what it makes. */
const compose = (service: string): Record<string, string> => ({
  'com.docker.compose.project': 'shop',
  'com.docker.compose.service': service,
});

describe('the four views', () => {
  const { docker } = testEngine();
  let slipway: SlipwayPage;

  before(async () => {
    slipway = await sharedPage();
  });
  afterEach(function () {
    return pictureOfFailure(this.currentTest, slipway);
  });

  it('come up by the icon in the activity bar', async () => {
    for (const name of viewNames) await slipway.view(name).waitFor();
    await slipway.show('images', 'networks');
    await slipway.row('images', testImages.web).waitFor();
    await slipway.row('networks', 'bridge').waitFor();
    await slipway.workbench.screenshot('trees-1-views');
  });

  it('show a container that was made elsewhere, its state and its health', async () => {
    await slipway.show('containers');
    await withContainer(docker, { name: 'tree-web', image: testImages.web }, async id => {
      const row = slipway.row('containers', 'tree-web');
      await slipway.untilIcon(row, 'pass-filled');
      assert.match(await slipway.description(row), /slipway-test\/web:1/);
      const sick = await docker
        .getContainer(id)
        .exec({ Cmd: ['touch', '/tmp/sick'] })
        .then(exec => exec.start({ hijack: true }));
      sick.resume();
      await slipway.untilIcon(row, 'warning');
      await slipway.untilDescription(row, 'unhealthy');
      await slipway.workbench.screenshot('trees-2-unhealthy');
      await docker.getContainer(id).pause();
      await slipway.untilIcon(row, 'debug-pause');
      await docker.getContainer(id).unpause();
      await docker.getContainer(id).kill();
      await slipway.untilIcon(row, 'error'); // 137
      await slipway.untilDescription(row, 'exit code 137');
    });
    await slipway.row('containers', 'tree-web').waitFor({ state: 'detached' });
  });

  it('keep selection and expansion when a container stops and starts', async () => {
    await withContainer(docker, { name: 'tree-steady' }, async id => {
      const row = slipway.row('containers', 'tree-steady');
      await row.waitFor();
      await slipway.select(row); // which opens it too
      await slipway.expand('containers', 'tree-steady');
      await docker.getContainer(id).stop();
      await slipway.untilIcon(row, 'error');
      assert.equal(await row.getAttribute('aria-selected'), 'true');
      assert.equal(await row.getAttribute('aria-expanded'), 'true');
      await docker.getContainer(id).start();
      await slipway.untilIcon(row, 'play-circle');
      assert.equal(await row.getAttribute('aria-selected'), 'true');
      assert.equal(await row.getAttribute('aria-expanded'), 'true');
    });
  });

  it('group containers by compose project, those of none below', async () => {
    await withContainer(docker, { name: 'tree-alone' }, () =>
      withContainer(docker, { name: 'shop-db-1', labels: compose('db') }, () =>
        withContainer(docker, { name: 'shop-web-1', labels: compose('web') }, async id => {
          await slipway.row('containers', 'shop-web-1').waitFor();
          const labels = await slipway.labels('containers');
          const [group, alone] = [labels.indexOf('shop'), labels.indexOf('tree-alone')];
          assert.ok(group >= 0 && group < alone, labels.join(', '));
          const project = slipway.row('containers', 'shop');
          await slipway.untilDescription(project, '2 of 2 running');
          assert.equal(
            await slipway.row('containers', 'shop-db-1').getAttribute('aria-level'),
            '2',
          );
          await docker.getContainer(id).stop();
          await slipway.untilDescription(project, '1 of 2 running');
          await slipway.workbench.screenshot('trees-3-compose');
        }),
      ),
    );
  });

  it('open to ports, networks, mounts and processes; a volume and a network to their users', async () => {
    const labels = { Labels: { ...testLabel } };
    await withVolume(docker, { Name: 'tree-data', ...labels }, () =>
      withNetwork(docker, { Name: 'tree-net', ...labels }, () => {
        const more = {
          ExposedPorts: { '80/tcp': {} },
          HostConfig: {
            NetworkMode: 'tree-net',
            Binds: ['tree-data:/var/lib/data:ro'],
            PortBindings: { '80/tcp': [{ HostIp: '127.0.0.1', HostPort: '18080' }] },
          },
          NetworkingConfig: { EndpointsConfig: { 'tree-net': { Aliases: ['www'] } } },
        };
        return withContainer(docker, { name: 'tree-parts', more }, async id => {
          const { NetworkSettings: net } = await docker.getContainer(id).inspect();
          const address = net.Networks['tree-net']?.IPAddress ?? '?';
          await slipway.row('containers', 'tree-parts').waitFor();
          await slipway.expand('containers', 'tree-parts');
          const networkRow = slipway.row('containers', 'tree-net');
          await slipway.untilDescription(networkRow, address);
          await slipway.untilDescription(networkRow, 'www');
          await slipway.expand('containers', 'Processes');
          await slipway.rows('containers').filter({ hasText: 'sleep 3600' }).first().waitFor();
          await slipway.workbench.screenshot('trees-4-parts');

          await slipway.show('volumes', 'networks');
          await slipway.untilDescription(slipway.row('volumes', 'tree-data'), 'in use by 1');
          await slipway.expand('volumes', 'tree-data');
          const user = slipway.row('volumes', 'tree-parts');
          await slipway.untilDescription(user, '/var/lib/data');
          await slipway.untilDescription(user, 'read-only');
          await slipway.expand('networks', 'tree-net');
          await slipway.untilDescription(slipway.row('networks', 'tree-parts'), address);
          await slipway.workbench.screenshot('trees-5-users');
        });
      }),
    );
  });

  it('filter as it is typed, and remember the grouping', async () => {
    await slipway.show('containers');
    await withContainer(docker, { name: 'tree-needle' }, () =>
      withContainer(docker, { name: 'tree-hay' }, async () => {
        await slipway.row('containers', 'tree-hay').waitFor();
        await slipway.workbench.viewButton(slipway.view('containers'), 'Filter Containers');
        await slipway.asked('Filter Containers');
        await slipway.workbench.quickInput.fill('needle');
        await slipway.row('containers', 'tree-hay').waitFor({ state: 'detached' });
        await slipway.workbench.screenshot('trees-6-filter');
        await slipway.workbench.quickInput.press('Enter');
        assert.deepEqual(await slipway.labels('containers'), ['tree-needle']);
        await slipway.workbench.viewButton(slipway.view('containers'), 'Clear Filter');
        await slipway.row('containers', 'tree-hay').waitFor();
        await slipway.workbench.command('Docker: Group Containers By…');
        await slipway.answerPick('Group by', 'State');
        await slipway.row('containers', 'running').waitFor();
        await slipway.workbench.screenshot('trees-7-by-state');
        await slipway.workbench.command('Docker: Group Containers By…');
        await slipway.answerPick('Group by', 'Compose project');
        await slipway.row('containers', 'running').waitFor({ state: 'detached' });
      }),
    );
  });
});
