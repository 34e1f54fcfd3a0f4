import path from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import type { OpenBrowser } from './browser';
import { outFolder } from './repo';
import type { Server } from './server';

const screenshotFolder = path.join(outFolder, 'screenshots');

/** What a person sees and does in the workbench; each step waits until it can be done. */
export class Workbench {
  readonly page: Page;

  constructor(
    readonly server: Server,
    readonly browser: OpenBrowser,
  ) {
    this.page = browser.page;
  }

  async load(address: string): Promise<void> {
    await this.page.goto(address, { waitUntil: 'commit' });
    await this.page.waitForSelector('.part.statusbar .statusbar-item', { timeout: 60_000 });
  }

  async close(): Promise<void> {
    await this.browser.browser.close();
    await this.server.stop();
  }

  /** Writes out/screenshots/NAME.png; returns the file. */
  async screenshot(name: string): Promise<string> {
    const file = path.join(screenshotFolder, `${name}.png`);
    await this.page.screenshot({ path: file });
    return file;
  }

  // --- side bar ---

  /** Shows a view container by its name in the activity bar. */
  async openContainer(name: string): Promise<void> {
    const tab = this.page.locator(
      `.part.activitybar li[role="tab"]:has(> a.action-label[aria-label^=${quoted(name)}])`,
    );
    await tab.waitFor({ timeout: 60_000 }); // it comes once the extensions are scanned
    // a click on the one that is shown would hide it
    if ((await tab.getAttribute('aria-expanded')) !== 'true') await tab.click();
    await this.page.waitForSelector('.part.sidebar .composite.title h2');
    await this.restMouse();
  }

  /** Takes the mouse where it shows no tooltip. */
  async restMouse(): Promise<void> {
    await this.page.mouse.move(this.page.viewportSize()?.width ?? 640, 20);
  }

  /** A view of the open container, with its header. */
  pane(title: string): Locator {
    const header = `.pane-header[aria-label^=${quoted(`${title} Section`)}], .pane-header:has(h3.title:text-is(${quoted(title)}))`;
    return this.page.locator('.part.sidebar .pane').filter({ has: this.page.locator(header) });
  }

  /** Opens a view's body where it is collapsed. */
  async openPane(title: string): Promise<Locator> {
    const header = this.pane(title).locator('.pane-header');
    await header.waitFor();
    if ((await header.getAttribute('aria-expanded')) === 'false') await header.click();
    return this.pane(title);
  }

  /** A tree row by the name it shows, or by the beginning of what a screen reader says of it. */
  row(name: string, within?: Locator): Locator {
    const scope = within ?? this.page.locator('.part.sidebar');
    const shown = `:has(.monaco-icon-label[aria-label=${quoted(name)}])`;
    const either = `:is([aria-label^=${quoted(name)}], ${shown})`;
    return scope.locator(`.monaco-list-row[role="treeitem"]${either}`).first();
  }

  /** Opens a tree row's children. */
  async expand(label: string, within?: Locator): Promise<void> {
    const row = this.row(label, within);
    await row.waitFor();
    if ((await row.getAttribute('aria-expanded')) === 'false') {
      await row.locator('.monaco-tl-twistie').click();
    }
    await this.until(async () => (await row.getAttribute('aria-expanded')) === 'true');
  }

  /** Clicks an entry of a row's context menu; `Submenu > Entry` for nested ones. */
  async contextMenu(row: Locator, entry: string): Promise<void> {
    await row.click({ button: 'right' });
    for (const title of entry.split(' > ')) {
      const item = this.menuItem(title);
      await item.waitFor();
      await this.page.waitForTimeout(250); // menus ignore a mouse-up in their first 100 ms
      await item.click();
    }
  }

  menuItem(title: string): Locator {
    return this.page.locator(
      `.monaco-menu [role="menuitem"]:has(.action-label[aria-label=${quoted(title)}])`,
    );
  }

  /** The titles in the menu that is open, in order. */
  menuTitles(): Promise<string[]> {
    return this.page
      .locator('.monaco-menu .action-label[aria-label]')
      .evaluateAll(labels =>
        labels.map(label => label.getAttribute('aria-label') ?? '').filter(label => label !== ''),
      );
  }

  /** A button that shows when the mouse is over its row, by its tooltip's beginning. */
  async inlineButton(row: Locator, title: string): Promise<void> {
    await row.hover();
    await row.locator(`.actions .action-label[aria-label^=${quoted(title)}]`).click();
  }

