import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EngineError } from '../../src/engine/errors';
import { type Kind, kinds } from '../../src/engine/records';
import { eventually } from '../lib/processes';
import { testLabel } from '../lib/testEngine';
import { connected, converges, counts, create, fast, followedEngine, lost } from './following';

const events = /\/events/;
const lists = /\/(containers|images)\/json|\/(volumes|networks)(\?|$)/;

describe('a host whose engine is not well', () => {
  const followed = followedEngine(fast);
  let id = '';

  before(async () => {
    id = await create(followed().docker, 'fault-stays');
    await followed().docker.createVolume({ Name: 'fault-volume', Labels: { ...testLabel } });
    await converges(followed().host, followed().direct);
  });

  afterEach(() => followed().proxy.clear());

  /** Something new, so that only a true answer of now is right. */
  async function change(): Promise<void> {
    const name = `fault-${Math.random().toString(36).slice(2)}`;
    await followed().docker.getContainer(id).rename({ name });
  }

  it('keeps what it knew, greyed, when all connections break, and comes back', async () => {
    const { host, proxy, direct } = followed();
    const before = counts(host);
    proxy.resetAll();
    const error = await lost(host);
    assert.equal(error.kind, 'unreachable');
    assert.ok(host.isStale);
    assert.deepEqual(counts(host), before);
    await change();
    await host.connected();
    await converges(host, direct);
  });

  it('says that it is absent while there is no socket, and finds it again', async () => {
    const { host, proxy, direct } = followed();
    await proxy.down();
    try {
      const why = (): EngineError | undefined =>
        host.state.phase === 'lost' ? host.state.error : undefined;
      assert.ok(await eventually(() => why()?.kind === 'absent', 5_000), why()?.kind);
      assert.deepEqual(why()?.looked, [proxy.host]);
      await change();
    } finally {
      await proxy.up();
    }
    await host.connected();
    await converges(host, direct);
  });

  const spoilt: Readonly<Record<string, (url: RegExp) => void>> = {
    reset: url => followed().proxy.reset(url, { times: 3 }),
    'cut off': url => followed().proxy.truncate(url, 40, { times: 3 }),
    delayed: url => followed().proxy.delay(url, 600, { times: 3 }),
    'answered by another': url => followed().proxy.answer(url, 200, '<html>', { times: 3 }),
    refused: url => followed().proxy.answer(url, 502, 'Bad Gateway', { times: 3 }),
    failing: url => followed().proxy.answer(url, 500, '{"message":"no"}', { times: 3 }),
  };
  for (const [name, spoil] of Object.entries(spoilt)) {
    for (const [what, url] of Object.entries({ lists, events })) {
      it(`comes right when its ${what} are ${name}`, async () => {
        const { host, proxy, direct } = followed();
        spoil(url);
        proxy.resetAll();
        await lost(host);
        await change();
        await converges(host, direct, 15_000);
        proxy.clear();
        await change();
        await converges(host, direct);
      });
    }
  }

  it('comes right when an answer stops in the middle and nothing more is said', async () => {
    const { host, proxy, direct } = followed();
    proxy.stall(/containers\/json/, 40, { times: 1 });
    await change();
    await converges(host, direct, 20_000);
  }).timeout(40_000);

  it('notices that its events stay away, once it is asked or changes something itself', async () => {
    const { host, proxy, direct } = followed();
    for (const notice of ['asked', 'changes']) {
      await connected(host);
      proxy.drop(events);
      proxy.resetAll();
      await lost(host);
      await host.connected();
      proxy.clear();
      await change();
      if (notice === 'asked') {
        await sleep(1_100); // the engine's clock tells whole seconds
        void host.check();
      } else {
        await host.engine.docker.getContainer(id).rename({ name: 'fault-by-us' });
      }
      assert.equal((await lost(host, 8_000)).kind, 'unreachable');
      await converges(host, direct);
    }
  });

  it('shows all others when a record of the list is broken', async () => {
    const { host, test, proxy, direct } = followed();
    const urls: Readonly<Record<Kind, string>> = {
      container: '/containers/json?all=true',
      image: '/images/json',
      volume: '/volumes',
      network: '/networks',
    };
    const whole = counts(host);
    for (const [at, kind] of kinds.entries()) {
      await connected(host);
      const answer = await raw(test.socket, urls[kind]);
      const list = (kind === 'volume' ? answer['Volumes'] : answer) as unknown[];
      const broken = [null, 7, 'x', [], {}, { Id: 3, Name: [] }, hollow(list[0]), ...list];
      const body = JSON.stringify(kind === 'volume' ? { Volumes: broken } : broken);
      const first = new RegExp(`${urls[kind].replace('?', '\\?').split('=')[0]}`);
      proxy.answer(first, 200, body, { times: 1 });
      proxy.resetAll();
      await lost(host);
      await host.connected();
      await eventually(() => host.store.count(kind) === (whole[at] ?? 0) + 1, 3_000);
      const ids = new Set(
        host.store.all(kind).map(record => ('id' in record ? record.id : record.name)),
      );
      assert.equal(ids.size, (whole[at] ?? 0) + 1, kind);
      assert.ok(ids.has('hollow'), kind);
      proxy.clear();
    }
    await connected(host);
    proxy.resetAll();
    await lost(host);
    await converges(host, direct);
  }).timeout(60_000);
});

/** A record with its id, and every other field of the wrong type. */
function hollow(record: unknown): unknown {
  const fields = Object.entries(record as object).map(([name, value]) => {
    if (name === 'Id' || name === 'Name') return [name, 'hollow'];
    return [name, typeof value === 'object' ? 7 : { wrong: [null] }];
  });
  return Object.fromEntries(fields);
}

async function raw(socketPath: string, url: string): Promise<Record<string, unknown>> {
  const { get } = await import('node:http');
  return new Promise((resolve, reject) => {
    get({ socketPath, path: url }, async response => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk as Buffer);
      resolve(JSON.parse(Buffer.concat(chunks).toString()));
    }).on('error', reject);
  });
}
