import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { openWorkbench, type Workbench, type WorkbenchOptions } from '../lib/workbench';

export type ViewName = 'containers' | 'images' | 'volumes' | 'networks';
export const viewNames: readonly ViewName[] = ['containers', 'images', 'volumes', 'networks'];

/** The four views as a person sees them: rows by the text that stands in them, in any language. */
export class SlipwayPage {
  constructor(readonly workbench: Workbench) {}

  static async open(options: WorkbenchOptions = {}): Promise<SlipwayPage> {
    const workbench = await openWorkbench({ height: 900, ...options });
    try {
      workbench.page.setDefaultTimeout(15_000);
      await workbench.openContainer('Slipway');
      return new SlipwayPage(workbench);
    } catch (error) {
      await workbench.screenshot(`FAILED-open-${Date.now()}`).catch(() => undefined);
      await workbench.close();
      throw error;
    }
  }

  view(name: ViewName): Locator {
    const { page } = this.workbench;
    return page
      .locator('.part.sidebar .pane')
      .filter({ has: page.locator(`.pane-header .view-slipway-${name}`) });
  }

  /** Opens these views and closes the others: rows out of sight are not on the page. */
  async show(...wanted: readonly ViewName[]): Promise<void> {
    const ordered = [...wanted, ...viewNames.filter(name => !wanted.includes(name))];
    for (const name of ordered) {
      const header = this.view(name).locator('.pane-header');
      const isOpen = (await header.getAttribute('aria-expanded')) === 'true';
      if (isOpen === wanted.includes(name)) continue;
      await header.focus();
      await header.press('Enter');
    }
    await this.workbench.restMouse();
  }

  rows(name: ViewName): Locator {
    return this.view(name).locator('.monaco-list-row');
  }

  /** A row by its whole label. */
  row(name: ViewName, label: string): Locator {
    const { page } = this.workbench;
    const text = page.locator(
      `.label-name .monaco-highlighted-label:text-is(${JSON.stringify(label)})`,
    );
    return this.rows(name).filter({ has: text }).first();
  }

  /** The labels in sight, from the top. */
  labels(name: ViewName): Promise<string[]> {
    return this.rows(name).evaluateAll(rows =>
      rows
        .sort((a, b) => Number(a.getAttribute('data-index')) - Number(b.getAttribute('data-index')))
        .map(row => row.querySelector('.label-name')?.textContent ?? ''),
    );
  }

  async description(row: Locator): Promise<string> {
    return (await row.locator('.label-description').allTextContents()).join('');
  }

  /** The icon's name, such as `pass-filled`. */
  async icon(row: Locator): Promise<string> {
    const classes = await row.locator('.custom-view-tree-node-item-icon').getAttribute('class');
    return /codicon-([a-z][\w-]*)/.exec(classes ?? '')?.[1] ?? '';
  }

  async untilIcon(row: Locator, name: string): Promise<void> {
    await this.workbench.until(
      async () => (await this.icon(row)) === name,
      15_000,
      () => this.icon(row),
    );
  }

  async untilDescription(row: Locator, text: string | RegExp): Promise<void> {
    await this.workbench.until(
      async () => {
        const found = await this.description(row);
        return typeof text === 'string' ? found.includes(text) : text.test(found);
      },
      15_000,
      () => this.description(row),
    );
  }

  async expand(name: ViewName, label: string): Promise<void> {
    const row = this.row(name, label);
    await row.waitFor();
    // what it opens to may come a moment after the row
    await this.workbench.until(async () => {
      const state = await row.getAttribute('aria-expanded');
      if (state === 'false') await row.locator('.monaco-tl-twistie').click();
      return state === 'true';
    });
  }

  /** Takes an entry of a row's menu. The row may change while it opens: then it is opened anew. */
  async menu(row: Locator, entry: string): Promise<void> {
    const { page } = this.workbench;
    const item = this.workbench.menuItem(entry);
    for (let tries = 1; ; tries++) {
      await row.click({ button: 'right' });
      try {
        await item.waitFor({ timeout: tries < 4 ? 1500 : 5000 });
        await page.waitForTimeout(200); // menus ignore a mouse-up in their first 100 ms
        await item.click();
        return;
      } catch (error) {
        await page.keyboard.press('Escape');
        if (tries === 4) throw error;
      }
    }
  }

  /** Selects a row as a click on its name does; what a click opens, opens. */
  async select(row: Locator, modifiers: readonly ('Control' | 'Shift')[] = []): Promise<void> {
    await row.locator('.label-name').click({ modifiers: [...modifiers] });
  }

