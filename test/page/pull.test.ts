import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
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
          const before = await settled(proxy.connections);
          await workbench.command('Docker: Pull Image…');
          await page.answerText('The name of the image', target);
          const toast = workbench.toast(/Pulling/);
          const pulls = (): boolean => proxy.requests.some(line => /images\/create/.test(line));
          await workbench.until(async () => pulls() && proxy.connections() > before, 30_000);
          await workbench.screenshot('pull-1-under-way');
          await toast.getByRole('button', { name: 'Cancel' }).click();
          await toast.waitFor({ state: 'hidden' });
          await workbench.until(async () => proxy.connections() <= before, 30_000);
          await workbench.screenshot('pull-2-cancelled');
          assert.equal(await workbench.toast(/slow/).count(), 0, 'nothing more is said');
        } finally {
          await proxy.close();
        }
      },
      { images: true },
    ));
});

/** A count that has stayed as it is for two seconds: the lists of a start have connections of their own. */
async function settled(count: () => number): Promise<number> {
  let [seen, since] = [count(), Date.now()];
  while (Date.now() - since < 2_000) {
    await pause(100);
    if (count() !== seen) [seen, since] = [count(), Date.now()];
  }
  return seen;
}
