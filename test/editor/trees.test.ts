import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { App } from '../../src/commands/app';
import type { Kind } from '../../src/engine/records';
import { formatKey } from '../../src/model/key';
import type { Choice } from '../../src/trees/choice';
import { testEngine, withContainer, withNetwork, withVolume } from '../lib/testEngine';
import { testImages } from '../lib/testImages';
import { extensionUnderTest, until } from './extensionApi';

const { docker } = testEngine();
const keyOf = (kind: Kind, id: string): string => formatKey({ host: 'default', kind, id });

describe('the trees, in the editor', () => {
  let app: App;

  before(async () => {
    ({ app } = await extensionUnderTest());
    for (const kind of ['container', 'image', 'volume', 'network'] as const) {
      await vscode.commands.executeCommand(`slipway.${kind}s.focus`);
    }
    await until('the engine is connected', () => app.hosts.all[0]?.state.phase === 'connected');
  });

  it('show a container while it is there, however it came', () =>
    withContainer(docker, { name: 'tree-live', labels: project('live') }, async id => {
      const key = keyOf('container', id);
      const row = await shownRow('container', key);
      assert.equal(row.label, 'tree-live');
      assert.match(row.contextValue ?? '', /^container (created|running)$/);
      assert.equal(row.id, key);
      const running = await until('it runs', async () => {
        const found = await app.views.container.rows.getTreeItem(key);
        return found.contextValue === 'container running' && found;
      });
      assert.match(running.accessibilityInformation?.label ?? '', /^Container tree-live, running/);
      await docker.getContainer(id).remove({ force: true });
      await until('it is gone', async () => !(await allRows('container')).includes(key));
    }));

  it('tell the editor at once, and only of the rows that changed', () =>
    withContainer(docker, { name: 'tree-told', labels: project('told') }, async id => {
      const key = keyOf('container', id);
      await shownRow('container', key);
      const group = 'default/container~group/told';
      const told: unknown[] = [];
      const { onDidChangeTreeData } = app.views.container.rows;
      const listening = onDidChangeTreeData?.(rows => told.push(rows));
      try {
        await docker.getContainer(id).stop();
        await until('the stop is told', () => told.length > 0);
      } finally {
        listening?.dispose();
      }
      for (const rows of told) assert.deepEqual(rows, [group]);
    }));

  it('keep what is selected over stop, start and rename', () =>
    withContainer(docker, { name: 'tree-chosen', labels: project('chosen') }, async id => {
      const key = keyOf('container', id);
      await shownRow('container', key);
      await app.views.container.reveal(key);
      await until('it is selected', () => app.views.container.selection[0] === key);
      const container = docker.getContainer(id);
      const becomes = (flags: RegExp): Promise<unknown> =>
        until(`it is ${flags}`, async () =>
          flags.test((await app.views.container.rows.getTreeItem(key)).contextValue ?? ''),
        );
      await container.stop();
      await becomes(/exited/);
      await container.start();
      await becomes(/running/);
      await container.rename({ name: 'tree-chosen-anew' });
      await until('its new name shows', async () => {
        const { label } = await app.views.container.rows.getTreeItem(key);
        return label === 'tree-chosen-anew';
      });
      await new Promise(resolve => setTimeout(resolve, 500)); // the editor has painted
      assert.deepEqual(app.views.container.selection, [key]);
    }));

  it('hand a group’s containers to a command', () =>
    withContainer(docker, { name: 'tree-a', labels: project('both'), start: false }, one =>
      withContainer(
        docker,
        { name: 'tree-b', labels: project('both'), start: false },
        async two => {
          const keys = [keyOf('container', one), keyOf('container', two)];
          for (const key of keys) await shownRow('container', key);
          const found = app.views.container.resources(['default/container~group/both']);
          assert.deepEqual([...found].sort(), keys.sort());
        },
      ),
    ));

  it('show members of a network as they come and go, with address and alias', () =>
    withNetwork(docker, { Name: 'tree-net' }, network =>
      withContainer(docker, { name: 'tree-member' }, async id => {
        const key = keyOf('network', network);
        await shownRow('network', key);
        const endpoint = { Container: id, EndpointConfig: { Aliases: ['www'] } };
        await docker.getNetwork(network).connect(endpoint);
        const row = await until('it is a member', async () => {
          const [first] = await below('network', key);
          return first?.description?.toString().includes('www') ? first : undefined;
        });
        assert.equal(row.label, 'tree-member');
        assert.equal(row.contextValue, 'member');
        assert.match(
          String(row.description),
          /^\d+\.\d+\.\d+\.\d+ · .*www.* · ([0-9a-f]{2}:){5}[0-9a-f]{2}$/,
        );
        await docker.getNetwork(network).disconnect({ Container: id });
        await until('it is none', async () => (await below('network', key)).length === 0);
      }),
    ));

  it('show who shares a network inside its owner', () =>
    withContainer(docker, { name: 'tree-owner' }, owner =>
      withContainer(
        docker,
        { name: 'tree-sharer', more: { HostConfig: { NetworkMode: `container:${owner}` } } },
        async () => {
          const bridge = await until('the bridge is known', () =>
            app.hosts.list('network').find(({ record }) => record.name === 'bridge'),
          );
          const row = await until('the owner is a member', async () => {
            const rows = (await app.views.network.rows.getChildren(bridge.key)) ?? [];
            return rows.find(found => found.endsWith(encodeURIComponent(`member:${owner}`)));
          });
          const shown = await until('the sharer is below', async () => {
            const [first] = await below('network', row);
            return first;
          });
          assert.equal(shown.label, 'tree-sharer');
          assert.equal(shown.contextValue, 'sharer');
        },
      ),
    ));

  it('show a volume’s use, and its size once that was measured', () =>
    withVolume(docker, { Name: 'tree-volume' }, async name => {
      const key = keyOf('volume', name);
      assert.match(String((await shownRow('volume', key)).description), /^unused/);
      const more = { HostConfig: { Binds: [`${name}:/data:ro`] } };
      await withContainer(docker, { name: 'tree-user', more }, async () => {
        await until('it is in use', async () => {
          const row = await app.views.volume.rows.getTreeItem(key);
          return row.contextValue === 'volume used named';
        });
        const [user] = await below('volume', key);
        assert.equal(`${user?.label}: ${user?.description}`, 'tree-user: /data · read-only');
      });
      await vscode.commands.executeCommand('slipway.volume.measure');
      await until('its size shows', async () => {
        const { description } = await app.views.volume.rows.getTreeItem(key);
        return /^\d.* [kM]?B · unused/.test(String(description));
      });
    }));

  it('tell how many containers use an image', () =>
    withContainer(docker, { name: 'tree-image', image: testImages.noShell }, async id => {
      const found = await until('the image is known', () =>
        app.hosts.list('image').find(({ record }) => record.tags.includes(testImages.noShell)),
      );
      await until('its use shows', async () =>
        String((await app.views.image.rows.getTreeItem(found.key)).description).includes(
          'in use by',
        ),
      );
      const labels = (await below('image', found.key)).map(({ label }) => label);
      assert.ok(labels.includes(testImages.noShell));
      assert.ok(labels.includes('tree-image'));
      assert.ok(id);
    }));

  it('show mounts that only inspect tells', () => {
    const more = { HostConfig: { Tmpfs: { '/scratch': 'ro,size=1m' } } };
    return withContainer(docker, { name: 'tree-tmpfs', more, start: false }, async id => {
      const key = keyOf('container', id);
      await shownRow('container', key);
      const row = await until('it is below', async () =>
        (await below('container', key)).find(({ label }) => label === '/scratch'),
      );
      assert.equal(row.description, 'tmpfs · read-only');
      assert.equal(row.contextValue, 'mount tmpfs');
    });
  });

  it('list the processes of a running container', () =>
    withContainer(docker, { name: 'tree-processes', cmd: ['sleep', '3599'] }, async id => {
      const key = keyOf('container', id);
      const row = await until('processes can be opened', async () => {
        const rows = (await app.views.container.rows.getChildren(key)) ?? [];
        return rows.find(found => found.endsWith('/processes'));
      });
      const labels = (await below('container', row)).map(({ label }) => label);
      assert.deepEqual(labels, ['sleep 3599']);
    }));

  it('have tooltips that are read when they are asked for', () =>
    withContainer(
      docker,
      { name: 'tree-tip', more: { HostConfig: { Memory: 64 * 1024 * 1024 } } },
      async id => {
        const key = keyOf('container', id);
        const item = await until('it runs', async () => {
          const shown = await shownRow('container', key);
          return shown.contextValue === 'container running' && shown;
        });
        assert.equal(item.tooltip, undefined);
        const { token } = new vscode.CancellationTokenSource();
        const resolved = await app.views.container.rows.resolveTreeItem?.(item, key, token);
        const tooltip = resolved?.tooltip as vscode.MarkdownString;
        assert.match(tooltip.value, /\*\*tree&#45;tip\*\*/);
        assert.match(tooltip.value, /memory 64 MiB/);
        assert.ok(!tooltip.isTrusted && !tooltip.supportHtml);
      },
    ));

  it('filter by what is typed, and remember how they were arranged', () =>
    withContainer(docker, { name: 'tree-needle', labels: project('hay') }, async id => {
      const key = keyOf('container', id);
      await shownRow('container', key);
      await arranged('container', { filter: 'tree-NEEDLE' }, async () => {
        const [group, ...rest] = (await app.views.container.rows.getChildren()) ?? [];
        assert.equal(group, 'default/container~found/hay');
        assert.deepEqual(rest, []);
        assert.deepEqual(await app.views.container.rows.getChildren(group), [key]);
        assert.equal(app.memory.get<Choice>('view.container')?.filter, 'tree-NEEDLE');
      });
      await arranged('container', { grouping: 'none' }, async () => {
        assert.ok(((await app.views.container.rows.getChildren()) ?? []).includes(key));
      });
    }));

  it('give a container that is in two networks a row in each', () =>
    withNetwork(docker, { Name: 'tree-one' }, one =>
      withNetwork(docker, { Name: 'tree-two' }, two =>
        withContainer(docker, { name: 'tree-both' }, async id => {
          await docker.getNetwork(one).connect({ Container: id });
          await docker.getNetwork(two).connect({ Container: id });
          await arranged('container', { grouping: 'network', filter: 'tree-both' }, async () => {
            const rows = await until('it is in all three', async () => {
              const groups = (await app.views.container.rows.getChildren()) ?? [];
              const found = await Promise.all(
                groups.map(
                  async group => (await app.views.container.rows.getChildren(group)) ?? [],
                ),
              );
              return groups.length === 3 && found.flat();
            });
            assert.equal(new Set(rows).size, 3);
            assert.deepEqual(app.views.container.resources(rows), [keyOf('container', id)]);
          });
        }),
      ),
    ));

  /** The row's item, once the tree has it. */
  async function shownRow(kind: Kind, key: string): Promise<vscode.TreeItem> {
    await until(`a row for ${key}`, async () => (await allRows(kind)).includes(key));
    return app.views[kind].rows.getTreeItem(key);
  }

  /** All rows but those below resources. */
  async function allRows(kind: Kind): Promise<readonly string[]> {
    const { rows } = app.views[kind];
    const top = (await rows.getChildren()) ?? [];
    const inGroups = await Promise.all(
      top.filter(row => row.includes('~')).map(async row => (await rows.getChildren(row)) ?? []),
    );
    return [...top, ...inGroups.flat()];
  }

  async function below(kind: Kind, row: string): Promise<readonly vscode.TreeItem[]> {
    const { rows } = app.views[kind];
    const keys = (await rows.getChildren(row)) ?? [];
    return Promise.all(keys.map(key => rows.getTreeItem(key)));
  }

  /** Arranges a view for as long as `use` runs. */
  async function arranged(
    kind: Kind,
    change: Partial<Choice>,
    use: () => Promise<void>,
  ): Promise<void> {
    const before = app.views[kind].choice;
    app.views[kind].arrange(change);
    try {
      await use();
    } finally {
      app.views[kind].arrange(before);
    }
  }
});

function project(name: string): Record<string, string> {
  return { 'com.docker.compose.project': name };
}
