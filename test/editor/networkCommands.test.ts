import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { partRow } from '../../src/trees/rowKey';
import { testEngine, withContainer, withNetwork } from '../lib/testEngine';
import { CommandHarness, pickedOf, unique } from './commandHarness';
import { replacing } from './extensionApi';
import { messageOf } from './userAnswers';

const { docker } = testEngine();

async function isGone(id: string): Promise<boolean> {
  return docker
    .getNetwork(id)
    .inspect()
    .then(
      () => false,
      () => true,
    );
}

async function placeOf(container: string, network: string) {
  const { Networks } = (await docker.getContainer(container).inspect()).NetworkSettings;
  return Networks[network];
}

/** A network with a subnet of its own. */
function withSubnet<T>(subnet: string, use: (id: string, name: string) => Promise<T>): Promise<T> {
  const name = unique();
  const wish = { Name: name, IPAM: { Config: [{ Subnet: subnet }] } };
  return withNetwork(docker, wish, id => use(id, name));
}

type Items = vscode.QuickPickItem[];

describe('commands of networks, in the editor', () => {
  const on = new CommandHarness();

  /** The next lists of the editor's own kind, answered by the labels picked. */
  const picking = <R>(
    labels: readonly (readonly string[])[],
    use: () => Promise<R>,
  ): Promise<R> => {
    const answers = [...labels];
    const pick = async (items: Items, options: vscode.QuickPickOptions) => {
      const wanted = answers.shift() ?? [];
      const found = items.filter(({ label }) => wanted.includes(label));
      assert.equal(found.length, wanted.length, items.map(({ label }) => label).join());
      return options.canPickMany ? found : found[0];
    };
    return replacing(on.api.window, 'showQuickPick', pick as never, use);
  };

  it('create one as asked, each answer checked against what is there', async () => {
    const name = unique();
    await withSubnet('10.91.0.0/24', async (old, oldName) => {
      await on.row('network', old);
      const creating = on.run('network.create');
      try {
        const box = await on.user.next();
        on.user.write(box, oldName);
        assert.match(messageOf(box), /taken already/);
        on.user.write(box, 'bridge');
        assert.match(messageOf(box), /engine’s own/);
        on.user.write(box, name);
        await on.user.enter();
        await on.user.pick('bridge');
        const subnet = await on.user.next();
        on.user.write(subnet, '10.91.0.0/16');
        assert.match(messageOf(subnet), new RegExp(`overlaps 10\\.91\\.0\\.0/24 .*"${oldName}"`));
        on.user.write(subnet, 'fd00:1::/64');
        assert.match(messageOf(subnet), /IPv4 address is needed/);
        on.user.write(subnet, '10.92.0.5/16');
        assert.match(messageOf(subnet), /write "10\.92\.0\.0\/16"/);
        on.user.write(subnet, '10.92.0.0/16');
        await on.user.enter();
        const gateway = await on.user.next();
        on.user.write(gateway, '10.93.0.1');
        assert.match(messageOf(gateway), /outside/);
        on.user.write(gateway, '10.92.0.254');
        await on.user.enter();
        const range = await on.user.next();
        on.user.write(range, '10.93.5.0/24');
        assert.match(messageOf(range), /outside/);
        on.user.write(range, '10.92.5.0/24');
        await on.user.enter();
        await on.user.pick('IPv4 and IPv6');
        const subnet6 = await on.user.next();
        assert.match(subnet6.value, /^fd[0-9a-f:]+::\/64$/);
        assert.equal(messageOf(subnet6), '');
        on.user.write(subnet6, 'fd00:92::/64');
        await on.user.enter();
        await on.user.type('');
        await on.user.pick('Internal');
        await on.user.type('com.docker.network.driver.mtu=1400');
        await on.user.type('slipway.test=1');
        await creating;
        const told = await docker.getNetwork(name).inspect();
        assert.deepEqual([told.Internal, told.Attachable, told.EnableIPv6], [true, false, true]);
        const [v4, v6] = told.IPAM?.Config ?? [];
        assert.deepEqual(v4, {
          Subnet: '10.92.0.0/16',
          IPRange: '10.92.5.0/24',
          Gateway: '10.92.0.254',
        });
        assert.equal(v6?.Subnet, 'fd00:92::/64');
        assert.equal(told.Options?.['com.docker.network.driver.mtu'], '1400');
        assert.equal(told.Labels?.['slipway.test'], '1');
        assert.equal(on.lines[0]?.at(-1), name);
      } finally {
        if (!(await isGone(name))) await docker.getNetwork(name).remove();
      }
    });
  });

  it('connect a container from the network’s row, with an address and aliases', async () => {
    const [web, db] = [unique(), unique()];
    await withSubnet('10.94.0.0/24', (id, name) =>
      withContainer(docker, { name: db, more: at(name) }, first =>
        withContainer(docker, { name: web }, async second => {
          await on.row('container', first, ({ state }) => state === 'running');
          await on.row('container', second, ({ state }) => state === 'running');
          const key = await on.row('network', id);
          const taken = (await placeOf(first, name))?.IPAddress ?? '';
          await picking([[web]], async () => {
            const connecting = on.run('network.connect', key);
            const box = await on.user.next();
            on.user.write(box, taken);
            assert.match(messageOf(box), new RegExp(`belongs to "${db}"`));
            on.user.write(box, '10.95.0.1');
            assert.match(messageOf(box), /outside/);
            on.user.write(box, '10.94.0.40');
            await on.user.enter();
            const aliases = await on.user.next();
            on.user.write(aliases, 'front/end');
            assert.match(messageOf(aliases), /"\/" cannot stand/);
            on.user.write(aliases, 'front, www');
            await on.user.enter();
            await connecting;
          });
          const place = await placeOf(second, name);
          assert.equal(place?.IPAddress, '10.94.0.40');
          assert.ok(place?.Aliases?.includes('front') && place.Aliases.includes('www'));
          const line = `network connect --ip 10.94.0.40 --alias front --alias www ${name} ${web}`;
          assert.deepEqual(
            on.lines.map(words => words.join(' ')),
            [line],
          );
        }),
      ),
    );
  });

  it('connect from the container’s row, and say where the engine chose the subnet', async () => {
    const web = unique();
    await withNetwork(docker, { Name: unique() }, id =>
      withContainer(docker, { name: web }, async container => {
        const network = await docker.getNetwork(id).inspect();
        await on.row('network', id);
        const key = await on.row('container', container, ({ state }) => state === 'running');
        const gateway = network.IPAM?.Config?.[0]?.Gateway ?? '';
        const address = gateway.replace(/\d+$/, last => String(Number(last) + 20));
        await picking([[network.Name], [network.Name]], async () => {
          const refused = on.run('network.connect', key);
          await on.user.type(address);
          await on.user.type('');
          await refused;
          assert.match(on.user.last().text, /^The engine chose the subnet of/);
          const connecting = on.run('network.connect', key);
          await on.user.type('');
          await on.user.type('');
          await connecting;
        });
        assert.ok(await placeOf(container, network.Name));
      }),
    );
  });

  it('say why a container of the host’s network, or in none, joins no other', async () => {
    const [host, none, guest] = [unique(), unique(), unique()];
    await withContainer(docker, { name: host, more: at('host') }, async one => {
      await on.run('network.connect', await on.row('container', one));
      assert.match(on.user.last().text, /has the network of its host/);
      const shared = { name: guest, more: at(`container:${host}`) };
      await withContainer(docker, shared, async other => {
        await on.run('network.connect', await on.row('container', other));
        assert.match(on.user.last().text, /shares the network of another container/);
        await on.run('network.disconnect', await on.row('container', other));
        assert.match(on.user.last().text, /no network of its own to leave/);
      });
    });
    await withContainer(docker, { name: none, more: at('none') }, async one => {
      await on.run(
        'network.connect',
        await on.row('container', one, ({ networks }) => networks.length > 0),
      );
      assert.match(on.user.last().text, /in the network "none": disconnect it/);
    });
  });

  it('disconnect a member from its row, asking where it runs', async () => {
    await withNetwork(docker, { Name: unique() }, async id => {
      const { Name: name } = await docker.getNetwork(id).inspect();
      await withContainer(docker, { name: unique(), more: at(name) }, async container => {
        const key = await on.row('network', id);
        await on.row('container', container, ({ state }) => state === 'running');
        const member = partRow(key, `member:${container}`);
        await on.run('network.disconnect', member);
        assert.ok(await placeOf(container, name), 'dismissed');
        on.user.answer(({ actions }) => actions[0]);
        await on.run('network.disconnect', member);
        assert.match(on.user.last().text, /^Disconnect ".*" from ".*"\?$/);
        assert.equal(await placeOf(container, name), undefined);
      });
    });
  });

  it('remove one with running members only by disconnecting them', async () => {
    const [name, user] = [unique(), unique()];
    await withNetwork(docker, { Name: name }, async id => {
      await withContainer(docker, { name: user, more: at(name) }, async container => {
        await on.row('container', container, ({ state }) => state === 'running');
        const key = await on.row('network', id);
        on.user.answer(({ actions }) => actions[0]);
        await on.run('network.remove', key);
        assert.deepEqual(on.user.last().actions, ['Disconnect and Remove']);
        assert.match(on.user.last().detail ?? '', new RegExp(`In use by ${user}`));
        assert.equal(await isGone(id), true);
      });
    });
  });

  it('remove none of the engine’s own', async () => {
    const [bridge] = await docker.listNetworks({ filters: { name: ['^bridge$'] } });
    await on.run('network.remove', await on.row('network', bridge?.Id ?? ''));
    assert.match(on.user.last().text, /No network of your own/);
  });

  it('prune exactly those that are picked; wanted ones are not at first', async () => {
    const [free, wanted, user] = [unique(), unique(), unique()];
    await withNetwork(docker, { Name: free }, one =>
      withNetwork(docker, { Name: wanted }, async other => {
        const stopped = { name: user, start: false, more: at(wanted) };
        await withContainer(docker, stopped, async () => {
          const pruning = on.run('network.prune');
          const list = await on.user.next<vscode.QuickPick<vscode.QuickPickItem>>();
          assert.ok(pickedOf(list).includes(free) && !pickedOf(list).includes(wanted));
          const item = list.items.find(({ label }) => label === wanted);
          assert.ok(item?.detail?.includes(user));
          list.selectedItems = list.items.filter(({ label }) => label === free);
          await on.user.enter();
          await pruning;
          assert.deepEqual([await isGone(one), await isGone(other)], [true, false]);
        });
      }),
    );
  });
});

function at(network: string) {
  return { HostConfig: { NetworkMode: network } };
}
