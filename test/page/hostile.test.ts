import assert from 'node:assert/strict';
import { testEngine, withContainer, withNetwork } from '../lib/testEngine';
import { pictureOfFailure, type SlipwayPage, sharedPage } from './slipwayPage';

/** Markup, an icon, a link that runs a command, a colour for terminals, a line break, and a mark that turns the text around. */
const evil =
  '<img src=x onerror=alert(1)> **bold** $(trash) [x](command:workbench.action.quit)\u001b[31m\n\u202egnp.exe';

describe('what others named with ill will', () => {
  const { docker } = testEngine();
  const errors: string[] = [];
  let slipway: SlipwayPage;

  before(async () => {
    slipway = await sharedPage();
    slipway.workbench.page.on('dialog', dialog => {
      errors.push(dialog.message());
      void dialog.dismiss();
    });
  });
  afterEach(function () {
    return pictureOfFailure(this.currentTest, slipway);
  });

  /** Nothing of it became an element, an icon or a link; nothing that cannot be seen stayed in. */
  async function assertPlain(selector: string): Promise<void> {
    const within = slipway.workbench.page.locator(selector);
    assert.ok((await within.count()) > 0, selector);
    const text = (await within.allInnerTexts()).join('\n');
    assert.match(text, /<img src=x onerror=alert\(1\)>/);
    assert.match(text, /\*\*bold\*\*/);
    assert.match(text, /\$\(trash\)/);
    assert.doesNotMatch(text, /[^\n\P{Cc}]|\p{Bidi_Control}/u);
    assert.equal(await within.locator('img[src="x"], strong:text-is("bold")').count(), 0);
    assert.equal(await within.locator('a[href^="command:"], a[data-href^="command:"]').count(), 0);
    assert.equal(
      await within
        .locator('.codicon-trash:not(.action-label, .custom-view-tree-node-item-icon)')
        .count(),
      0,
    );
    assert.deepEqual(errors, []);
  }

  it('is text in rows and hovers of containers: labels, a project, a command', async () => {
    const { workbench } = slipway;
    const labels = { 'com.docker.compose.project': evil, note: evil };
    const wish = { name: 'evil-web', labels, cmd: ['sh', '-c', `sleep 3600 # ${evil}`] };
    await withContainer(docker, wish, async () => {
      await slipway.show('containers');
      const row = slipway.row('containers', 'evil-web');
      await slipway.untilIcon(row, 'play-circle');
      await assertPlain('.part.sidebar .monaco-list-rows');
      await slipway.expand('containers', 'evil-web');
      await slipway.expand('containers', 'Processes');
      await slipway.rows('containers').filter({ hasText: 'sleep 3600' }).first().waitFor();
      await workbench.screenshot('hostile-1-rows');
      await slipway.hover(row);
      await workbench.screenshot('hostile-2-hover');
      await assertPlain('.monaco-hover:visible .rendered-markdown');
      await workbench.restMouse();
    });
  });

  it('is text in the rows, hovers, lists and questions of networks', async () => {
    const { workbench } = slipway;
    await withNetwork(docker, { Name: `evil ${evil}`, Labels: { note: evil } }, async () => {
      await slipway.show('networks');
      const row = slipway.rows('networks').filter({ hasText: 'evil <img' });
      await row.waitFor();
      await assertPlain('.part.sidebar .monaco-list-rows');
      await slipway.hover(row);
      await workbench.screenshot('hostile-3-network');
      await assertPlain('.monaco-hover:visible .rendered-markdown');
      await workbench.restMouse();

      await workbench.command('Docker: Inspect Network');
      await slipway.asked('Which network?');
      await workbench.screenshot('hostile-4-list');
      await assertPlain('.quick-input-widget .monaco-list-rows');
      await workbench.page.keyboard.press('Escape');

      await slipway.menu(row, 'Remove Network…');
      await slipway.dialogText();
      await workbench.screenshot('hostile-5-question');
      await assertPlain('.monaco-dialog-box');
      await slipway.answer('Cancel');

      await slipway.menu(row, 'Connect Container to Network…');
      const toast = workbench.toast('could join');
      await toast.waitFor();
      await workbench.screenshot('hostile-7-message');
      assert.equal(await toast.locator('.notification-list-item-message a').count(), 0);
      await slipway.clearToasts();
    });
  });

  it('is text where a container is run in such a network', async () => {
    const { workbench } = slipway;
    await withNetwork(docker, { Name: `evil ${evil}` }, async () => {
      await slipway.rows('networks').filter({ hasText: 'evil <img' }).waitFor();
      await workbench.command('Docker: Quick Run Container, Step by Step…');
      await slipway.asked(/Which image\?/);
      await workbench.quickInput.press('Enter');
      await slipway.answerText(/\(2\/\d\)/, '');
      await slipway.asked(/\(3\/\d\)/);
      await workbench.screenshot('hostile-6-run');
      await assertPlain('.quick-input-widget .monaco-list-rows');
      await workbench.page.keyboard.press('Escape');
    });
  });
});
