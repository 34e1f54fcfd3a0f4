import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import type { Endpoint } from '../../../src/engine/endpoint';
import { EngineError } from '../../../src/engine/errors';
import { type Kind, kinds, type Volume } from '../../../src/engine/records';
import { Emitter } from '../../../src/model/emitter';
import { Host, type HostState } from '../../../src/model/host';
import { Hosts } from '../../../src/model/hosts';
import { formatKey, parseKey } from '../../../src/model/key';
import { Limit } from '../../../src/model/limit';

const nowhere: Endpoint = {
  source: 'default',
  url: 'unix:///nowhere/docker.sock',
  address: { kind: 'socket', path: '/nowhere/docker.sock' },
  looked: ['unix:///nowhere/docker.sock', 'unix:///nor/here.sock'],
};

const fast = { firstWaitMs: 4, longestWaitMs: 30 };

/** Its states so far, and a way to wait for one. */
function followed(host: Host): {
  seen: HostState[];
  until(is: (s: HostState) => boolean): Promise<void>;
} {
  const seen: HostState[] = [];
  host.onDidChangeState(state => seen.push(state));
  const until = async (is: (state: HostState) => boolean): Promise<void> => {
    while (!seen.some(is)) await sleep(1);
  };
  return { seen, until };
}

describe('a host without an engine', () => {
  it('waits twice as long after each attempt, up to a limit, for ever', async () => {
    const asked: number[] = [];
    const find = async (): Promise<Endpoint> => {
      asked.push(performance.now());
      return nowhere;
    };
    const host = new Host('h', find, { firstWaitMs: 20, longestWaitMs: 100 });
    const { seen } = followed(host);
    const told: number[] = [];
    host.onDidChangeState(state => {
      if (state.phase === 'lost' && !state.trying) told.push(state.retryAtMs - Date.now());
    });
    host.start();
    host.start();
    while (asked.length < 7) await sleep(5);
    host.dispose();
    for (const [i, wait] of [20, 40, 80, 100, 100, 100].entries()) {
      // The machine may be slow, but the host is never early.
      const waited = (asked[i + 1] ?? 0) - (asked[i] ?? 0);
      assert.ok(waited >= wait - 2, `waited ${waited} of ${wait}`);
      assert.ok(Math.abs((told[i] ?? 0) - wait) <= 5, `told ${told[i]} for ${wait}`);
    }
    const phases = seen.map(s => (s.phase === 'lost' && s.trying ? 'trying' : s.phase)).slice(0, 6);
    assert.deepEqual(phases, ['connecting', 'lost', 'trying', 'lost', 'trying', 'lost']);
    await sleep(150);
    assert.equal(asked.length, 7, 'a disposed host asks on');
  });

  it('says what is wrong, and where an engine was looked for', async () => {
    const host = new Host('h', async () => nowhere, fast);
    await assert.rejects(host.connected(), {
      kind: 'absent',
      code: 'ENOENT',
      looked: nowhere.looked,
    });
    assert.throws(() => host.engine, { kind: 'absent' });
    assert.equal(host.endpoint, nowhere);
    assert.ok(host.isStale);
    host.dispose();
    assert.equal(host.state.phase, 'idle');
  });

  it('goes on when even the search for the endpoint fails', async () => {
    let asked = 0;
    const wrong = new EngineError('badEndpoint', 'x', undefined, 'noContext');
    const find = async (): Promise<Endpoint> => {
      asked++;
      if (asked === 2) throw new TypeError('a fault of our own');
      throw wrong;
    };
    const host = new Host('h', find, fast);
    await assert.rejects(host.connected(), wrong);
    while (asked < 4) await sleep(1);
    host.dispose();
  });

  it('tries at once when asked to, and tells whoever waits how that went', async () => {
    let asked = 0;
    const find = async (): Promise<Endpoint> => {
      asked++;
      return nowhere;
    };
    const host = new Host('h', find, { firstWaitMs: 60_000, longestWaitMs: 60_000 });
    await assert.rejects(host.connected(), { kind: 'absent' });
    assert.equal(asked, 1);
    await Promise.all([1, 2].map(() => assert.rejects(host.connected(), { kind: 'absent' })));
    assert.equal(asked, 2);
    host.retry();
    while (asked < 3) await sleep(1);
    await host.check();
    while (asked < 4) await sleep(1);
    host.dispose();
  });

  it('lets nobody wait for ever when it is disposed', async () => {
    const host = new Host('h', () => new Promise<Endpoint>(() => {}), fast);
    const waiting = assert.rejects(host.connected(), { kind: 'cancelled' });
    await sleep(5);
    host.dispose();
    await waiting;
  });

  it('takes nothing from a search that was under way when it was restarted', async () => {
    const answers: ((endpoint: Endpoint) => void)[] = [];
    const find = (): Promise<Endpoint> => new Promise(resolve => answers.push(resolve));
    const host = new Host('h', find, fast);
    host.start();
    host.restart();
    while (answers.length < 2) await sleep(1);
    const other = { ...nowhere, url: 'unix:///other.sock' };
    answers[1]?.(other);
    answers[0]?.(nowhere);
    await assert.rejects(host.connected(), { kind: 'absent' });
    assert.equal(host.endpoint, other);
    host.dispose();
  });
});