  /** Points at a row until its tooltip shows: one that is painted anew meanwhile shows none. */
  async hover(row: Locator): Promise<Locator> {
    const { page } = this.workbench;
    const hover = page.locator('.monaco-hover:visible .rendered-markdown');
    for (let tries = 1; ; tries++) {
      await this.workbench.restMouse();
      await row.locator('.label-name').hover();
      try {
        await hover.waitFor({ timeout: 4000 });
        return hover;
      } catch (error) {
        if (tries === 4) throw error;
      }
    }
  }

  /** The question that is open, as text; its buttons below. */
  get dialog(): Locator {
    return this.workbench.page.locator('.monaco-dialog-box');
  }

  async dialogText(): Promise<string> {
    await this.dialog.waitFor();
    return this.dialog.innerText();
  }

  async answer(button: string): Promise<void> {
    await this.dialog
      .locator('.dialog-buttons .monaco-button')
      .filter({ hasText: new RegExp(`^${escaped(button)}$`) })
      .click();
    await this.dialog.waitFor({ state: 'detached' });
  }

  /** What the box that is open says of the text in it. */
  get boxMessage(): Locator {
    return this.workbench.page.locator('.quick-input-widget .quick-input-message');
  }

  /** Waits for the next box or list by a text in it: the one before is still there for a moment. */
  async asked(text: string | RegExp): Promise<Locator> {
    const widget = this.workbench.page.locator('.quick-input-widget:visible');
    await this.workbench.until(
      async () => {
        const whole = await this.askedText();
        return typeof text === 'string' ? whole.includes(text) : text.test(whole);
      },
      15_000,
      () => this.askedText(),
    );
    return widget;
  }

  /** Title, question and message of the box or list that is open. */
  async askedText(): Promise<string> {
    const widget = this.workbench.page.locator('.quick-input-widget:visible');
    // All there are, by a call that does not wait: it may close between two looks.
    const [whole] = await widget.allInnerTexts();
    if (whole === undefined) return '';
    const placeholder = await this.workbench.quickInput.getAttribute('placeholder');
    return `${whole}\n${placeholder ?? ''}`;
  }

  async untilNothingAsked(): Promise<void> {
    await this.workbench.until(
      async () => (await this.askedText()) === '',
      15_000,
      () => this.askedText(),
    );
  }

  /** Answers a box that asks for a text, once it is the one that is meant. */
  async answerText(question: string | RegExp, text: string): Promise<void> {
    await this.asked(question);
    await this.workbench.quickInput.fill(text);
    await this.workbench.quickInput.press('Enter');
  }

  /** Takes an entry of a list, once it is the one that is meant. */
  async answerPick(question: string | RegExp, label: string): Promise<void> {
    await this.asked(question);
    await this.workbench.pick(label);
  }

  /** Types a text that cannot be taken, and gives what is said of it. */
  async refusal(question: string | RegExp, text: string, said: RegExp): Promise<void> {
    await this.asked(question);
    await this.workbench.quickInput.fill(text);
    await this.asked(said);
  }

  async clearToasts(): Promise<void> {
    await this.workbench.command('Notifications: Clear All Notifications');
  }

  /** No entry of an open menu stands there twice; returns them. */
  async menuOnce(): Promise<string[]> {
    const titles = await this.workbench.menuTitles();
    assert.deepEqual(titles, [...new Set(titles)]);
    return titles;
  }

  async clipboard(): Promise<string> {
    return this.workbench.page.evaluate('navigator.clipboard.readText()');
  }
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Keeps a picture of how it stood when a test of this workbench failed. To be called in `afterEach`. */
export async function pictureOfFailure(
  test: Mocha.Test | undefined,
  slipway: SlipwayPage | undefined,
): Promise<void> {
  if (test?.state !== 'failed' || !slipway) return;
  const name = test.title.replaceAll(/\W+/g, '-').slice(0, 60);
  await slipway.workbench.screenshot(`FAILED-${name}`).catch(() => undefined);
  // so that the next test starts from a plain page
  for (let times = 0; times < 3; times++) await slipway.workbench.page.keyboard.press('Escape');
}

let shared: Promise<SlipwayPage> | undefined;

/** One workbench for all tests that need nothing special of it: opening one takes seconds. */
export function sharedPage(): Promise<SlipwayPage> {
  shared ??= SlipwayPage.open();
  return shared;
}

// of the whole suite, as this is not within a `describe`
after(async () => {
  await (await shared)?.workbench.close();
});
