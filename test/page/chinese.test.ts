import assert from 'node:assert/strict';
import { readTexts } from '../lib/manifest';
import { testEngine, withContainer } from '../lib/testEngine';
import { pictureOfFailure, SlipwayPage, viewNames } from './slipwayPage';

describe('in Chinese', () => {
  const { docker } = testEngine();
  const manifest = readTexts('package.nls.zh-cn.json');
  const english = [
    ...Object.entries(readTexts('package.nls.json'))
      .filter(([key, text]) => manifest[key] !== text)
      .map(([, text]) => text),
    ...Object.entries(readTexts('media/l10n/bundle.l10n.zh-cn.json'))
      .filter(([text, chinese]) => text !== chinese)
      .map(([text]) => text),
  ];
  let slipway: SlipwayPage;

  before(async () => {
    slipway = await SlipwayPage.open({ locale: 'zh-cn' });
  });
  afterEach(function () {
    return pictureOfFailure(this.currentTest, slipway);
  });
  after(() => slipway?.workbench.close());

  /** What stands or is read aloud somewhere and is one of our English texts, or ends in its fixed part. */
  function ownEnglish(texts: readonly string[]): string[] {
    const pieces = texts.flatMap(text => text.split(/ · |\n/)).map(text => text.trim());
    const patterns = english.map(
      text =>
        new RegExp(`^${text.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll(/\{\d\}/g, '.*')}$`),
    );
    // `{0} {1}` and the like fit anything
    const telling = patterns.filter((_, at) =>
      /[a-z]{3}/i.test((english[at] ?? '').replaceAll(/\{\d\}/g, '')),
    );
    return pieces.filter(
      piece => piece !== '' && piece !== 'none' && telling.some(pattern => pattern.test(piece)),
    );
  }

  it('are the views, their rows and what is read aloud', async () => {
    const { workbench } = slipway;
    await withContainer(docker, { name: 'zh-web', cmd: ['false'] }, () =>
      withContainer(docker, { name: 'zh-db' }, async () => {
        for (const name of viewNames) {
          const title = slipway.view(name).locator('.pane-header h3.title');
          assert.equal(await title.textContent(), manifest[`view.${name}`]);
        }
        await slipway.row('images', 'slipway-test/web:1').waitFor();
        await slipway.show('containers', 'images', 'networks');
        await slipway.untilIcon(slipway.row('containers', 'zh-web'), 'error');
        await slipway.expand('containers', 'zh-db');
        const sidebar = workbench.page.locator('.part.sidebar');
        // `none` is also the name of a network
        const seen = await sidebar
          .locator('.label-name, .label-description, .pane-header h3')
          .allTextContents();
        const spoken = await sidebar
          .locator('.monaco-list-row')
          .evaluateAll(rows => rows.map(row => row.getAttribute('aria-label') ?? ''));
        assert.ok(spoken.length > 5);
        assert.deepEqual(ownEnglish([...seen, ...spoken]), []);
        assert.deepEqual(
          spoken.filter(text => /[a-z]{2,} [a-z]{2,} [a-z]{2,}/i.test(text)),
          [],
        );
        await workbench.screenshot('chinese-1-views');
      }),
    );
  });

  it('are menus, questions and their buttons', async () => {
    const { workbench } = slipway;
    await slipway.show('containers');
    await withContainer(docker, { name: 'zh-remove' }, async () => {
      const row = slipway.row('containers', 'zh-remove');
      await slipway.untilIcon(row, 'play-circle');
      await row.click({ button: 'right' });
      await workbench.menuItem(manifest['command.container.stop'] ?? '').waitFor();
      const titles = await slipway.menuOnce();
      assert.deepEqual(
        titles.filter(title => !/\p{Script=Han}/u.test(title)),
        [],
      );
      await workbench.screenshot('chinese-2-menu');
      await workbench.page.keyboard.press('Escape');
      await slipway.menu(row, manifest['command.container.remove'] ?? '');
      const question = await slipway.dialogText();
      assert.deepEqual(ownEnglish([question]), []);
      assert.match(question, /zh-remove/);
      await workbench.screenshot('chinese-3-question');
      await slipway.answer('取消');
      await workbench.command(`Docker: ${manifest['command.container.runQuick']}`);
      await slipway.asked(/1\/\d/);
      assert.deepEqual(ownEnglish([await slipway.askedText()]), []);
      await workbench.screenshot('chinese-4-run');
      await workbench.page.keyboard.press('Escape');
    });
  });

  it('are hovers', async () => {
    const { workbench } = slipway;
    await withContainer(docker, { name: 'zh-hover' }, async () => {
      const row = slipway.row('containers', 'zh-hover');
      await slipway.untilIcon(row, 'play-circle');
      const hover = await slipway.hover(row);
      assert.deepEqual(ownEnglish([await hover.innerText()]), []);
      await workbench.screenshot('chinese-5-hover');
      await workbench.restMouse();
    });
  });

  it('is the page about the engine', async () => {
    const { workbench } = slipway;
    await workbench.command(`Docker: ${manifest['command.system.info']}`);
    const page = workbench.webview;
    await page.locator('vscode-button', { hasText: '开始统计' }).first().click();
    await page.locator('.kinds').waitFor();
    const all = await page.locator('body').innerText();
    for (const word of ['磁盘用量', '镜像', '构建缓存', '存储驱动', '未加入 Swarm']) {
      assert.ok(all.includes(word), `${word} is missing`);
    }
    assert.doesNotMatch(all, /Measured|Images|Engine|Storage driver|Remove/);
    await workbench.screenshot('system-zh');
  });
});
