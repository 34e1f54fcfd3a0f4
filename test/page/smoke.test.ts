import assert from 'node:assert/strict';
import { testEngine, withContainer } from '../lib/testEngine';
import { withWorkbench } from '../lib/workbench';

describe('the workbench', () => {
  const { docker } = testEngine();

  it('shows what the engine has, and asks no other machine for anything', () =>
    withContainer(docker, { name: 'smoke-web' }, async id =>
      withWorkbench({}, async workbench => {
        await workbench.openContainer('Slipway');
        const containers = await workbench.openPane('Containers');
        await workbench.row('smoke-web', containers).waitFor();
        const images = await workbench.openPane('Images');
        await workbench.row('slipway-test/web:1', images).waitFor();
        await workbench.screenshot('smoke-en');
        await docker.getContainer(id).rename({ name: 'smoke-other' });
        await workbench.row('smoke-other', containers).waitFor({ timeout: 5000 });
        assert.deepEqual(workbench.browser.refused, []);
      }),
    ));

  it('speaks Chinese', () =>
    withWorkbench({ locale: 'zh-cn' }, async workbench => {
      await workbench.openContainer('Slipway');
      await workbench.pane('容器').waitFor();
      await workbench.pane('镜像').waitFor();
      await workbench.row('slipway-test/web:1').waitFor();
      await workbench.screenshot('smoke-zh-cn');
    }));
});
