import assert from 'node:assert/strict';
import fs from 'node:fs';
import { faultProxy } from '../lib/faultProxy';
import { type TestEngine, withContainer, withEngine } from '../lib/testEngine';
import { pictureOfFailure, SlipwayPage } from './slipwayPage';

describe('an engine that is away', () => {
  let slipway: SlipwayPage | undefined;

  afterEach(async function () {
    await pictureOfFailure(this.currentTest, slipway);
    await slipway?.workbench.close();
    slipway = undefined;
  });

  it('leaves its rows greyed, with a message, and they live on when it is back', () =>
    withEngine(
      async ({ control, docker, host }: TestEngine) => {
        const page = await SlipwayPage.open({ engine: host });
        slipway = page;
        await page.show('containers', 'images');
        await withContainer(docker, { name: 'away-web' }, async id => {
          const row = page.row('containers', 'away-web');
          await page.untilIcon(row, 'play-circle');
          const colour = (): Promise<string> =>
            row
              .locator('.label-name')
              .evaluate(
                label => label.ownerDocument.defaultView?.getComputedStyle(label).color ?? '',
              );
          const before = await colour();
          await control.stop();
          await page.view('containers').getByText('what was known').waitFor();
          await page.workbench.until(async () => (await colour()) !== before);
          await page.workbench.screenshot('away-1-greyed');
          await control.start();
          await docker.getContainer(id).start();
          await page
            .view('containers')
            .getByText('what was known')
            .waitFor({ state: 'hidden', timeout: 40_000 });
          await page.untilIcon(row, 'play-circle');
          await page.workbench.until(async () => (await colour()) === before);
          await docker.getContainer(id).pause();
          await page.untilIcon(row, 'debug-pause');
          await docker.getContainer(id).unpause();
        });
      },
      { images: true },
    ));

  it('is not called empty, nor its things unused, while their lists are read', () =>
    withEngine(
      async ({ control, docker }: TestEngine) => {
        const proxy = await faultProxy(control.socket);
        try {
          await docker.createVolume({ Name: 'slow-volume' });
          proxy.delay(/GET .*\/containers\/json/, 8_000);
          proxy.delay(/GET .*\/images\/json/, 12_000);
          slipway = await SlipwayPage.open({ engine: proxy.host });
          const { page } = slipway.workbench;
          await page.evaluate(watchTexts);
          await slipway.show('images', 'volumes');
          await slipway.untilDescription(slipway.row('volumes', 'slow-volume'), 'unused');
          await slipway.rows('images').first().waitFor();
          const seen = (await page.evaluate('seen')) as string[];
          const of = (text: string): number => seen.findIndex(one => one.includes(text));
          assert.ok(of('slow-volume') >= 0 && of('unused') > of('slow-volume'), seen.join('\n'));
          assert.equal(of('No images yet'), -1, seen.join('\n'));
        } finally {
          await proxy.close();
        }
      },
      { images: true },
    ));

  it('is told where there is none, and found when it comes', () =>
    withEngine(async ({ control, host }: TestEngine) => {
      await control.stop();
      fs.rmSync(control.socket, { force: true });
      slipway = await SlipwayPage.open({ engine: host });
      const view = slipway.view('containers');
      await view.getByText('DOCKER_HOST').waitFor();
      await slipway.workbench.screenshot('away-2-absent');
      assert.deepEqual(await slipway.labels('containers'), []);
      await control.start();
      // it may have come back by itself before the button is reached
      await view
        .getByText('Try Again')
        .click({ timeout: 3000 })
        .catch(() => undefined);
      await view.getByText('No containers yet').waitFor();
      await slipway.workbench.screenshot('away-3-empty');
    }));
});

/** Keeps in the page what its views showed, also where it showed for a moment only. */
const watchTexts = `{
  const seen = (globalThis.seen = []);
  const look = () => {
    const bodies = [...document.querySelectorAll('.part.sidebar .pane-body')];
    const text = bodies.map(body => body.innerText).join(' | ').replace(/\\s+/g, ' ');
    if (seen.at(-1) !== text) seen.push(text);
  };
  look();
  const all = { childList: true, subtree: true, characterData: true, attributes: true };
  new MutationObserver(look).observe(document.body, all);
}`;
