import assert from 'node:assert/strict';
import type { Cure, Question } from '../../src/docker/network/diagnosis';
import { agrees } from '../../src/docker/network/probeOutput';
import { diagnose } from '../../src/docker/network/reachability';
import { connect, type Engine } from '../../src/engine/connection';
import { probe } from '../../src/engine/reach/probe';
import { readFacts } from '../../src/engine/reach/readFacts';
import { runLine } from '../lib/dockerLine';
import { endpointAt } from '../lib/endpointAt';
import { eventually } from '../lib/processes';
import { testEngine } from '../lib/testEngine';
import { Arrangement } from './reachArrangement';
import { casesOf, type EngineCase } from './reachCases';
import { asAfter, attempt, type Tried } from './reachTrying';

describe('who reaches whom, on a real engine', function () {
  this.timeout(120_000);
  const { socket, docker, control } = testEngine();
  const scene = new Arrangement(docker);
  const outside = control.address;
  let engine: Engine;
  let cases: readonly EngineCase[];

  before(async () => {
    engine = await connect(endpointAt(socket));
    await scene.build();
    cases = await casesOf(scene, outside);
  });
  after(async () => {
    await scene.clear();
    engine.close();
  });

  async function ask(question: Question) {
    const options = { mayHelp: true, hostAddresses: [outside], timeoutMs: 30_000 };
    const begunAt = performance.now();
    const facts = await readFacts(engine, question, options);
    return { ...diagnose(facts, question), ms: performance.now() - begunAt };
  }

  /** What is typed for it: a container by its name, or by the address that it was found at. */
  function typed({ to, port = 0 }: Question): Tried {
    if ('container' in to) return { target: to.container, port };
    return { target: 'name' in to ? to.name : to.address, port };
  }

  it('is answered right at first, and a real try agrees', async () => {
    const wrong: string[] = [];
    const times: number[] = [];
    const silent: string[] = [];
    await eachOf(cases, 5, async one => {
      const { says, question, cause, depends, untried } = one;
      const found = await ask(question);
      times.push(found.ms);
      const shown = `${says}: ${JSON.stringify({ question, found })}`;
      if (found.cause?.code !== cause) wrong.push(`cause ${found.cause?.code}: ${shown}`);
      const answer = cause === undefined ? 'yes' : depends ? 'depends' : 'no';
      if (found.answer !== answer) wrong.push(`answer: ${shown}`);
      if (untried) return;
      const { protocol } = question;
      const tried = await attempt(engine, question.from, typed(question), protocol);
      const verdict = agrees(found, tried, protocol);
      if (verdict === undefined) silent.push(`${says}: ${tried.said.split('\n').at(-1)}`);
      if (verdict === false) wrong.push(`${JSON.stringify(tried)} against ${shown}`);
    });
    times.sort((a, b) => a - b);
    console.log(
      `      ${cases.length} arrangements; facts and answer in ${Math.round(times[times.length >> 1] ?? 0)} ms (median), ${Math.round(times.at(-1) ?? 0)} ms at most; not told: ${silent.join(', ')}`,
    );
    assert.deepEqual(wrong, []);
    assert.deepEqual(
      silent.map(one => one.replace(/:.*/, '')).sort(),
      ['by a name of both families', 'nobody to try it'],
      silent.join('; '),
    );
  });

  it('has ways that work', async () => {
    const wrong: string[] = [];
    await eachOf(cases, 5, async ({ says, question }) => {
      for (const way of (await ask(question)).works.slice(0, 1)) {
        const { target, port = 0, protocol } = way;
        const tried = await attempt(engine, question.from, { target, port }, protocol);
        const works = ['connects', 'closed'].includes(tried.seen) || tried.seen === 'cannot';
        if (!works) wrong.push(`${says}: ${JSON.stringify({ way, tried })}`);
      }
    });
    assert.deepEqual(wrong, []);
  });

  it('has cures that turn it green', async () => {
    const wrong: string[] = [];
    let cured = 0;
    // a third of them: each takes the arrangement apart and puts it together again
    const some = cases.filter(({ cause }) => cause !== undefined).filter((_, at) => at % 3 === 0);
    for (const { says, question } of some) {
      const { cures } = await ask(question);
      for (const cure of cures.filter(isLine)) {
        const problem = await tryCure(cure, question);
        if (problem !== undefined) wrong.push(`${says}: ${JSON.stringify({ cure, problem })}`);
        cured++;
      }
    }
    console.log(`      ${cured} cures carried out`);
    assert.deepEqual(wrong, []);
  });

  it('gives up when it is told to, and leaves nothing behind', async () => {
    const control = new AbortController();
    const { Id } = await scene.inspect('bare');
    const wish = { target: await scene.address('far', 'two'), port: 80, waitSeconds: 20 };
    const begunAt = performance.now();
    const trying = probe(
      engine,
      { ...wish, from: Id, protocol: 'tcp', mayHelp: true },
      { signal: control.signal },
    );
    setTimeout(() => control.abort(), 2_000);
    await assert.rejects(trying, { name: 'EngineError', kind: 'cancelled' });
    assert.ok(performance.now() - begunAt < 15_000);
    const filters = { label: ['slipway.helper=reach'] };
    const left = async () => (await docker.listContainers({ all: true, filters })).length;
    assert.ok(await eventually(async () => (await left()) === 0, 10_000));
  });

  it('says that it cannot where nothing there can try it', async () => {
    const { Id } = await scene.inspect('bare');
    const wish = { from: Id, target: '127.0.0.1', port: 80, protocol: 'tcp' } as const;
    const { seen, how } = await probe(engine, wish);
    assert.deepEqual([seen, how], ['cannot', 'none']);
  });

  /** Carries a cure out, asks and tries again, and takes it back. */
  async function tryCure(cure: Cure, question: Question): Promise<unknown> {
    const undo: (() => Promise<void>)[] = [];
    try {
      for (const line of cure.commands) undo.unshift(await runLine(docker, line));
      const after = asAfter(question, cure);
      let found = await ask(after);
      const isGreen = async () => {
        if (found.answer === 'no') found = await ask(after);
        return found.answer !== 'no';
      };
      // What was just started does not listen yet.
      if (!(await eventually(isGreen, 3_000))) return found.cause;
      const tried = await attempt(engine, after.from, typed(after), after.protocol);
      return ['connects', 'closed'].includes(tried.seen) ? undefined : tried;
    } finally {
      for (const step of undo) await step();
    }
  }
});

/** Only looking at a log cures nothing; what works as it is was tried already. */
function isLine({ code, commands }: Cure): boolean {
  return code !== 'showLogs' && commands.length > 0;
}

async function eachOf<T>(all: readonly T[], atOnce: number, work: (one: T) => Promise<void>) {
  const left = [...all];
  const lane = async (): Promise<void> => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await work(one);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}
