import assert from 'node:assert/strict';
import { testEngine, withContainer } from '../lib/testEngine';
import { testImages } from '../lib/testImages';
import { pictureOfFailure, type SlipwayPage, sharedPage } from './slipwayPage';

describe('looking into a container', () => {
  const { docker } = testEngine();
  let slipway: SlipwayPage;

  before(async () => {
    slipway = await sharedPage();
    await slipway.show('containers');
  });
  afterEach(function () {
    return pictureOfFailure(this.currentTest, slipway);
  });

  const row = (name: string) => slipway.row('containers', name);

  it('by a document that follows it, on Enter', async () => {
    const { workbench } = slipway;
    await withContainer(docker, { name: 'look-inspect' }, async id => {
      await slipway.untilIcon(row('look-inspect'), 'play-circle');
      await slipway.select(row('look-inspect'));
      await workbench.page.keyboard.press('Enter');
      await workbench.tab('look-inspect').waitFor();
      await workbench.until(
        async () => /"Status": "running"/.test(await workbench.editorText()),
        15_000,
        () => workbench.editorText(),
      );
      await docker.getContainer(id).stop();
      await workbench.until(async () => /"Status": "exited"/.test(await workbench.editorText()));
      await workbench.screenshot('look-1-inspect');
      await workbench.page.locator('.editor-group-container.active .view-lines').click();
      await workbench.page.keyboard.type('x');
      assert.match(await workbench.editorText(), /"Status": "exited"/, 'cannot be written');
    });
    await workbench.command('View: Close All Editors');
  });

  it('by its logs, which go on when it restarts', async () => {
    const { workbench } = slipway;
    const script =
      'n=$(cat /tmp/n 2>/dev/null); n=$((n+1)); echo $n > /tmp/n; echo run-$n 你好; sleep 3600';
    await withContainer(docker, { name: 'look-logs', cmd: ['sh', '-c', script] }, async id => {
      await slipway.untilIcon(row('look-logs'), 'play-circle');
      await workbench.inlineButton(row('look-logs'), 'View Container Logs');
      await workbench.untilTerminal(/run-1 你好/);
      await docker.getContainer(id).restart();
      await workbench.untilTerminal(/run-2 你好/);
      assert.match(await workbench.terminalText(), /run-1/);
      await workbench.screenshot('look-2-logs');
      await docker.getContainer(id).stop();
      await workbench.untilTerminal(/exit code 137/);
    });
    await workbench.untilTerminal(/was removed/);
    await workbench.command('Terminal: Kill All Terminals');
  });

  it('by a shell: commands, text of all languages, the exit code', async () => {
    const { workbench } = slipway;
    await withContainer(docker, { name: 'look-shell' }, async () => {
      await slipway.untilIcon(row('look-shell'), 'play-circle');
      await workbench.inlineButton(row('look-shell'), 'Open Shell in Container');
      await workbench.untilTerminal(/# *$/m);
      await workbench.typeInTerminal('echo $((40+2)) 你好，世界; stty size\n');
      await workbench.untilTerminal(/^42 你好，世界/m);
      await workbench.untilTerminal(/^\d{1,3} \d{2,3}\s*$/m);
      await workbench.screenshot('look-3-shell');
      await workbench.typeInTerminal('exit 3\n');
      await workbench.untilTerminal(/\b3\b/);
      await workbench.screenshot('look-4-shell-ended');
    });
    await workbench.command('Terminal: Kill All Terminals');
  });

  it('by a shell that is not there, said clearly', async () => {
    const { workbench } = slipway;
    await withContainer(docker, { name: 'look-noshell', image: testImages.noShell }, async () => {
      await slipway.untilIcon(row('look-noshell'), 'play-circle');
      await slipway.menu(row('look-noshell'), 'Open Shell in Container');
      await workbench.untilTerminal(/no shell/i);
      await workbench.screenshot('look-5-no-shell');
    });
    await workbench.command('Terminal: Kill All Terminals');
  });
});
