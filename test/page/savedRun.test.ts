import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { testImages } from '../lib/testImages';
import { type Workbench, withWorkbench } from '../lib/workbench';
import { FormPage } from './formPage';

const { busybox } = testImages;
const secret = 'hunter2-correct-horse';
const marked = 'cellar-battery-staple';

/** What a browser keeps for a page; these files know no browser. */
interface Kept {
  readonly localStorage: object;
  readonly indexedDB: {
    databases(): Promise<readonly { readonly name: string }[]>;
    open(name: string): Asked<Database>;
  };
}

interface Asked<T> {
  readonly result: T;
  readonly error: unknown;
  onsuccess: () => void;
  onerror: () => void;
}

interface Database {
  readonly objectStoreNames: Iterable<string>;
  transaction(store: string): { objectStore(store: string): { getAll(): Asked<unknown> } };
  close(): void;
}

describe('a saved run of a workspace that is not trusted', function () {
  this.timeout(120_000);

  it('is not run, and that is said', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-strange-'));
    const runs = path.join(folder, '.vscode/slipway');
    fs.mkdirSync(runs, { recursive: true });
    fs.writeFileSync(path.join(runs, 'evil.json'), JSON.stringify({ image: busybox }));
    const settings = {
      'security.workspace.trust.enabled': true,
      'security.workspace.trust.startupPrompt': 'never',
      'security.workspace.trust.banner': 'never',
    };
    try {
      await withWorkbench({ open: folder, settings, trust: false }, async workbench => {
        await workbench.openContainer('Slipway');
        await workbench.command('Docker: Run a Saved Run…');
        await workbench.page
          .locator('.notification-list-item', { hasText: 'not trusted are not run' })
          .waitFor();
      });
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('a run that is saved, and its secrets', function () {
  this.timeout(240_000);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-saved-'));
  const form = new FormPage('savedRun', { height: 1100, open: folder });
  const { page, line, end } = form;
  let workbench: Workbench;

  before(async () => {
    ({ workbench } = form);
    await workbench.command('Docker: Run Container…');
    await line().waitFor();
  });

  after(() => fs.rmSync(folder, { recursive: true, force: true }));

  const choice = (text: string): Locator =>
    workbench.page.locator('.quick-input-widget .monaco-list-row', { hasText: text }).first();

  /** What the window keeps in the browser: its workspace storage is a database there. */
  async function storedByWindow(): Promise<string> {
    return workbench.page.evaluate(async () => {
      const { indexedDB, localStorage } = globalThis as unknown as Kept;
      const done = <T>(asked: Asked<T>): Promise<T> =>
        new Promise((resolve, reject) => {
          asked.onsuccess = () => resolve(asked.result);
          asked.onerror = () => reject(asked.error);
        });
      const texts = [JSON.stringify(localStorage)];
      for (const { name } of await indexedDB.databases()) {
        const base = await done(indexedDB.open(name));
        for (const store of base.objectStoreNames) {
          texts.push(
            JSON.stringify(await done(base.transaction(store).objectStore(store).getAll())),
          );
        }
        base.close();
      }
      return texts.join('\n');
    });
  }

  /** All files of the server: its logs, and what extensions keep. */
  function storedByServer(): readonly string[] {
    const files = fs.readdirSync(workbench.server.dir, { recursive: true, withFileTypes: true });
    return files
      .filter(file => file.isFile() && !file.parentPath.includes('/extensions/'))
      .map(file => path.join(file.parentPath, file.name))
      .filter(file => {
        const bytes = fs.readFileSync(file);
        return bytes.includes(secret) || bytes.includes(marked);
      });
  }

  it('keeps secrets nowhere but in the secret storage, and runs with them after a reload', async () => {
    await line().fill(
      `docker run -d --name kept -e DB_PASSWORD=${secret} -e PLACE=${marked} ${busybox} sleep 60`,
    );
    const place = page()
      .locator('.row-group', { has: page().locator('.row.env') })
      .nth(1);
    await place.locator('.toggle-secret').click();
    await page().locator('.row.env input[type="password"]').nth(1).waitFor();
    await workbench.screenshot('run-form-secret');
    await workbench.page.waitForTimeout(1500); // until all is written
    await workbench.command('Developer: Reload Window');
    await workbench.tab('Run Container').waitFor({ state: 'detached' });
    await line().waitFor({ timeout: 90_000 });
    await workbench.until(async () => (await line().inputValue()).includes(marked), 20_000);
    await end('Run').click();
    await page().locator('.outcome.fine', { hasText: 'kept' }).waitFor();
    const { Config } = await form.docker.getContainer('kept').inspect();
    assert.deepEqual(Config.Env.slice(0, 2), [`DB_PASSWORD=${secret}`, `PLACE=${marked}`]);
    await form.docker.getContainer('kept').remove({ force: true, v: true });
    const stored = await storedByWindow();
    assert.match(stored, /slipway\.run/, 'this is where the form is kept');
    assert.doesNotMatch(stored, new RegExp(`${secret}|${marked}`));
    assert.deepEqual(storedByServer(), []);
  });

  it('is saved from the form into the folder, and says where', async () => {
    await end('Save…').click();
    await choice(path.basename(folder)).click();
    await workbench.quickInput.fill('shop');
    await workbench.quickInput.press('Enter');
    const file = path.join(folder, '.vscode/slipway/shop.json');
    await workbench.until(() => fs.existsSync(file));
    const text = fs.readFileSync(file, 'utf8');
    assert.match(text, /"DB_PASSWORD=\$\{secret:DB_PASSWORD\}"/);
    assert.doesNotMatch(text, new RegExp(`${secret}|${marked}`));
    await page().locator('.origin', { hasText: '.vscode/slipway/shop.json' }).waitFor();
    await workbench.tab('Run shop').waitFor();
    assert.notEqual(await end('Save').getAttribute('disabled'), null, 'nothing is to be saved');
    await page().locator('#o-name').fill('other');
    await end('Save').click();
    await workbench.until(() => fs.readFileSync(file, 'utf8').includes('"name": "other"'));
    await workbench.screenshot('run-form-saved');
  });
});
