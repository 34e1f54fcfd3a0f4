import assert from 'node:assert/strict';
import { testEngine, withContainer } from '../lib/testEngine';
import { sharedPage } from './slipwayPage';

describe('the workbench', () => {
  const { docker } = testEngine();

  it('shows what the engine has, and asks no other machine for anything', () =>
    withContainer(docker, { name: 'smoke-web' }, async id => {
      const { workbench } = await sharedPage();
      const containers = await workbench.openPane('Containers');
      await workbench.row('smoke-web', containers).waitFor();
      const images = await workbench.openPane('Images');
      await workbench.row('slipway-test/web:1', images).waitFor();
      await workbench.screenshot('smoke-en');
      await docker.getContainer(id).rename({ name: 'smoke-other' });
      await workbench.row('smoke-other', containers).waitFor({ timeout: 5000 });
      assert.deepEqual(workbench.browser.refused, []);
    }));
});
