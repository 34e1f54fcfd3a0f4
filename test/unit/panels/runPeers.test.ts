import assert from 'node:assert/strict';
import { EngineError } from '../../../src/engine/errors';
import type { ContainerDetails } from '../../../src/engine/records';
import type { DetailsCache } from '../../../src/model/details';
import type { Host } from '../../../src/model/host';
import { parseKey } from '../../../src/model/key';
import { Store } from '../../../src/model/store';
import { peersIn } from '../../../src/panels/runPeers';
import { container, idOf, membership, network } from '../trees/records';

const back = network('back');
const front = network('front');

/** A host where these are, and what inspect tells of their places. */
function hostWith(...containers: readonly ReturnType<typeof container>[]) {
  const store = new Store();
  store.take('network', [back, front]);
  store.take('container', containers);
  const read: string[] = [];
  const load = async (_kind: string, key: string) => {
    const { id = '' } = parseKey(key) ?? {};
    const { name = '', networks = [] } = store.get('container', id) ?? {};
    read.push(name);
    if (name === 'gone') throw new EngineError('notFound', 'gone', 404);
    const told = networks.map(place => ({
      ...place,
      aliases: [name, `${name}-alias`, id.slice(0, 12)],
    }));
    return { networks: told } as unknown as ContainerDetails;
  };
  const details = { load } as unknown as DetailsCache;
  return { host: { id: 'here', store } as unknown as Host, details, read };
}

describe('whom a container reaches by name', () => {
  const inBack = { networks: [membership(back)] };
  const db = container('db', inBack);
  const web = container('web', { networks: [membership(front), membership(back)] });

  it('are those that run in its networks, with their aliases there', async () => {
    const stopped = container('old', { ...inBack, state: 'exited' });
    const alone = container('alone');
    const { host, details, read } = hostWith(web, db, stopped, alone);
    const peer = (name: string) => ({ name, aliases: [`${name}-alias`] });
    assert.deepEqual(await peersIn(host, details, ['back', 'front', 'none']), [
      [peer('db'), peer('web')],
      [peer('web')],
      [],
    ]);
    assert.deepEqual([...new Set(read)].sort(), ['db', 'web'], 'nobody else is asked about');
    assert.deepEqual(await peersIn(host, details, [back.id.slice(0, 12)], idOf('web')), [
      [peer('db')],
    ]);
  });

  it('have at least the name of their service where they cannot be asked', async () => {
    const labels = {
      'com.docker.compose.project': 'shop',
      'com.docker.compose.service': 'cache',
    };
    const once = { ...labels, 'com.docker.compose.oneoff': 'True' };
    const { host, details } = hostWith(container('gone', { ...inBack, labels }));
    assert.deepEqual(await peersIn(host, details, ['back']), [
      [{ name: 'gone', aliases: ['cache'] }],
    ]);
    const run = hostWith(container('gone', { ...inBack, labels: once }));
    assert.deepEqual(await peersIn(run.host, run.details, ['back']), [
      [{ name: 'gone', aliases: [] }],
    ]);
  });

  it('are not all asked about where they are many', async () => {
    const names = Array.from({ length: 100 }, (_, at) => `many-${at}`);
    const { host, details, read } = hostWith(...names.map(name => container(name, inBack)));
    const [peers = []] = await peersIn(host, details, ['back']);
    assert.equal(peers.length, 100);
    assert.equal(read.length, 60);
  });
});
