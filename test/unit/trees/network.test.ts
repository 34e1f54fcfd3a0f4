import '../../lib/vscodeWords';
import assert from 'node:assert/strict';
import { networkView } from '../../../src/trees/network';
import { container, membership, network, top, world } from './records';

const front = network('front');
const host = network('host', { driver: 'host', predefined: true, subnets: [] });
const none = network('none', { driver: 'null', predefined: true, subnets: [] });
const web = container('web', {
  networks: [membership(front, { ipv4: '10.1.0.2', mac: '02:42:0a:01:00:02' })],
});
const side = container('side', { networkMode: `container:${web.id}` });
const deep = container('deep', { networkMode: `container:${side.id}` });
const onHost = container('on-host', { networkMode: 'host', networks: [membership(host)] });
/** As an older engine tells one that never ran: the network by its name alone. */
const fresh = container('fresh', { networks: [{ ...membership(front), networkId: '' }] });
const cut = container('cut', { networkMode: 'none' });
const known = world({
  containers: [web, side, deep, onHost, fresh, cut],
  networks: [front, host, none],
});
const rows = async (of: typeof front, path: string[] = []) =>
  (await networkView.parts(of, path, known)).map(
    ({ id, row }) => `${id.split(':')[0]} ${row.label}: ${row.description} (${row.children})`,
  );

describe('the row of a network', () => {
  it('says subnet, driver, what is special, and how many are in it', () => {
    const special = network('back', {
      internal: true,
      attachable: true,
      scope: 'swarm',
      ipv6: true,
    });
    assert.equal(
      networkView.row(front, known, top).description,
      '10.1.0.0/24 · bridge · 2 containers',
    );
    assert.equal(
      networkView.row(special, known, top).description,
      '10.1.0.0/24 · bridge · swarm · internal · attachable · IPv6',
    );
    assert.equal(networkView.row(host, known, top).description, 'predefined · 1 container');
  });

  it('says nothing of its members while not all containers are known', () => {
    const early = networkView.row(front, world({ isKnown: false }), top);
    assert.equal(early.description, '10.1.0.0/24 · bridge');
    assert.equal(early.flags, 'network own connectable');
    assert.doesNotMatch(early.spoken, /container/);
  });

  it('has flags for menus', () => {
    assert.equal(networkView.row(front, known, top).flags, 'network own used connectable');
    assert.equal(networkView.row(none, known, top).flags, 'network predefined used');
  });
});

describe('the rows below a network', () => {
  it('are its members with their addresses, those by name too', async () => {
    assert.deepEqual(await rows(front), [
      'member fresh:  (none)',
      'member web: 10.1.0.2 · 02:42:0a:01:00:02 (open)',
    ]);
  });

  it('say the aliases before the MAC address, which few look for', async () => {
    const place = membership(front, {
      ...{ ipv4: '10.1.0.2', ipv6: 'fd00::2', mac: '02:42:0a:01:00:02', aliases: ['www'] },
    });
    const details = { [web.id]: { networks: [place] } as never };
    const [member] = await networkView.parts(front, [], world({ containers: [web], details }));
    assert.equal(member?.row.description, '10.1.0.2 · fd00::2 · alias www · 02:42:0a:01:00:02');
  });

  it('have below them who shares their network, at any depth', async () => {
    const member = `member:${web.id}`;
    assert.deepEqual(await rows(front, [member]), ['sharer side: shares its network (open)']);
    assert.deepEqual(await rows(front, [member, `sharer:${side.id}`]), [
      'sharer deep: shares its network (none)',
    ]);
  });

  it('are under host and none those that use them', async () => {
    assert.deepEqual((await rows(host)).length, 1);
    assert.match((await rows(none))[0] ?? '', /^member cut/);
  });
});

describe('who uses what', () => {
  it('tells what a container used before and uses now', () => {
    const { usage } = world({});
    usage.set(web.id, web);
    const uses = usage.set(web.id, { ...web, networks: [], imageId: 'sha256:2' });
    assert.deepEqual(
      uses.map(({ kind, idOrName }) => `${kind} ${idOrName}`),
      ['image sha256:1', `network ${front.id}`, 'image sha256:2'],
    );
    assert.equal(usage.count('network', front.id), 0);
    assert.equal(usage.count('image', 'sha256:2'), 1);
    usage.set(web.id, undefined);
    assert.equal(usage.count('image', 'sha256:2'), 0);
  });
});
