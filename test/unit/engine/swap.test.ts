import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import type { Engine } from '../../../src/engine/connection';
import type { Journal } from '../../../src/engine/recreate/journal';
import { resume } from '../../../src/engine/recreate/resume';
import { type SwapOutcome, swap } from '../../../src/engine/recreate/swap';
import type { Replacement } from '../../../src/engine/recreate/swapping';
import {
  type ContainerDouble,
  type DoubleContainer,
  type DoubleFault,
  withDouble,
} from '../../lib/containerDouble';
import { memoryJournal } from '../../lib/memoryJournal';

const bounds = { healthyMs: 100, settleMs: 1, restoreMs: 1_000, lateMs: 60 };

type Was = Replacement['was'];

function originals(was: Was): DoubleContainer[] {
  const State = { Running: was !== 'stopped', Paused: was === 'paused' };
  const host = { RestartPolicy: { Name: 'always' } };
  const Id = 'a'.repeat(64);
  const side = { RestartPolicy: { Name: 'no' }, NetworkMode: `container:${Id}` };
  return [
    { Id, Name: '/web', State: { ...State }, HostConfig: host, networks: {} },
    {
      Id: 'b'.repeat(64),
      Name: '/side',
      State: { Running: was !== 'stopped', Paused: false },
      HostConfig: side,
      networks: {},
    },
  ];
}

function replacements(was: Was): readonly Replacement[] {
  const [web, side] = originals(was);
  const body = { Image: 'i', HostConfig: { NetworkMode: 'n' } } as Replacement['body'];
  const of = (it: DoubleContainer | undefined, state: Was): Replacement => ({
    id: it?.Id ?? '',
    name: it?.Name.slice(1) ?? '',
    was: state,
    restart: it?.HostConfig.RestartPolicy ?? { Name: 'no' },
    body,
    joins: {},
  });
  const shares = [{ mode: 'NetworkMode', with: 0 }] as const;
  return [of(web, was), { ...of(side, was === 'stopped' ? 'stopped' : 'running'), shares }];
}

const run = (engine: Engine, was: Was, journal: Journal): Promise<SwapOutcome> =>
  swap(engine, replacements(was), { journal, host: 'h', ...bounds });

/** The old ones as they were, or new ones in their places that do what they did. */
function assertWhole(double: ContainerDouble, was: Was, isNew: boolean): void {
  const named = double.containers.filter(({ Name }) => !Name.includes('-slipway-'));
  const sorted = (all: readonly DoubleContainer[]): unknown =>
    all
      .map(({ Id, Name, State, HostConfig }) => ({
        Name,
        State,
        ...(!isNew && { Id, policy: HostConfig.RestartPolicy.Name }),
      }))
      .sort((a, b) => (a.Name < b.Name ? -1 : 1));
  assert.deepEqual(sorted(named), sorted(originals(was)));
  assert.equal(double.containers.length, isNew ? 4 : 2);
  assert.deepEqual(double.breaches, []);
}

const states = ['running', 'paused', 'stopped'] as const;

