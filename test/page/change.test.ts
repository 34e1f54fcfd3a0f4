import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { FileJournal } from '../../src/engine/recreate/fileJournal';
import type { LivePlace } from '../../src/engine/recreate/journal';
import { testImages } from '../lib/testImages';
import type { Workbench } from '../lib/workbench';
import { FormPage } from './formPage';

describe('changing a container in its form', function () {
  this.timeout(300_000);
  const form = new FormPage('change', { height: 1000 });
  const { page, line, end, refused } = form;
  let workbench: Workbench;

  before(() => {
    ({ workbench } = form);
  });

  async function run(name: string, more: object = {}): Promise<string> {
    const made = await form.docker.createContainer({
      name,
      Image: testImages.busybox,
      Cmd: ['sh', '-c', 'echo written > /anon/kept; echo x > /outside; exec sleep 3600'],
      StopSignal: 'SIGKILL',
      Volumes: { '/anon': {} },
      ...more,
    });
    await made.start();
    await workbench.row(name).waitFor();
    return made.id;
  }

  /** Another mount, and nothing else. */
  async function addMount(): Promise<void> {
    await line().waitFor();
    await workbench.until(async () => /--name/.test(await line().inputValue()));
    const now = await line().inputValue();
    await line().fill(now.replace(/--name \S+/, '$& -v more:/more'));
  }

  it('adds a mount with the mouse, and loses nothing', async () => {
    await run('mouse');
    await workbench.contextMenu(workbench.row('mouse'), 'Change Container…');
    await addMount();
    await end('Review Change…').click();
    await page().locator('.change-rows code.after', { hasText: 'more:/more' }).waitFor();
    assert.deepEqual(await page().locator('.change-paths code').allTextContents(), ['/outside']);
    await workbench.screenshot('change-review');
    await end('Apply').click();
    await end('Keep Change').waitFor({ timeout: 60_000 });
    await workbench.screenshot('change-done');
    const old = workbench.page.locator('.part.sidebar [aria-label*="mouse-slipway-old-"]').first();
    await old.waitFor();
    await end('Keep Change').click();
    await page().locator('.outcome.fine', { hasText: 'old container is gone' }).waitFor();
    await old.waitFor({ state: 'detached' });
    const { Mounts } = await form.docker.getContainer('mouse').inspect();
    assert.deepEqual(Mounts.map(({ Destination }) => Destination).sort(), ['/anon', '/more']);
  });

  it('does the same by the keyboard alone, and takes it back', async () => {
    const id = await run('keys');
    const { keyboard } = workbench.page;
    await workbench.command('Docker: Change Container…');
    await workbench.pick('keys');
    await addMount();
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await end('Apply').waitFor();
    await workbench.until(() => isFocused('Apply'));
    await keyboard.press('Enter');
    await end('Keep Change').waitFor({ timeout: 60_000 });
    await workbench.until(() => isFocused('Keep Change'));
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await page().locator('.outcome.fine', { hasText: 'as it was' }).waitFor({ timeout: 60_000 });
    assert.equal((await form.docker.getContainer('keys').inspect()).Id, id);
  });

  const isFocused = (name: string): Promise<boolean> =>
    end(name).evaluate(button => button.matches(':focus, :focus-within'));

  it('takes back what a reload of the window cut off, and says so', async () => {
    // It takes its time to stop: there is a middle to reload in.
    const slow = { StopSignal: 'SIGUSR1', StopTimeout: 8 };
    const id = await run('cut', slow);
    await workbench.contextMenu(workbench.row('cut'), 'Change Container…');
    await addMount();
    await end('Review Change…').click();
    await end('Apply').click();
    await page().locator('.change-list', { hasText: 'Stopping' }).waitFor();
    await workbench.command('Developer: Reload Window');
    await workbench.toast(/A change of "cut" was interrupted/).waitFor({ timeout: 90_000 });
    await workbench.screenshot('change-interrupted');
    const { Id, State } = await form.docker.getContainer('cut').inspect();
    assert.deepEqual([Id, State.Running], [id, true]);
    const all = await form.docker.listContainers({ all: true });
    assert.deepEqual(
      all.flatMap(({ Names }) => Names).filter(name => name.startsWith('/cut-')),
      [],
    );
  });

  /** Where the extension keeps what it changes. */
  function journalFolder(): string {
    const { dir } = workbench.server;
    const all = fs.readdirSync(dir, { recursive: true }).map(String);
    const found = all.find(name => /globalStorage[\\/]slipway\.slipway[\\/]changes$/.test(name));
    return path.join(dir, found ?? assert.fail('nothing was changed yet'));
  }

  it('takes up what was cut off once anything of Slipway is opened, and not before', async () => {
    const containerId = await run('cut-b');
    const place = (name: string): LivePlace => ({ name, endpoints: {} });
    await workbench.command('View: Close All Editors');
    await workbench.openContainer('Explorer');
    await new FileJournal(journalFolder()).write({
      id: '0a1b2c3d',
      host: (await form.docker.info()).ID,
      phase: 'changing',
      step: 'rename',
      containerId,
      before: place('cut-a'),
      after: place('cut-c'),
      limits: {},
    });
    const loading = workbench.page.waitForEvent('load');
    await workbench.command('Developer: Reload Window');
    await loading;
    await workbench.openContainer('Explorer');
    await workbench.page.waitForTimeout(3_000); // it would be there by now
    const name = async (): Promise<string> =>
      (await form.docker.getContainer(containerId).inspect()).Name;
    assert.equal(await name(), '/cut-b');
    await workbench.command('Docker: Show Docker Commands');
    await workbench.toast(/A change of "cut-a" was interrupted/).waitFor({ timeout: 30_000 });
    assert.equal(await name(), '/cut-a');
  });

  it('asked for nothing that its policy refuses', () => {
    assert.deepEqual(refused, []);
  });
});
