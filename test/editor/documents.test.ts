import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { formatKey } from '../../src/model/key';
import { testEngine, withContainer, withNetwork, withVolume } from '../lib/testEngine';
import { testImages } from '../lib/testImages';
import { unique } from './commandHarness';
import { ContainerHarness } from './containerHarness';
import { until } from './extensionApi';

const { docker } = testEngine();
// All in one: the harness sets up and clears up for the tests around it.
describe('documents, with their commands', () => {
  const on = new ContainerHarness();

  type Json = Record<string, unknown>;

  function jsonOf(document: vscode.TextDocument): Json {
    return JSON.parse(document.getText()) as Json;
  }

  async function closeAll(): Promise<void> {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  }

  describe('inspect documents', () => {
    afterEach(closeAll);

    it('show what the engine tells, read-only, in its order', async () => {
      const name = unique();
      await withContainer(docker, { name }, async id => {
        await on.run('inspect', await on.row(id));
        const { document } = vscode.window.activeTextEditor ?? assert.fail('no editor');
        assert.equal(document.uri.scheme, 'slipway-inspect');
        assert.ok(document.uri.path.endsWith(`/${name}.json`));
        assert.equal(document.languageId, 'json');
        const raw = (await docker.getContainer(id).inspect()) as unknown as Json;
        assert.deepEqual(jsonOf(document), raw);
        assert.deepEqual(Object.keys(jsonOf(document)), Object.keys(raw));
        assert.equal(document.getText(), `${JSON.stringify(raw, null, 2)}\n`);
        const edit = new vscode.WorkspaceEdit();
        edit.insert(document.uri, new vscode.Position(0, 0), 'x');
        await Promise.resolve(vscode.workspace.applyEdit(edit)).catch(() => false);
        assert.equal(document.isDirty, false);
        assert.deepEqual(on.lines, [['inspect', name]]);
      });
    });

    it('follow a container: paused, updated, renamed, removed', async () => {
      const name = unique();
      await withContainer(docker, { name }, async id => {
        const container = docker.getContainer(id);
        const { document } = await on.app.documents.inspect(await on.row(id));
        const state = (): Json => jsonOf(document)['State'] as Json;
        await container.pause();
        await until('paused', () => state()['Paused'] === true);
        await container.unpause();
        await container.update({ Memory: 64_000_000, MemorySwap: 64_000_000 });
        const memory = (): unknown => (jsonOf(document)['HostConfig'] as Json)['Memory'];
        await until('updated', () => memory() === 64_000_000);
        await container.rename({ name: `${name}-2` });
        await until('renamed', () => jsonOf(document)['Name'] === `/${name}-2`);
        await container.remove({ force: true });
        await until('removed', () => '(removed)' in jsonOf(document));
        const [first] = Object.keys(jsonOf(document));
        assert.equal(first, '(removed)');
        assert.match(String(jsonOf(document)['(removed)']), /^This container was removed at /);
        assert.equal(jsonOf(document)['Id'], id);
      });
    });

    it('are there for images, volumes and networks too', async () => {
      const [host] = on.app.hosts.all;
      assert.ok(host);
      const key = (kind: 'image' | 'volume' | 'network', id: string): string =>
        formatKey({ host: host.id, kind, id });
      const { documents } = on.app;
      const { Id } = await docker.getImage(testImages.web).inspect();
      const image = await documents.inspect(key('image', Id), testImages.web);
      assert.ok(image.document.uri.path.endsWith('/slipway-test_web_1.json'));
      const tag = unique();
      await docker.getImage(testImages.web).tag({ repo: tag, tag: '1' });
      await until('tagged', () => image.document.getText().includes(`"${tag}:1"`));
      await docker.getImage(`${tag}:1`).remove();
      await until('untagged', () => !image.document.getText().includes(`"${tag}:1"`));

      const name = unique();
      await withNetwork(docker, { Name: name }, async id => {
        const network = await documents.inspect(key('network', id));
        await withContainer(docker, { name: `${name}-c` }, async container => {
          await docker.getNetwork(id).connect({ Container: container });
          await until('a member', () => network.document.getText().includes(`"${name}-c"`));
        });
        await until('no member', () => !network.document.getText().includes(`"${name}-c"`));
      });

      await withVolume(docker, { Name: name }, async () => {
        const volume = await documents.inspect(key('volume', name));
        assert.equal(jsonOf(volume.document)['Name'], name);
        await docker.getVolume(name).remove();
        await until('gone', () => '(removed)' in jsonOf(volume.document));
        await docker.createVolume({ Name: name });
        await until('back', () => !('(removed)' in jsonOf(volume.document)));
      });
    });

    it('bear harmless names', async () => {
      await withContainer(docker, {}, async id => {
        const key = await on.row(id);
        for (const [name, expected] of [
          ['../../etc/pass wd', 'etc_pass_wd.json'],
          ['\u202egnp.exe\u0000', 'gnp.exe.json'],
          ['a<b>#?c', 'a_b_c.json'],
          ['数据库', '数据库.json'],
          ['...', 'unnamed.json'],
        ] as const) {
          const { document } = await on.app.documents.inspect(key, name);
          assert.equal(document.uri.path, `/${expected}`);
        }
      });
    });

    it('are no longer followed once closed', async () => {
      await withContainer(docker, {}, async id => {
        const key = await on.row(id, 'running');
        await on.app.documents.inspect(key);
        assert.equal(on.app.documents.count, 1);
        await closeAll();
        await until('none is followed', () => on.app.documents.count === 0);
        await docker.getContainer(id).pause();
        await on.row(id, 'paused');
        const { document } = await on.app.documents.inspect(key);
        await until('it is anew', () => (jsonOf(document)['State'] as Json)['Paused'] === true);
      });
      await closeAll();
      await until('none is followed', () => on.app.documents.count === 0);
    });
  });

  describe('logs as a document', () => {
    afterEach(closeAll);

    it('have all lines, without escape sequences', async () => {
      const name = unique();
      const cmd = ['sh', '-c', "printf '\\033[31mred\\033[0m\\n你好\\n'; echo bad >&2; printf end"];
      await withContainer(docker, { name, cmd }, async id => {
        await docker.getContainer(id).wait();
        await on.run('logsDocument', await on.row(id, 'exited'));
        const { document } = vscode.window.activeTextEditor ?? assert.fail('no editor');
        assert.equal(document.uri.scheme, 'slipway-logs');
        assert.ok(document.uri.path.endsWith(`/${name}.log`));
        assert.equal(document.languageId, 'log');
        assert.deepEqual(document.getText().split('\n').sort(), ['', 'bad', 'end', 'red', '你好']);
      });
    });

    it('have at most 10,000 lines, say so, and are read anew', async () => {
      const cmd = ['sh', '-c', 'seq 1 10000; sleep 1000'];
      await withContainer(docker, { cmd }, async id => {
        const key = await on.row(id, 'running');
        const lines = async (): Promise<string[]> => {
          const { document } = await on.app.documents.logs(key);
          return document.getText().trimEnd().split('\n');
        };
        await until('all is said', async () => (await lines()).length === 10_000);
        const exec = await docker
          .getContainer(id)
          .exec({ Cmd: ['sh', '-c', 'seq 10001 10005 > /proc/1/fd/1'] });
        await exec.start({});
        await until('it is cut', async () => {
          const all = await lines();
          const head = /older lines are left out: a document shows 10,000 at most/.test(
            all[0] ?? '',
          );
          return head && all[1] === '6' && all.at(-1) === '10005' && all.length === 10_001;
        });
      });
    });

    it('say why there are none', async () => {
      const more = { HostConfig: { LogConfig: { Type: 'none', Config: {} } } };
      await withContainer(docker, { more }, async id => {
        await on.run('logsDocument', await on.row(id));
        assert.match(
          on.user.last().text,
          /^This container keeps no logs: its log driver is "none"\./,
        );
      });
    });
  });

  describe('other documents', () => {
    afterEach(closeAll);

    it('show a text', async () => {
      const { document } = await on.app.documents.show(
        'history of nginx.md',
        'markdown',
        '# one\n',
      );
      assert.equal(document.getText(), '# one\n');
      assert.equal(document.languageId, 'markdown');
      assert.equal(document.uri.path, '/history_of_nginx.md');
      await on.app.documents.show('history of nginx.md', 'markdown', '# two\n');
      await until('the new text', () => document.getText() === '# two\n');
    });
  });
});
