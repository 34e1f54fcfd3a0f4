import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { FrameLocator, Locator } from 'playwright-core';
import { type FaultProxy, faultProxy } from '../lib/faultProxy';
import { createEngine } from '../lib/privateEngine';
import { tar } from '../lib/tar';
import { engineOf, type TestEngine, withContainer, withVolume } from '../lib/testEngine';
import { makeTestImages, testImages } from '../lib/testImages';
import { openWorkbench, type Workbench } from '../lib/workbench';

/** The page about an engine of its own, behind a proxy that can spoil the connection. */
class Opened {
  private constructor(
    readonly engine: TestEngine,
    readonly proxy: FaultProxy,
    readonly workbench: Workbench,
    /** What the policies of the pages refused. */
    readonly refused: readonly string[],
  ) {}

  static async open(command: string): Promise<Opened> {
    const engine = engineOf(await createEngine());
    await makeTestImages(engine.docker);
    const proxy = await faultProxy(engine.socket);
    const workbench = await openWorkbench({ height: 1000, engine: proxy.host });
    const refused: string[] = [];
    workbench.page.on('console', message => {
      const said = message.text();
      if (/Content Security Policy/i.test(said)) refused.push(said);
    });
    const opened = new Opened(engine, proxy, workbench, refused);
    await workbench.openContainer('Slipway');
    await workbench.command(command);
    await opened.page.locator('h1').waitFor();
    return opened;
  }

  get page(): FrameLocator {
    return this.workbench.webview;
  }

  button(name: string): Locator {
    return this.page.locator('vscode-button', { hasText: name }).first();
  }

  kind(name: string): Locator {
    return this.page.locator(`tbody.kind.${name}`);
  }

  /** Waits until a part of the page tells something. */
  async untilTold(part: Locator, pattern: RegExp): Promise<void> {
    const told = (): Promise<string> => part.innerText();
    await this.workbench.until(async () => pattern.test(await told()), 30_000, told);
  }

  async close(): Promise<void> {
    await this.workbench.close();
    await this.proxy.close();
    await this.engine.control.purge();
  }
}

describe('the page about the engine', function () {
  this.timeout(240_000);
  let opened: Opened;

  before(async () => {
    opened = await Opened.open('Docker: Show Engine Information');
  });

  afterEach(async function () {
    opened?.proxy.clear();
    if (this.currentTest?.state === 'failed') {
      await opened?.workbench.screenshot(`FAILED-system-${Date.now()}`).catch(() => undefined);
    }
  });

  after(() => opened?.close());

  it('tells what the engine is and how much it holds, live', async () => {
    const { engine, page, workbench } = opened;
    const told = await engine.docker.info();
    await opened.untilTold(page.locator('h1'), /^Docker \d+\.\d+/);
    const facts = await page.locator('.groups').innerText();
    for (const fact of [told.DockerRootDir, told.Driver, told.KernelVersion, told.ID]) {
      assert.ok(facts.includes(fact), `${fact} is not told`);
    }
    const containers = page.locator('.counts > div').first();
    await opened.untilTold(containers, /\b0\b/);
    await withContainer(engine.docker, { name: 'web' }, async id => {
      await opened.untilTold(containers, /1 running/);
      await engine.docker.getContainer(id).pause();
      await opened.untilTold(containers, /1 paused/);
      await engine.docker.getContainer(id).unpause();
    });
    await workbench.screenshot('system');
  });

  it('measures on demand only, and can be cancelled by the keyboard', async () => {
    const { page, proxy, workbench } = opened;
    await page.locator('.empty .lead').waitFor();
    const asked = (): number => proxy.requests.filter(r => r.includes('/system/df')).length;
    assert.equal(asked(), 0);
    proxy.hang(/system\/df/, { times: 1 });
    await opened.button('Measure').press('Enter');
    await page.locator('vscode-button.control:focus', { hasText: 'Cancel' }).waitFor();
    await workbench.screenshot('system-measuring');
    await workbench.page.keyboard.press('Enter'); // the focus has moved along
    await page.locator('.empty .lead').waitFor();
    assert.equal(asked(), 1);
  });

  it('lists the largest of each kind, and tells when that is outdated', async () => {
    const { engine, page, workbench } = opened;
    await withVolume(engine.docker, { Name: 'shop-db' }, async name => {
      const cmd = ['sh', '-c', 'dd if=/dev/zero of=/data/f bs=1M count=3; sleep 3600'];
      const more = { HostConfig: { Binds: [`${name}:/data`] } };
      await withContainer(engine.docker, { name: 'db', cmd, more }, async () => {
        await opened.button('Measure').click();
        await opened.kind('volume').locator('.toggle').click();
        const row = opened.kind('volume').locator('.entry').first();
        await opened.untilTold(row, /shop-db[\s\S]*1 container[\s\S]*\d MB/);
        await opened.kind('image').locator('.toggle').press('Enter');
        for (const image of Object.values(testImages)) {
          await opened.untilTold(opened.kind('image'), new RegExp(image));
        }
        await workbench.screenshot('system-measured');
      });
    });
    await page.locator('.when strong').waitFor();
  });

  it('removes the build cache, after a question, and measures again', async () => {
    const { docker } = opened.engine;
    const dockerfile = `FROM ${testImages.busybox}\nRUN dd if=/dev/zero of=/f bs=1M count=2`;
    const context = Readable.from([tar([{ name: 'Dockerfile', content: dockerfile }])]);
    const options = { t: 'slipway-test/cached:1', version: '2' } as const;
    await text(await docker.buildImage(context, options));
    await docker.getImage(options.t).remove();
    await opened.button('Measure').click();
    await opened.kind('cache').locator('vscode-button').first().click();
    await opened.workbench.answer('Remove the build cache', 'Remove');
    await opened.workbench.toast('Freed').waitFor();
    await opened.untilTold(opened.kind('cache'), /none\s/);
  });

  it('stays, greyed, while the engine is away, and comes back by itself', async () => {
    const { page, proxy, workbench } = opened;
    await proxy.down();
    await page.locator('.banner.error').waitFor();
    assert.equal(await page.locator('main.lost').count(), 1);
    assert.notEqual(await opened.button('Measure').getAttribute('disabled'), null);
    await workbench.screenshot('system-lost');
    await proxy.up();
    await page.locator('.banner').waitFor({ state: 'detached' });
    assert.equal(await page.locator('main.lost').count(), 0);
  });

  it('survives being hidden and a reload of the window', async () => {
    const { workbench } = opened;
    const images = (): Locator => opened.kind('image').locator('.entry').first();
    await images().waitFor();
    // What a row opens takes the page's place.
    await images().locator('button.link').click();
    await workbench.page.locator('.editor-instance .view-lines').waitFor();
    await workbench.tab('Docker Engine').click();
    await images().waitFor();
    await workbench.page.reload();
    await opened.page.locator('h1').waitFor({ timeout: 90_000 });
    // What the user opened is kept; the measurement was the old window's. It needs the engine.
    const measure = opened.button('Measure');
    const isOff = async (): Promise<boolean> => (await measure.getAttribute('disabled')) !== null;
    await workbench.until(async () => !(await isOff()), 30_000);
    await measure.click();
    await images().waitFor();
  });

  it('asked for nothing that its policy refuses', () => {
    assert.deepEqual(opened.refused, []);
  });
});
