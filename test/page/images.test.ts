import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { testEngine } from '../lib/testEngine';
import { testImages } from '../lib/testImages';
import { pushImage } from '../lib/testRegistry';
import { pictureOfFailure, type SlipwayPage, sharedPage } from './slipwayPage';

describe('the verbs of images', () => {
  const { docker, control } = testEngine();
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-images-'));
  let slipway: SlipwayPage;

  const row = (name: string) => slipway.row('images', name);
  const withTag = (name: string | RegExp) =>
    slipway.rows('images').filter({ hasText: name }).first();
  const exists = (name: string): Promise<boolean> =>
    docker
      .getImage(name)
      .inspect()
      .then(
        () => true,
        () => false,
      );
  const forget = (name: string): Promise<unknown> =>
    docker
      .getImage(name)
      .remove({ force: true })
      .catch(() => undefined);

  before(async () => {
    slipway = await sharedPage();
    await slipway.show('images');
  });
  afterEach(function () {
    return pictureOfFailure(this.currentTest, slipway);
  });
  after(async () => {
    fs.rmSync(dir, { recursive: true, force: true });
  });

  it('tag, and remove a single tag, by name and by the keyboard', async () => {
    const { workbench } = slipway;
    const name = 'slipway-test/noshell:again';
    try {
      await slipway.menu(row(testImages.noShell), 'Tag Image…');
      await slipway.refusal(/Tag the image/, 'example.org/Case', /lower-case letters only/);
      await slipway.answerText(/Tag the image/, name);
      await workbench.until(() => exists(name));
      const tagged = withTag(/noshell:.*again/); // one image with two tags: one row
      await tagged.waitFor();
      await workbench.screenshot('images-1-tagged');
      await slipway.select(tagged);
      await workbench.page.keyboard.press('Delete');
      await slipway.asked('It has several tags');
      await workbench.screenshot('images-2-which-tag');
      await workbench.pick(name);
      assert.match(await slipway.dialogText(), /Remove the tag "slipway-test\/noshell:again"\?/);
      await slipway.answer('Remove');
      await workbench.until(async () => !(await exists(name)));
      await row(testImages.noShell).waitFor();
    } finally {
      await forget(name);
    }
  });

  it('show the history', async () => {
    const { workbench } = slipway;
    await slipway.menu(row(testImages.web), 'Show Image History');
    await workbench.until(async () => /HEALTHCHECK/.test(await workbench.editorText()));
    await workbench.screenshot('images-3-history');
    await workbench.command('View: Close All Editors');
  });

  it('pull from a registry, with progress; a name that is not there is told', async () => {
    const { workbench } = slipway;
    const target = `${control.registry}/slipway/pulled:1`;
    try {
      await pushImage(docker, testImages.web, target);
      await workbench.viewButton(slipway.view('images'), 'Pull Image');
      await slipway.answerText('The name of the image', target);
      await workbench.until(() => exists(target));
      await workbench.toast(new RegExp(`"${target}" (was pulled|is up to date)`)).waitFor();
      await workbench.screenshot('images-4-pulled');
      await slipway.clearToasts();

      await workbench.command('Docker: Pull Image…');
      await slipway.answerText('The name of the image', `${control.registry}/slipway/absent:1`);
      await workbench.toast(/slipway\/absent/).waitFor();
      await workbench.screenshot('images-5-not-there');
      await slipway.clearToasts();
      await workbench.command('Terminal: Kill All Terminals');
    } finally {
      await forget(target);
    }
  });

  it('save into a file, remove, and load again', async () => {
    const { workbench } = slipway;
    const name = 'slipway-test/saved:1';
    const file = path.join(dir, `saved-${Date.now()}.tar`);
    try {
      await docker.getImage(testImages.noShell).tag({ repo: 'slipway-test/saved', tag: '1' });
      await withTag(name).waitFor();
      await slipway.menu(withTag(name), 'Save Image to File…');
      await chooseFile(/Save Image to File/, file);
      await workbench.toast(/Saved/).waitFor();
      assert.ok(fs.statSync(file).size > 1_000_000);
      await workbench.screenshot('images-6-saved');
      await slipway.clearToasts();
      await forget(name);
      await workbench.command('Docker: Load Images from File…');
      await chooseFile(/Load Images from File/, file);
      await workbench.until(() => exists(name));
      await workbench.toast(/Loaded/).waitFor();
      await slipway.clearToasts();
    } finally {
      await forget(name);
    }
  });

  /** The editor fills the box in its own time, and looks a path up while it is typed. */
  async function chooseFile(title: RegExp, file: string): Promise<void> {
    const { page, quickInput } = slipway.workbench;
    await slipway.asked(title);
    await slipway.workbench.until(async () => (await quickInput.inputValue()).startsWith('/'));
    await slipway.workbench.until(async () => {
      await quickInput.fill(file);
      await page.waitForTimeout(700);
      return (await quickInput.inputValue()) === file;
    });
    await quickInput.press('Enter');
    await slipway.untilNothingAsked();
  }
});
