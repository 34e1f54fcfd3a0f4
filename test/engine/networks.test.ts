import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import { connect, type Engine } from '../../src/engine/connection';
import { readContainer } from '../../src/engine/containers';
import {
  connectContainer,
  createNetwork,
  disconnectContainer,
  type NetworkWish,
  readNetworkUse,
  removeNetwork,
  wantsOwnSubnet,
} from '../../src/engine/networkVerbs';
import { findUnusedNetworks } from '../../src/engine/prune';
import { endpointAt } from '../lib/endpointAt';
import { testEngine, testLabel, withContainer, withNetwork } from '../lib/testEngine';

const refused = { name: 'EngineError' };

describe('networks, on a real engine', () => {
  const { socket, docker } = testEngine();
  const own = (): string => `slipway-test-${crypto.randomBytes(4).toString('hex')}`;
  let engine: Engine;

  before(async () => {
    engine = await connect(endpointAt(socket));
  });
  after(() => engine.close());

  async function withMade(
    wish: Omit<NetworkWish, 'name'>,
    use: (id: string, name: string) => Promise<void>,
  ): Promise<void> {
    const name = own();
    const labels = { ...testLabel, ...wish.labels };
    const id = await createNetwork(engine, { ...wish, name, labels });
    try {
      await use(id, name);
    } finally {
      await docker
        .getNetwork(id)
        .remove()
        .catch(() => {}); // the test removed it
    }
  }

  it('are made as asked, and removed', async () => {
    const pools = [
      { subnet: '10.77.0.0/16', gateway: '10.77.0.9', range: '10.77.5.0/24' },
      { subnet: 'fd00:77::/64' },
    ];
    const wish = { pools, ipv6: true, internal: true, labels: { note: '你好' } };
    await withMade({ ...wish, options: { 'com.docker.network.bridge.name': 'sw77' } }, async id => {
      const told = await docker.getNetwork(id).inspect();
      assert.equal(told.Driver, 'bridge');
      assert.equal(told.Internal, true);
      assert.equal(told.EnableIPv6, true);
      assert.equal(told.Labels?.note, '你好');
      assert.equal(told.Options?.['com.docker.network.bridge.name'], 'sw77');
      const [v4, v6] = told.IPAM?.Config ?? [];
      assert.equal(v4?.Subnet, '10.77.0.0/16');
      assert.equal(v4?.Gateway, '10.77.0.9');
      assert.equal(v4?.IPRange, '10.77.5.0/24');
      assert.equal(v6?.Subnet, 'fd00:77::/64');
      await removeNetwork(engine, id);
      await assert.rejects(removeNetwork(engine, id), { ...refused, kind: 'notFound' });
    });
  });

  it('take one of the engine’s pools where no subnet is given', async () => {
    await withMade({}, async id => {
      const { pools, used } = await readNetworkUse(engine, id);
      assert.match(pools[0]?.subnet ?? '', /^10\.16[4-7]\./);
      assert.match(pools[0]?.gateway ?? '', /^10\.16[4-7]\.[\d.]+\.\d+$/);
      assert.deepEqual(used, []);
    });
  });

  it('are refused twice, and overlapping; the engine’s own stay', async () => {
    await withMade({ pools: [{ subnet: '10.78.0.0/24' }] }, async (_, name) => {
      const twice = createNetwork(engine, { name, labels: testLabel });
      await assert.rejects(twice, { ...refused, kind: 'conflict' });
      const pools = [{ subnet: '10.78.0.0/16' }];
      await assert.rejects(createNetwork(engine, { name: own(), pools }), refused);
    });
    const [bridge] = await docker.listNetworks({ filters: { name: ['^bridge$'] } });
    assert.ok(bridge);
    await assert.rejects(removeNetwork(engine, bridge.Id), { ...refused, kind: 'conflict' });
  });

  it('take a container in, with address and aliases, and let it go', async () => {
    await withMade({ pools: [{ subnet: '10.79.0.0/24' }] }, async id => {
      await withContainer(docker, { name: own() }, async container => {
        const wish = { ipv4: '10.79.0.20', aliases: ['db', 'cache'] };
        await connectContainer(engine, id, container, wish);
        const { networks } = await readContainer(engine, container);
        const place = networks.find(({ networkId }) => networkId === id);
        assert.equal(place?.ipv4, '10.79.0.20');
        assert.ok(place?.aliases.includes('db') && place.aliases.includes('cache'));
        const { used } = await readNetworkUse(engine, id);
        assert.deepEqual(
          used.map(({ address }) => address),
          ['10.79.0.20'],
        );
        assert.match(used[0]?.owner ?? '', /^slipway-test-/);
        await assert.rejects(connectContainer(engine, id, container), refused);
        await assert.rejects(removeNetwork(engine, id), { ...refused, kind: 'conflict' });
        await disconnectContainer(engine, id, container);
        assert.deepEqual((await readNetworkUse(engine, id)).used, []);
        await assert.rejects(disconnectContainer(engine, id, container), refused);
      });
    });
  });

  it('refuse an address that is taken, and any where the engine chose the subnet', async () => {
    await withMade({ pools: [{ subnet: '10.80.0.0/24' }] }, async id => {
      await withContainer(docker, {}, async first => {
        await withContainer(docker, {}, async second => {
          await connectContainer(engine, id, first, { ipv4: '10.80.0.5' });
          await assert.rejects(
            connectContainer(engine, id, second, { ipv4: '10.80.0.5' }),
            refused,
          );
        });
      });
    });
    await withMade({}, async id => {
      const { pools } = await readNetworkUse(engine, id);
      const ipv4 = (pools[0]?.subnet ?? '').replace(/\.\d+\/\d+$/, '.40');
      await withContainer(docker, {}, async container => {
        await assert.rejects(connectContainer(engine, id, container, { ipv4 }), error => {
          assert.ok(wantsOwnSubnet(error), String(error));
          return true;
        });
      });
    });
  });

  it('take no container of the host’s network, or of another container’s', async () => {
    await withMade({}, async id => {
      const host = { HostConfig: { NetworkMode: 'host' } };
      await withContainer(docker, { more: host }, async container => {
        await assert.rejects(connectContainer(engine, id, container), refused);
        const shared = { HostConfig: { NetworkMode: `container:${container}` } };
        await withContainer(docker, { more: shared }, async guest => {
          await assert.rejects(connectContainer(engine, id, guest), refused);
        });
      });
      const none = { HostConfig: { NetworkMode: 'none' } };
      await withContainer(docker, { more: none }, async container => {
        await assert.rejects(connectContainer(engine, id, container), refused);
        await disconnectContainer(engine, 'none', container);
        await connectContainer(engine, id, container);
      });
    });
  });

  it('without a running member are found, with those that still want them', async () => {
    await withNetwork(docker, { Name: own() }, async busy => {
      await withNetwork(docker, { Name: own() }, async wanted => {
        await withNetwork(docker, { Name: own() }, async free => {
          const at = (network: string) => ({ HostConfig: { NetworkMode: network } });
          await withContainer(docker, { more: at(busy) }, async () => {
            const stopped = { name: own(), more: at(wanted), start: false };
            await withContainer(docker, stopped, async () => {
              const unused = await findUnusedNetworks(engine);
              const found = (id: string) => unused.find(({ network }) => network.id === id);
              assert.equal(found(busy), undefined);
              assert.deepEqual(found(wanted)?.wantedBy, [stopped.name]);
              assert.deepEqual(found(free)?.wantedBy, []);
              assert.ok(!unused.some(({ network }) => network.predefined));
            });
          });
        });
      });
    });
  });
});
