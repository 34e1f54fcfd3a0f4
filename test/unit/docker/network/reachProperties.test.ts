import assert from 'node:assert/strict';
import fc from 'fast-check';
import { causeCodes, type Question } from '../../../../src/docker/network/diagnosis';
import type { ReachabilityFacts } from '../../../../src/docker/network/facts';
import { diagnose } from '../../../../src/docker/network/reachability';
import { factsOf, idOf, type PeerWish } from '../../../lib/reachScene';

const nets = ['bridge', 'front', 'back', 'closed', 'inner', 'lan'] as const;
const names = ['api', 'web', 'side'] as const;

const places = fc.uniqueArray(fc.constantFrom(...nets), { maxLength: 3 });
const listens = fc.subarray(
  ['tcp 0.0.0.0:80', 'tcp 127.0.0.1:80', 'tcp [::]:80', 'udp 0.0.0.0:80', 'tcp 0.0.0.0:81'],
  { minLength: 0 },
);

function peer(at: number): fc.Arbitrary<PeerWish> {
  const mode = fc.constantFrom(undefined, undefined, 'host', 'none', `container:${idOf('web')}`);
  const status = fc.constantFrom('running', 'running', 'running', 'exited', 'paused', 'restarting');
  // No two publish the same port.
  const port = `808${at}`;
  const publish = fc.constantFrom({}, { '80/tcp': port }, { '80/tcp': `127.0.0.1:${port}` });
  return fc
    .record({ mode, status, places, listens: fc.option(listens, { nil: undefined }), publish })
    .map(({ mode, places, ...rest }) => ({
      ...rest,
      ...(mode !== undefined && { mode }),
      in:
        mode === undefined ? Object.fromEntries(places.map(net => [net, addressIn(net, at)])) : {},
    }));
}

function addressIn(net: string, at: number): string {
  return `172.${17 + nets.indexOf(net as (typeof nets)[number])}.0.${at + 2}`;
}

const scene = fc.record({ api: peer(0), web: peer(1), side: peer(2) }).map(containers =>
  factsOf({
    containers,
    networks: {
      front: {},
      back: {},
      closed: { icc: false },
      inner: { internal: true },
      lan: { driver: 'macvlan' },
    },
  }),
);

const end = fc.constantFrom(...names).map(container => ({ container }));
const question: fc.Arbitrary<Question> = fc.record({
  from: fc.oneof(end, fc.constantFrom('host' as const, 'outside' as const)),
  to: fc.oneof(
    end,
    end.map(one => ({ ...one, by: 'address' as const })),
    fc.constantFrom('localhost', 'web', 'nosuch', 'example.com').map(name => ({ name })),
    fc
      .constantFrom('127.0.0.1', '::1', '172.18.0.3', '172.17.0.1', '192.0.2.1', '')
      .map(address => ({ address })),
  ),
  port: fc.constantFrom(80, 81, 8080, 8081),
  protocol: fc.constantFrom('tcp' as const, 'udp' as const),
});

describe('who reaches whom, of any scene', () => {
  it('is answered whatever is asked, and the answer fits its cause', () => {
    fc.assert(
      fc.property(scene, question, (facts, asked) => {
        const { answer, cause, also, works, seen } = diagnose(facts, asked);
        assert.equal(answer === 'yes', cause === undefined);
        assert.equal(answer === 'no', cause?.certain === true);
        if (answer === 'yes') assert.equal(seen, 'connects');
        const varies = [cause, ...also].some(one => one?.code === 'restarting');
        if (answer === 'no' && !varies) assert.notEqual(seen, 'unknown');
        const ranks = [cause, ...also].flatMap(one =>
          one ? [(one.certain ? 0 : 1000) + causeCodes.indexOf(one.code)] : [],
        );
        assert.deepEqual(
          ranks,
          [...ranks].sort((one, other) => one - other),
        );
        assert.equal(new Set(works.map(way => JSON.stringify(way))).size, works.length);
      }),
      { numRuns: 500 },
    );
  });

  it('has ways that are themselves answered so', () => {
    fc.assert(
      fc.property(scene, question, (facts, asked) => {
        for (const { kind, target, port, protocol } of diagnose(facts, asked).works) {
          if (target === '') continue;
          const to =
            kind === 'name' || kind === 'localhost' ? { name: target } : { address: target };
          const found = diagnose(facts, {
            from: asked.from,
            to,
            protocol,
            ...(port !== undefined && { port }),
          });
          assert.notEqual(found.answer, 'no', JSON.stringify({ way: target, port, found }));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('has the same network truths both ways', () => {
    const symmetric = ['noSharedNetwork', 'defaultBridgeName', 'iccOff'];
    const of = (facts: ReachabilityFacts, from: string, to: string): readonly string[] => {
      const { cause, also } = diagnose(facts, { from: { container: from }, to: { container: to } });
      return [cause, ...also].flatMap(one => (one && symmetric.includes(one.code) ? one.code : []));
    };
    const usual = scene.filter(facts =>
      facts.containers.every(({ State, HostConfig }) => {
        const mode = HostConfig?.NetworkMode ?? '';
        return State?.Status === 'running' && !/^(?:container:|host$|none$)/.test(mode);
      }),
    );
    fc.assert(
      fc.property(usual, facts => {
        assert.deepEqual(of(facts, 'api', 'web'), of(facts, 'web', 'api'));
      }),
      { numRuns: 150 },
    );
  });

  it('does not throw where the engine leaves everything out', () => {
    const bare: ReachabilityFacts = {
      containers: [
        { Id: 'a', Name: null, State: null, Config: null, HostConfig: null, NetworkSettings: null },
        { Id: 'b', NetworkSettings: { Networks: { x: null }, Ports: { '80/tcp': null } } },
        { Id: 'c', HostConfig: { NetworkMode: 'container:c' } },
      ],
      networks: [{ Id: 'n' }, { Id: 'm', Options: null, IPAM: { Config: [{ Subnet: 'odd' }] } }],
      sockets: { b: { tcp: 'no table' } },
    };
    for (const from of ['a', 'b', 'c', 'd']) {
      for (const container of ['a', 'b', 'c', 'd']) {
        diagnose(bare, { from: { container: from }, to: { container }, port: 80 });
        diagnose(bare, { from: { container: from }, to: { container, by: 'address' } });
      }
    }
  });
});