  /** A button in a view's header. */
  async viewButton(pane: Locator, title: string): Promise<void> {
    await pane.locator('.pane-header').hover();
    await pane.locator(`.pane-header .action-label[aria-label^=${quoted(title)}]`).click();
  }

  // --- palette, picks, questions ---

  get quickInput(): Locator {
    return this.page.locator('.quick-input-widget .quick-input-box input');
  }

  quickRow(label: string): Locator {
    return this.page.locator(`.quick-input-widget .monaco-list-row[aria-label^=${quoted(label)}]`);
  }

  /** Runs a command by its title in the palette, category included: `Docker: Pull Image…`. */
  async command(title: string): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        await this.page.keyboard.press('F1');
        await this.quickInput.waitFor({ timeout: 5000 });
        await this.quickInput.fill(`>${title}`);
        const focused = `.quick-input-widget .monaco-list-row.focused[aria-label^=${quoted(title)}]`;
        await this.page.locator(focused).waitFor({ timeout: 5000 });
        await this.quickInput.press('Enter', { timeout: 5000 });
        return;
      } catch (error) {
        // something else took the focus and closed the palette
        if (tries === 3) throw error;
        await this.page.keyboard.press('Escape');
      }
    }
  }

  /** Takes an entry of the pick that is open. */
  async pick(label: string): Promise<void> {
    await this.quickRow(label).first().click();
  }

  /** Fills the input box that is open and confirms it. */
  async type(text: string): Promise<void> {
    await this.quickInput.waitFor();
    await this.quickInput.fill(text);
    await this.quickInput.press('Enter');
  }

  /** Answers a modal question by a button's label. */
  async answer(question: string | RegExp, button: string): Promise<void> {
    const dialog = this.page.locator('.monaco-dialog-box').filter({ hasText: question });
    await dialog.waitFor();
    await dialog
      .locator('.dialog-buttons .monaco-button')
      .filter({ hasText: button })
      .first()
      .click();
  }

  toast(text: string | RegExp): Locator {
    return this.page.locator('.notifications-toasts .notification-toast').filter({ hasText: text });
  }

  // --- editors, terminals, pages ---

  tab(name: string): Locator {
    return this.page.locator(
      `.tabs-container [role="tab"][data-resource-name*=${quoted(name)}], .tabs-container [role="tab"][aria-label^=${quoted(name)}]`,
    );
  }

  /** What the active editor shows; only the lines in sight are there. */
  async editorText(): Promise<string> {
    const lines = this.page.locator('.editor-group-container.active .view-lines .view-line');
    const text = await lines.allTextContents();
    return text.join('\n').replaceAll('\u00a0', ' ');
  }

  /** What the active terminal shows. */
  async terminalText(): Promise<string> {
    const rows = this.page.locator('.terminal-wrapper.active .xterm-rows > div');
    return (await rows.allTextContents()).join('\n').replaceAll('\u00a0', ' ');
  }

  /** Waits until the active terminal shows something. */
  async untilTerminal(pattern: RegExp, withinMs = 15_000): Promise<void> {
    await this.page.locator('.terminal-wrapper.active .xterm-rows').waitFor({ timeout: withinMs });
    await this.until(
      async () => pattern.test(await this.terminalText()),
      withinMs,
      () => this.terminalText(),
    );
  }

  /** Types into the active terminal; `\n` is Enter. */
  async typeInTerminal(text: string): Promise<void> {
    await this.page.locator('.terminal-wrapper.active .xterm').click();
    await this.page.keyboard.type(text);
  }

  /** The document inside the webview in sight. A locator: VS Code replaces the frame when the page is set anew. */
  get webview(): FrameLocator {
    return this.page
      .frameLocator('iframe.webview.ready:visible')
      .frameLocator('iframe#active-frame');
  }

  /** Waits for a claim; says what was there instead when it never held. */
  async until(
    claim: () => boolean | Promise<boolean>,
    withinMs = 15_000,
    otherwise?: () => string | Promise<string>,
  ): Promise<void> {
    const end = Date.now() + withinMs;
    while (!(await claim())) {
      if (Date.now() > end) {
        const seen = otherwise ? `; it shows: ${await otherwise()}` : '';
        throw new Error(`waited ${withinMs} ms in vain${seen}`);
      }
      await this.page.waitForTimeout(50);
    }
  }
}

/** As a string in a CSS selector. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
