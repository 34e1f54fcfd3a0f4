import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import type { LiveChange } from '../../../src/docker/run/liveChange';
import type { Engine } from '../../../src/engine/connection';
import type { Journal } from '../../../src/engine/recreate/journal';
import { changeLive, type LiveOutcome } from '../../../src/engine/recreate/live';
import { resume } from '../../../src/engine/recreate/resume';
import {
  type ContainerDouble,
  type DoubleContainer,
  type DoubleFault,
  withDouble,
} from '../../lib/containerDouble';
import { memoryJournal } from '../../lib/memoryJournal';

const bounds = { restoreMs: 1_000, lateMs: 60 };
const options = { host: 'h', ...bounds };
const Id = 'a'.repeat(64);

const original = (): DoubleContainer => ({
  Id,
  Name: '/web',
  State: { Running: true, Paused: false },
  HostConfig: { RestartPolicy: { Name: 'always' }, NetworkMode: 'front', Memory: 0 },
  networks: {
    front: { IPAMConfig: { IPv4Address: '10.0.0.7' }, Aliases: ['www'] },
    back: {},
    other: { Aliases: ['o'] },
  },
});

/** Another address in one network, out of one, into one, and another name. */
const moves: LiveChange = {
  update: {},
  name: 'shop',
  leaves: { front: original().networks['front'] ?? {}, back: {} },
  joins: { front: { IPAMConfig: { IPv4Address: '10.0.0.8' }, Aliases: ['www'] }, third: {} },
};
const withLimits: LiveChange = {
  ...moves,
  update: { Memory: 64, RestartPolicy: { Name: 'no' } },
};

function changed({ update }: LiveChange): DoubleContainer {
  const { networks, HostConfig, ...rest } = original();
  const { back: _, ...stays } = networks;
  const host = { ...HostConfig, ...update } as DoubleContainer['HostConfig'];
  return { ...rest, Name: '/shop', HostConfig: host, networks: { ...stays, ...moves.joins } };
}

const run = (engine: Engine, live: LiveChange, journal: Journal): Promise<LiveOutcome> =>
  changeLive(engine, Id, live, { journal, ...options });

/** As it was, or changed, and nothing between. */
function assertWhole(double: ContainerDouble, live: LiveChange, isChanged: boolean): void {
  assert.deepEqual(double.containers, [isChanged ? changed(live) : original()]);
}

describe('a live change, against an engine that fails', () => {
  for (const [what, live] of Object.entries({ moves, withLimits })) {
    it(`is done, and forgotten: ${what}`, () =>
      withDouble([original()], async (double, engine) => {
        const journal = memoryJournal();
        assert.deepEqual(await run(engine, live, journal), { kind: 'changed' });
        assertWhole(double, live, true);
        assert.deepEqual(await journal.read(), []);
      }));

    it(`ends whole whatever goes wrong, on the way back too: ${what}`, async () => {
      const faults = fc.constantFrom<DoubleFault>('reset', 'lose', 'refuse', 'late');
      const which = fc.array(fc.tuple(fc.nat(16), faults), { minLength: 1, maxLength: 4 });
      await fc.assert(
        fc.asyncProperty(which, spoilt =>
          withDouble([original()], async (double, engine) => {
            let count = 0;
            const plan = new Map(spoilt);
            double.faultFor = () => plan.get(count++);
            const journal = memoryJournal();
            const outcome = await run(engine, live, journal);
            assert.notEqual(outcome.kind, 'stuck', JSON.stringify(outcome));
            assertWhole(double, live, outcome.kind === 'changed');
            assert.deepEqual(await journal.read(), []);
          }),
        ),
        { numRuns: 50 },
      );
    }).timeout(60_000);

    it(`is ended by whoever finds it, wherever it was cut off: ${what}`, async () => {
      const cuts = await cutsOf(live);
      assert.ok(cuts.length > 10);
      const ends = new Set<string>();
      for (const { containers, journal } of cuts) {
        const isBegun = (await journal.read()).length > 0;
        await withDouble(containers, async (double, engine) => {
          const [ended] = await resume(engine, { journal, ...options });
          ends.add(`${ended?.kind}`);
          assert.equal(ended === undefined, !isBegun);
          assertWhole(double, live, ended?.kind === 'changed');
          assert.deepEqual(await resume(engine, { journal, ...options }), []);
        });
      }
      assert.deepEqual([...ends].sort(), ['changed', 'restored', 'undefined']);
    }).timeout(60_000);

    it(`is stuck where the engine stays away, and goes on when it is back: ${what}`, async () => {
      for (let last = 2; ; last++) {
        let kind: LiveOutcome['kind'] | undefined;
        await withDouble([original()], async (double, engine) => {
          let left = last;
          double.faultFor = () => (left-- > 0 ? undefined : 'reset');
          const journal = memoryJournal();
          const outcome = await changeLive(engine, Id, live, {
            journal,
            ...options,
            restoreMs: 30,
          });
          kind = outcome.kind;
          double.faultFor = () => undefined;
          const [ended] = await resume(engine, { journal, ...options });
          assertWhole(double, live, kind === 'changed' || ended?.kind === 'changed');
        });
        if (kind === 'changed') return assert.ok(last > 5);
        assert.equal(kind, 'stuck');
      }
    }).timeout(60_000);
  }

  it('is done where its limits came late', () =>
    withDouble([original()], async (double, engine) => {
      double.lateByMs = 150;
      double.faultFor = asked => (asked.endsWith('/update') ? 'late' : undefined);
      const journal = memoryJournal();
      const outcome = await changeLive(engine, Id, withLimits, {
        journal,
        ...options,
        lateMs: 400,
      });
      assert.deepEqual(outcome, { kind: 'changed' });
      await sleep(200);
      assertWhole(double, withLimits, true);
    }));

  it('goes back where nothing can be written down any more', async () => {
    for (let last = 0; ; last++) {
      let left = last;
      const journal = memoryJournal();
      const write: Journal['write'] = async entry => {
        if (left-- <= 0) throw new Error('full');
        await journal.write(entry);
      };
      let kind: LiveOutcome['kind'] | undefined;
      await withDouble([original()], async (double, engine) => {
        const outcome = await run(engine, withLimits, { ...journal, write });
        kind = outcome.kind;
        if (outcome.kind === 'restored') assert.equal(outcome.error.message, 'full');
        assertWhole(double, withLimits, kind === 'changed');
      });
      if (kind === 'changed') return assert.ok(last > 5);
      assert.equal(kind, 'restored');
    }
  });
});

interface Cut {
  readonly containers: DoubleContainer[];
  readonly journal: Journal;
}

/** How things stand around each thing that is written down. */
async function cutsOf(live: LiveChange): Promise<readonly Cut[]> {
  const cuts: Cut[] = [];
  await withDouble([original()], async (double, engine) => {
    const journal = memoryJournal();
    const cut = async (): Promise<void> => {
      const copy = memoryJournal();
      for (const entry of await journal.read()) await copy.write(entry);
      cuts.push({ containers: structuredClone(double.containers), journal: copy });
    };
    const watched: Journal = {
      ...journal,
      write: async entry => {
        await cut();
        await journal.write(entry);
        await cut();
      },
      clear: async id => {
        await cut();
        await journal.clear(id);
      },
    };
    assert.equal((await run(engine, live, watched)).kind, 'changed');
  });
  return cuts;
}
