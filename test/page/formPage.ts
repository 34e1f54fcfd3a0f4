import assert from 'node:assert/strict';
import type Docker from 'dockerode';
import type { FrameLocator, Locator } from 'playwright-core';
import { createEngine } from '../lib/privateEngine';
import { engineOf, type TestEngine } from '../lib/testEngine';
import { makeTestImages } from '../lib/testImages';
import { openWorkbench, type Workbench, type WorkbenchOptions } from '../lib/workbench';

/** The form of a run or of a change, in a workbench and on an engine of its own; for a `describe`. */
export class FormPage {
  #engine: TestEngine | undefined;
  #workbench: Workbench | undefined;
  /** What the policies of the page refused. */
  readonly refused: string[] = [];

  /** @param name of the pictures of what failed */
  constructor(name: string, options: WorkbenchOptions) {
    before(() => this.#open(options));
    const picture = (): Promise<unknown> | undefined =>
      this.#workbench?.screenshot(`FAILED-${name}-${Date.now()}`).catch(() => undefined);
    afterEach(async function () {
      if (this.currentTest?.state === 'failed') await picture();
    });
    after(async () => {
      await this.#workbench?.close();
      await this.#engine?.control.purge();
    });
  }

  async #open(options: WorkbenchOptions): Promise<void> {
    const engine = engineOf(await createEngine());
    this.#engine = engine;
    await makeTestImages(engine.docker);
    const workbench = await openWorkbench({ ...options, engine: engine.host });
    this.#workbench = workbench;
    workbench.page.on('console', message => {
      if (/Content Security Policy/i.test(message.text())) this.refused.push(message.text());
    });
    await workbench.openContainer('Slipway');
  }

  get docker(): Docker {
    assert.ok(this.#engine);
    return this.#engine.docker;
  }

  get workbench(): Workbench {
    assert.ok(this.#workbench);
    return this.#workbench;
  }

  readonly page = (): FrameLocator => this.workbench.webview;

  readonly line = (): Locator => this.page().locator('#line');

  /** A button below the form, by its whole text. */
  readonly end = (name: string): Locator =>
    this.page().locator('vscode-button', { hasText: new RegExp(`^\\s*${name}\\s*$`) });
}
