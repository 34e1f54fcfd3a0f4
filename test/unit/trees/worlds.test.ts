import '../../lib/vscodeWords';
import assert from 'node:assert/strict';
import { DetailsCache } from '../../../src/model/details';
import { Host } from '../../../src/model/host';
import { Hosts } from '../../../src/model/hosts';
import { Measured } from '../../../src/model/measured';
import { headOf } from '../../../src/trees/viewHead';
import { type Touched, Worlds } from '../../../src/trees/worlds';
import { endpointAt } from '../../lib/endpointAt';
import { container, image, network, volume } from './records';

/** A host that nothing connects: what its store holds is read here. */
function still() {
  const host = new Host('here', async () => endpointAt('/nowhere'));
  const hosts = new Hosts([host]);
  const touched: string[] = [];
  const onTouch = ({ kind, ids }: Touched): void => {
    touched.push(...ids.map(id => `${kind} ${id}`));
  };
  const worlds = new Worlds(hosts, new DetailsCache(hosts), new Measured(hosts), onTouch);
  return { host, hosts, touched, world: worlds.of(host) };
}

describe('who uses what, while lists are read', () => {
  const nginx = image(['nginx:1'], { id: 'sha256:1' });
  const front = network('front');

  it('is not known before the containers are, and then shows on every row', () => {
    const { host, touched, world } = still();
    host.store.take('image', [nginx]);
    host.store.take('volume', [volume('data')]);
    host.store.take('network', [front]);
    const counts = () => [
      world.usage.count('image', nginx.id),
      world.usage.count('volume', 'data'),
      world.usage.count('network', front.id),
    ];
    assert.deepEqual(counts(), [undefined, undefined, undefined]);
    const web = container('web', { imageId: nginx.id });
    // An event's reading tells of one container alone.
    host.store.take('container', [web], { scope: [web.id] });
    assert.deepEqual(counts(), [undefined, undefined, undefined]);
    touched.splice(0);
    host.store.take('container', [web]);
    assert.deepEqual(counts(), [1, 0, 0]);
    for (const row of [`image ${nginx.id}`, 'volume data', `network ${front.id}`]) {
      assert.ok(touched.includes(row), row);
    }
  });

  it('stays known when a later reading fails, and is unknown of another engine', () => {
    const { host, world } = still();
    host.store.take('container', []);
    host.store.failed('container');
    assert.equal(world.usage.count('image', nginx.id), 0);
    host.store.clear();
    assert.equal(world.usage.count('image', nginx.id), undefined);
  });
});

describe('what stands above rows', () => {
  const { hosts } = still();
  const head = (filter: string, isAll: boolean, all: number, shown: number): string =>
    headOf({ filter, all: isAll }, { all, shown }, hosts, true).message;

  it('is nothing while there are rows, or nothing at all', () => {
    assert.equal(head('', true, 3, 3), '');
    assert.equal(head('', true, 0, 0), '');
    assert.equal(head('', false, 3, 1), '');
  });

  it('says why there are none', () => {
    assert.equal(head('web', true, 3, 0), 'Nothing matches “web”.');
    assert.match(head('', false, 3, 0), /without a tag are hidden/);
  });
});
