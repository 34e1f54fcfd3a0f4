import assert from 'node:assert/strict';
import { partRow } from '../../src/trees/rowKey';
import { testEngine, withContainer, withNetwork, withVolume } from '../lib/testEngine';
import { CommandHarness, unique } from './commandHarness';
import { until } from './extensionApi';

const { docker } = testEngine();
const runs = ({ state }: { state: string }): boolean => state === 'running';

describe('the Delete key, in the editor', () => {
  const on = new CommandHarness();

  async function isIn(container: string, network: string): Promise<boolean> {
    const { Networks } = (await docker.getContainer(container).inspect()).NetworkSettings;
    return Networks[network] !== undefined;
  }

  /** Rows as the editor has them, by what menus know them by. */
  async function below(kind: 'container' | 'image' | 'volume' | 'network', key: string) {
    const { rows } = on.app.views[kind];
    const found = (await rows.getChildren(key)) ?? [];
    return Promise.all(
      found.map(async row => ({ row, flags: (await rows.getTreeItem(row)).contextValue ?? '' })),
    );
  }

  it('does nothing on a port, a mount or the processes below a container', () =>
    withVolume(docker, { Name: unique() }, async volume => {
      const more = {
        ExposedPorts: { '80/tcp': {} },
        HostConfig: { PortBindings: { '80/tcp': [{}] }, Binds: [`${volume}:/data`] },
      };
      await withContainer(docker, { name: unique(), more }, async id => {
        const key = await on.row('container', id, runs);
        const rows = (await below('container', key)).filter(
          ({ flags }) => !/^containerNetwork/.test(flags),
        );
        assert.deepEqual([...new Set(rows.map(({ flags }) => flags.split(' ')[0]))].sort(), [
          'mount',
          'port',
          'processes',
        ]);
        for (const { row } of rows) await on.run('container.remove', row);
        await on.runOn(
          'container.remove',
          rows.map(({ row }) => row),
        );
        assert.deepEqual(on.user.said, []);
        // Of a selection, only what is a container.
        await on.runOn('container.remove', [rows[0]?.row ?? '', key]);
        assert.match(on.user.last().text, /^Remove the container /);
      });
    }));

  it('asks on a network below a container whether to disconnect, also where none runs', () =>
    withNetwork(docker, { Name: unique() }, async network => {
      const { Name: name } = await docker.getNetwork(network).inspect();
      const more = { HostConfig: { NetworkMode: name } };
      await withContainer(docker, { name: unique(), more, start: false }, async id => {
        await on.row('network', network);
        const key = await on.row('container', id);
        const row = partRow(key, `network:${name}`);
        await on.run('container.remove', row);
        assert.match(on.user.last().text, /^Disconnect ".*" from ".*"\?$/);
        assert.equal(on.user.said.length, 1);
        assert.ok(await isIn(id, name), 'dismissed');
        on.user.answer(({ actions }) => actions[0]);
        await on.run('container.remove', row);
        assert.equal(await isIn(id, name), false);
        assert.equal(on.user.said.length, 2);
      });
    }));

  it('asks on a member below its network the same, and leaves the network', () =>
    withNetwork(docker, { Name: unique() }, async network => {
      const { Name: name } = await docker.getNetwork(network).inspect();
      const more = { HostConfig: { NetworkMode: name } };
      await withContainer(docker, { name: unique(), more }, async id => {
        const key = await on.row('network', network);
        await on.row('container', id, runs);
        const member = partRow(key, `member:${id}`);
        await on.run('network.remove', partRow(member, 'sharer:any'));
        assert.deepEqual(on.user.said, []);
        on.user.answer(({ actions }) => actions[0]);
        await on.run('network.remove', member);
        assert.match(on.user.last().text, /^Disconnect ".*" from ".*"\?$/);
        assert.equal(await isIn(id, name), false);
        await docker.getNetwork(network).inspect();
      });
    }));

  it('does nothing on a container below its image or its volume', () =>
    withVolume(docker, { Name: unique() }, async volume => {
      const more = { HostConfig: { Binds: [`${volume}:/data`] } };
      await withContainer(docker, { name: unique(), more }, async id => {
        const container = await on.row('container', id, runs);
        const image = on.app.hosts.find('container', container)?.record.imageId ?? '';
        const keys = {
          image: await on.row('image', image),
          volume: await on.row('volume', volume),
        };
        for (const kind of ['image', 'volume'] as const) {
          const user = await until(`it is below its ${kind}`, async () =>
            (await below(kind, keys[kind])).find(({ flags }) => flags === 'user'),
          );
          await on.run(`${kind}.remove`, user.row);
        }
        assert.deepEqual(on.user.said, []);
      });
    }));
});

describe('keys of the views, in an editor that does not hand the focused row', () => {
  const on = new CommandHarness();

  it('mean the selection of the view that they name', () =>
    withContainer(docker, { name: unique() }, async id => {
      const key = await on.row('container', id, runs);
      await on.app.views.container.reveal(key);
      await until('it is selected', () => on.app.views.container.selection[0] === key);
      // Names that the editor does not know reach the command as they are.
      const words = { $viewOfTree: 'slipway.containers', selection: 'container' };
      await on.run('container.remove', words);
      assert.match(on.user.last().text, /^Remove the container /);
      const opening = on.run('view.open', words);
      await until('it is inspected', () =>
        on.api.window.tabGroups.all.some(group =>
          group.tabs.some(tab =>
            tab.label.includes(on.app.hosts.find('container', key)?.record.name ?? '?'),
          ),
        ),
      );
      await opening;
    }));
});