describe('a swap, against an engine that fails', () => {
  for (const was of states) {
    it(`is done, undone and confirmed, ${was}`, () =>
      withDouble(originals(was), async (double, engine) => {
        const journal = memoryJournal();
        const done = await run(engine, was, journal);
        assert.ok(done.kind === 'swapped', JSON.stringify(done));
        assertWhole(double, was, true);
        await done.swapped.undo();
        assertWhole(double, was, false);
        const again = await run(engine, was, journal);
        assert.ok(again.kind === 'swapped');
        await again.swapped.confirm();
        assert.equal(double.containers.length, 2);
        assert.deepEqual(await journal.read(), []);
      }));
  }

  it('ends whole whatever goes wrong, on the way back too', async () => {
    const faults = fc.constantFrom<DoubleFault>('reset', 'lose', 'refuse', 'late');
    const which = fc.array(fc.tuple(fc.nat(45), faults), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...states), which, (was, spoilt) =>
        withDouble(originals(was), async (double, engine) => {
          let count = 0;
          const plan = new Map(spoilt);
          double.faultFor = () => plan.get(count++);
          const journal = memoryJournal();
          const outcome = await run(engine, was, journal);
          double.faultFor = () => undefined;
          assert.notEqual(outcome.kind, 'stuck', JSON.stringify(outcome));
          await resume(engine, { journal, host: 'h', ...bounds });
          assertWhole(double, was, outcome.kind === 'swapped');
        }),
      ),
      { numRuns: 50 },
    );
  }).timeout(60_000);

  it('goes back where nothing can be written down any more', async () => {
    for (let last = 0; ; last++) {
      let left = last;
      const journal = memoryJournal();
      const write: Journal['write'] = async entry => {
        if (left-- <= 0) throw new Error('full');
        await journal.write(entry);
      };
      let kind: SwapOutcome['kind'] | undefined;
      await withDouble(originals('running'), async (double, engine) => {
        const outcome = await run(engine, 'running', { ...journal, write });
        kind = outcome.kind;
        if (outcome.kind === 'restored') assert.equal(outcome.error.message, 'full');
        assertWhole(double, 'running', kind === 'swapped');
      });
      if (kind === 'swapped') return assert.ok(last > 10);
      assert.equal(kind, 'restored');
    }
  });

  it('is stuck where the engine stays away, and goes on when it is back', async () => {
    for (let last = 1; ; last++) {
      let kind: SwapOutcome['kind'] | undefined;
      await withDouble(originals('paused'), async (double, engine) => {
        let left = last;
        double.faultFor = () => (left-- > 0 ? undefined : 'reset');
        const journal = memoryJournal();
        const options = { journal, host: 'h', ...bounds, restoreMs: 30 };
        const outcome = await swap(engine, replacements('paused'), options);
        kind = outcome.kind;
        double.faultFor = () => undefined;
        const [ended] = await resume(engine, { ...options, restoreMs: 1_000 });
        const isNew = outcome.kind === 'swapped' || ended?.kind === 'swapped';
        assertWhole(double, 'paused', isNew);
      });
      if (kind === 'swapped') return assert.ok(last > 10);
    }
  }).timeout(60_000);

  for (const verb of ['create', 'stop', 'update', 'rename', 'start']) {
    it(`goes back behind a late ${verb}`, () =>
      withDouble(originals('running'), async (double, engine) => {
        double.lateByMs = 150;
        let isFirst = true;
        double.faultFor = asked => {
          if (!isFirst || !asked.endsWith(`/${verb}`)) return undefined;
          isFirst = false;
          return 'late';
        };
        const options = { journal: memoryJournal(), host: 'h', ...bounds, lateMs: 400 };
        const outcome = await swap(engine, replacements('running'), options);
        assert.equal(outcome.kind, 'restored');
        await sleep(200);
        assertWhole(double, 'running', false);
      }));
  }

  it('waits for a stop that nobody heard the end of', () =>
    withDouble(originals('running'), async (double, engine) => {
      double.graceMs = 300;
      let isFirst = true;
      double.faultFor = asked => {
        if (!isFirst || !asked.endsWith('/stop')) return undefined;
        isFirst = false;
        return 'late';
      };
      const outcome = await run(engine, 'running', memoryJournal());
      assert.equal(outcome.kind, 'restored');
      await sleep(400);
      assertWhole(double, 'running', false);
    }));

  for (const was of states) {
    it(`is ended by whoever finds it, wherever it was cut off, ${was}`, async () => {
      const cuts: { containers: DoubleContainer[]; journal: Journal }[] = [];
      await withDouble(originals(was), async (double, engine) => {
        const journal = memoryJournal();
        const cut = async (): Promise<void> => {
          const copy = memoryJournal();
          for (const entry of await journal.read()) await copy.write(entry);
          cuts.push({ containers: structuredClone(double.containers), journal: copy });
        };
        const write: Journal['write'] = async entry => {
          await cut();
          await journal.write(entry);
          await cut();
        };
        const done = await run(engine, was, { ...journal, write });
        assert.equal(done.kind, 'swapped');
      });
      assert.ok(cuts.length > 10);
      for (const { containers, journal } of cuts) {
        const isBegun = (await journal.read()).length > 0;
        await withDouble(containers, async (double, engine) => {
          const [ended] = await resume(engine, { journal, host: 'h', ...bounds });
          const isNew = ended?.kind === 'swapped';
          assert.equal(ended?.kind, isNew ? 'swapped' : isBegun ? 'restored' : undefined);
          assertWhole(double, was, isNew);
          // And once more: nothing is left to do.
          const [again] = await resume(engine, { journal, host: 'h', ...bounds });
          assert.equal(again?.kind, isNew ? 'swapped' : undefined);
          assertWhole(double, was, isNew);
        });
      }
    }).timeout(60_000);
  }
});
