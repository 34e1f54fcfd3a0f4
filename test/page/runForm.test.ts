import assert from 'node:assert/strict';
import type { ContainerCreateOptions } from 'dockerode';
import type { Locator } from 'playwright-core';
import { withContainer, withNetwork } from '../lib/testEngine';
import { testImages } from '../lib/testImages';
import type { Workbench } from '../lib/workbench';
import { FormPage } from './formPage';

const { busybox } = testImages;

/** What is marked in the line; these files know no browser. */
interface Selected {
  readonly value: string;
  readonly selectionStart: number;
  readonly selectionEnd: number;
}

describe('the form of a whole run', function () {
  this.timeout(240_000);
  const form = new FormPage('runForm', { height: 1100 });
  const { page, line, end, refused } = form;
  let workbench: Workbench;

  before(async () => {
    ({ workbench } = form);
    await workbench.command('Docker: Run Container…');
    await line().waitFor();
    await button('One Line').click();
  });

  const remark = (text: string): Locator => page().locator('.remark', { hasText: text });
  const button = (name: string): Locator => page().locator('button', { hasText: name }).first();

  /** Lends a container of each name. */
  async function withAll(
    [name, ...others]: readonly string[],
    more: ContainerCreateOptions,
    use: () => Promise<void>,
  ): Promise<void> {
    if (name === undefined) return use();
    await withContainer(form.docker, { name, more }, () => withAll(others, more, use));
  }

  async function untilLine(wanted: string): Promise<void> {
    const told = (): Promise<string> => line().inputValue();
    await workbench.until(async () => (await told()) === wanted, 10_000, told);
  }

  it('follows the line, and the line follows it', async () => {
    await line().fill(`docker run -d --name web -p 18080:80 -e A_TOKEN=x -v data:/data ${busybox}`);
    assert.equal(await page().locator('#o-name').inputValue(), 'web');
    const env = page().locator('.row.env input');
    assert.deepEqual(
      [await env.nth(0).inputValue(), await env.nth(1).inputValue()],
      ['A_TOKEN', 'x'],
    );
    assert.equal(await env.nth(1).getAttribute('type'), 'password');
    await page().locator('#o-name').fill('shop');
    await untilLine(`docker run -d --name shop -p 18080:80 -e A_TOKEN=x -v data:/data ${busybox}`);
    await workbench.screenshot('run-form');
  });

  it('marks what Docker refuses, and leads to its place in the line', async () => {
    await line().fill(`docker run --memory 5x ${busybox}`);
    assert.notEqual(await end('Run').getAttribute('disabled'), null);
    await page().locator('.line-problems button').click();
    const marked = await line().evaluate(element => {
      const { value, selectionStart, selectionEnd } = element as unknown as Selected;
      return value.slice(selectionStart, selectionEnd);
    });
    assert.equal(marked, '--memory 5x');
  });

  it('knows who has a host port, and the next that is free', async () => {
    const PortBindings = { '80/tcp': [{ HostPort: '18091' }] };
    const more = { ExposedPorts: { '80/tcp': {} }, HostConfig: { PortBindings } };
    await withContainer(form.docker, { name: 'first', more }, async () => {
      await line().fill(`docker run -p 18091:80 ${busybox}`);
      await page().locator('.remark', { hasText: 'first' }).locator('button').click();
      await untilLine(`docker run -p 18092:80 ${busybox}`);
    });
  });

  it('offers a port where -P would publish nothing, and shows where it is reached', async () => {
    await line().fill(`docker run -P ${busybox}`);
    const nothing = page().locator('.remark.warning', { hasText: 'exposes no port' });
    await nothing.locator('button', { hasText: 'Publish 8080' }).click();
    await untilLine(`docker run -P -p 8080:8080 ${busybox}`);
    await nothing.waitFor({ state: 'detached' });
    const forecast = page().locator('.forecast tbody tr');
    assert.match(await forecast.innerText(), /^8080\/tcp\s+localhost:8080/);
  });

  it('says that -P is known once the image is here, and how to get it', async () => {
    await line().fill('docker run -P slipway-test/absent:1');
    const later = remark('once the image is here');
    await later.locator('button', { hasText: 'Pull Now' }).waitFor();
    await line().fill(`docker run -P ${busybox}`);
    await later.waitFor({ state: 'detached' });
  });

  it('says whose network cannot be shared by now', async () => {
    await withContainer(form.docker, { name: 'resting', start: false }, async id => {
      await line().fill(`docker run --network container:resting ${busybox}`);
      const resting = remark('"resting" is not running');
      await resting.waitFor();
      const offered = page().locator('#d-containers option[value="resting"]');
      assert.equal(await offered.getAttribute('label'), 'not running');
      await workbench.screenshot('run-form-shared');
      await form.docker.getContainer(id).start();
      await resting.waitFor({ state: 'detached' });
      assert.equal(await offered.getAttribute('label'), null);
      await line().fill(`docker run --network container:nobody ${busybox}`);
      await remark('no container "nobody"').waitFor();
    });
  });

  it('says whom it reaches by name', async () => {
    const { docker } = form;
    await line().fill(`docker run ${busybox}`);
    await remark('by address alone').waitFor();
    await withNetwork(docker, { Name: 'shop' }, async () => {
      await line().fill(`docker run --network shop ${busybox}`);
      await remark('No container runs in shop yet').waitFor();
      const EndpointsConfig = { shop: { Aliases: ['database'] } };
      const more = { HostConfig: { NetworkMode: 'shop' }, NetworkingConfig: { EndpointsConfig } };
      await withAll(
        Array.from('abcdefgh', letter => `shop-${letter}`),
        more,
        async () => {
          const reached = remark('By name it reaches in shop');
          await reached.locator('button', { hasText: 'And 2 more' }).waitFor();
          assert.match(await reached.innerText(), /shop-a\s\(database\), .*shop-f\s\(database\)\s/);
          await workbench.screenshot('run-form-names');
          await reached.locator('button').click();
          await remark('shop-h (database)').waitFor();
        },
      );
    });
  });

  it('moves a flag from behind the image to where Docker reads it', async () => {
    await line().fill(`docker run ${busybox} -e A=1 env`);
    await page().locator('.line-problems li.warning', { hasText: '-e' }).waitFor();
    await button('Move Before the Image').click();
    await untilLine(`docker run -e A=1 ${busybox} env`);
  });

  it('is copied as a compose file, and says what got lost', async () => {
    await line().fill(`docker run --rm -P -e A=1 ${busybox}`);
    await page().locator('[data-copy="compose"]').press('Enter');
    const word = page().locator('.copied');
    await workbench.until(
      async () => (await word.innerText()).includes('--rm, --publish-all'),
      10_000,
      () => word.innerText(),
    );
    await line().fill(`docker run --rm ${busybox}`);
    await workbench.until(async () => (await word.innerText()) === '', 10_000);
  });

  it('is filled by the keyboard alone', async () => {
    const { keyboard } = workbench.page;
    await line().fill(`docker run ${busybox}`);
    await page().locator('[data-add="env"]').press('Enter');
    await keyboard.type('GREETING');
    await keyboard.press('Tab');
    await keyboard.type('hello there');
    await untilLine(`docker run -e 'GREETING=hello there' ${busybox}`);
    await page().locator('[data-option="env"] .remove').press('Enter');
    await page().locator('[data-add="env"]:focus').waitFor();
    await untilLine(`docker run ${busybox}`);
  });

  it('runs what it says', async () => {
    await line().fill(`docker run -d --name formed -p 127.0.0.1::80 -e A=1 ${busybox} sleep 3600`);
    await end('Run').click();
    const outcome = page().locator('.outcome.fine', { hasText: 'formed' });
    await outcome.waitFor();
    await workbench.screenshot('run-form-done');
    assert.deepEqual(await outcome.locator('button').allInnerTexts(), [
      'Open in Browser',
      'View Logs',
      'Open Shell',
    ]);
    await outcome.locator('button', { hasText: 'View Logs' }).click();
    await workbench.page.locator('.terminal-wrapper.active').waitFor();
    await workbench.command('Terminal: Kill the Active Terminal Instance');
    const { Config, State } = await form.docker.getContainer('formed').inspect();
    assert.equal(State.Running, true);
    assert.ok(Config.Env.includes('A=1'));
    await form.docker.getContainer('formed').remove({ force: true, v: true });
  });

  it('says why a container did not start, and stays as it is', async () => {
    const wrong = `docker run --name broken ${busybox} no-such-program`;
    await line().fill(wrong);
    await end('Run').click();
    await page().locator('.outcome.error').waitFor();
    await workbench.screenshot('run-form-failed');
    assert.equal(await line().inputValue(), wrong);
  });

  it('survives being hidden and a reload of the window', async () => {
    await line().fill(`docker run --rm ${busybox}`);
    await page().locator('[data-section="image"] .toggle').click();
    await workbench.command('Docker: Show Engine Information');
    await page().locator('h1').waitFor();
    await workbench.tab('Run Container').click();
    await line().waitFor();
    await untilLine(`docker run --rm ${busybox}`);
    await workbench.command('Developer: Reload Window');
    await workbench.tab('Run Container').waitFor({ state: 'detached' });
    await line().waitFor({ timeout: 90_000 });
    await untilLine(`docker run --rm ${busybox}`);
    const image = page().locator('[data-section="image"] .toggle');
    assert.equal(await image.getAttribute('aria-expanded'), 'false');
  });

  it('asked for nothing that its policy refuses', () => {
    assert.deepEqual(refused, []);
  });
});