describe('the hosts', () => {
  const volume = (name: string): Volume => ({
    name,
    driver: 'local',
    scope: 'local',
    mountpoint: '',
    createdAt: '',
    labels: {},
    options: {},
    anonymous: false,
  });

  it('list what all hold, the same until it changes', () => {
    const [one, two] = ['one', 'two/2'].map(id => new Host(id, async () => nowhere)) as [
      Host,
      Host,
    ];
    for (const hosts of [new Hosts([one]), new Hosts([one, two])]) {
      one.store.take('volume', [volume('a'), volume('b')]);
      two.store.take('volume', [volume('a')]);
      const many = hosts.all.length === 2;
      const keys = (): string[] => hosts.list('volume').map(found => found.key);
      const others = many ? ['two%2F2/volume/a'] : [];
      assert.deepEqual(keys(), ['one/volume/a', 'one/volume/b', ...others]);
      assert.equal(hosts.list('volume')[0], hosts.list('volume')[0]);
      assert.equal(hosts.find('volume', 'one/volume/a'), hosts.list('volume')[0]);
      one.store.take('volume', [], { scope: ['a'] });
      assert.deepEqual(keys(), ['one/volume/b', ...others]);
      assert.equal(hosts.find('volume', 'one/volume/a'), undefined);
      assert.equal(hosts.find('image', 'one/volume/b'), undefined);
      one.store.clear();
      assert.deepEqual(keys(), others);
    }
  });
});

describe('a key', () => {
  it('names what it was made for, whatever the names are', () => {
    const text = fc.string({ unit: 'binary', minLength: 1 });
    fc.assert(
      fc.property(text, fc.constantFrom<Kind>(...kinds), text, (host, kind, id) => {
        fc.pre(isWellFormed(host) && isWellFormed(id));
        const key = formatKey({ host, kind, id });
        assert.deepEqual(parseKey(key), { host, kind, id });
        assert.deepEqual(parseKey(`${key}/ports/80`), { host, kind, id });
      }),
    );
  });

  it('of something else is none', () => {
    for (const text of ['', 'a', 'a/b', 'a/pod/x', 'a/container/', 'a/container/%E0%A4%A', '//']) {
      assert.equal(parseKey(text), undefined, text);
    }
  });
});

function isWellFormed(text: string): boolean {
  return Buffer.from(text).toString() === text;
}

describe('a limit', () => {
  it('never runs more at once, keeps the order, and lets the first one go first', async () => {
    const limit = new Limit(2);
    let running = 0;
    let most = 0;
    const order: string[] = [];
    const task = (name: string) => async (): Promise<void> => {
      running++;
      most = Math.max(most, running);
      order.push(name);
      await sleep(2);
      running--;
      if (name === 'b') throw new Error('b');
    };
    const runs = ['a', 'b', 'c', 'd'].map(name => limit.run(task(name)));
    runs.push(limit.run(task('urgent'), true));
    const results = await Promise.allSettled(runs);
    assert.equal(results.filter(result => result.status === 'rejected').length, 1);
    await limit.run(task('later'));
    assert.equal(most, 2);
    assert.deepEqual(order, ['a', 'b', 'urgent', 'c', 'd', 'later']);
  });
});

describe('an emitter', () => {
  it('tells everyone, also when one of them fails, and nobody who has left', async () => {
    const emitter = new Emitter<number>();
    const heard: string[] = [];
    const first = emitter.event(value => {
      heard.push(`a${value}`);
      first.dispose();
    });
    emitter.event(() => {
      throw new Error('a fault of a listener');
    });
    emitter.event(value => heard.push(`b${value}`));
    const faults: Error[] = [];
    const before = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException');
    process.on('uncaughtException', error => faults.push(error));
    emitter.fire(1);
    emitter.fire(2);
    await sleep(5);
    process.removeAllListeners('uncaughtException');
    for (const listener of before) process.on('uncaughtException', listener);
    assert.deepEqual(heard, ['a1', 'b1', 'b2']);
    assert.equal(faults.length, 2);
    emitter.dispose();
    emitter.fire(3);
    assert.equal(heard.length, 3);
  });
});
