import assert from 'node:assert/strict';
import { faultProxy } from '../lib/faultProxy';
import { type TestEngine, withEngine } from '../lib/testEngine';
import { testImages } from '../lib/testImages';
import { pushImage } from '../lib/testRegistry';
import { pictureOfFailure, SlipwayPage } from './slipwayPage';

describe('a pull that takes long', () => {
  let slipway: SlipwayPage | undefined;

  afterEach(async function () {
    await pictureOfFailure(this.currentTest, slipway);
    await slipway?.workbench.close();
  });

  it('is cancelled by its notification, and no more is said of it', () =>
    withEngine(
      async ({ control, docker }: TestEngine) => {
        const target = `${control.registry}/slipway/slow:1`;
        await pushImage(docker, testImages.web, target);
        const proxy = await faultProxy(control.socket);
        try {
          proxy.stall(/POST .*\/images\/create/, 20);
          const page = await SlipwayPage.open({ engine: proxy.host });
          slipway = page;
          const { workbench } = page;
          await page.show('images');
          await page.rows('images').first().waitFor();
          const before = proxy.connections();
          await workbench.command('Docker: Pull Image…');
          await page.answerText('The name of the image', target);
          const toast = workbench.toast(/Pulling/);
          await workbench.until(async () => proxy.connections() > before);
          await workbench.screenshot('pull-1-under-way');
          await toast.getByRole('button', { name: 'Cancel' }).click();
          await toast.waitFor({ state: 'hidden' });
          await workbench.until(async () => proxy.connections() <= before);
          await workbench.screenshot('pull-2-cancelled');
          assert.equal(await workbench.toast(/slow/).count(), 0, 'nothing more is said');
        } finally {
          await proxy.close();
        }
      },
      { images: true },
    ));
});
