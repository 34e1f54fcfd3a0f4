import assert from 'node:assert/strict';
import fc from 'fast-check';
import { toCreateRequest } from '../../src/docker/run/create';
import { formatRun } from '../../src/docker/run/format';
import {
  factsOf,
  isList,
  isSwitch,
  type OptionName,
  optionNames,
  optionOf,
} from '../../src/docker/run/options';
import { parseRun } from '../../src/docker/run/parse';
import type { RunSpec } from '../../src/docker/run/spec';
import { composedValues } from '../lib/composedValues';
import { comparable, readEdges, readSamples, sampleEnv } from '../lib/createBodies';
import { CreateRecorder } from '../lib/createRecorder';
import { runValues } from '../lib/runValues';

const seed = 20_260_722;
/** Not of this machine's kind, or with files, a registry or a notary's server behind them. */
const apart = new Set<OptionName>([
  'cidfile',
  'cpu-count',
  'cpu-percent',
  'disable-content-trust',
  'env-file',
  'help',
  'io-maxbandwidth',
  'io-maxiops',
  'label-file',
]);
/** A driver's option without a name: older clients send it, newer ones forget it. */
const keyless = 'volume-opt==';
const names = optionNames.filter(name => !apart.has(name));

describe('a run spec and the docker of this machine', () => {
  let recorders: readonly CreateRecorder[] = [];
  /**
   * The CLI 28 is the reference: bodies must be equal, and both refuse the same. Older ones know
   * fewer options and forms and let more through; what both take must be asked for equally.
   */
  let isReference = false;

  before(async () => {
    // The second is an engine of the tests' own age.
    recorders = [await CreateRecorder.start('1.51'), await CreateRecorder.start('1.41')];
    const version = (await recorders[0]?.clientVersion()) ?? '';
    isReference = Number.parseInt(version, 10) >= 28;
    console.log(`      docker ${version}${isReference ? '' : ': only what both take is compared'}`);
  });

  after(() => Promise.all(recorders.map(recorder => recorder.close())));

  it('have the same options, with the same letters', async () => {
    const help = (await recorders[0]?.record('docker run --help'))?.output ?? '';
    const shown = [...help.matchAll(/^ +(?:-(\w), )?--([\w-]+)/gm)].map(([, letter, long = '']) => {
      const name = optionOf(long);
      assert.ok(name, `--${long}`);
      assert.equal(factsOf(name).short, letter, long);
      return name;
    });
    assert.ok(shown.length > 90, help);
    // It shows an engine on Linux what is for Windows no more than it takes it.
    const expected = optionNames.filter(name => factsOf(name).os === undefined);
    if (isReference) assert.deepEqual([...shown].sort(), [...expected].sort());
  });

  it('ask for the same, for every line of the documentation', async function () {
    this.timeout(120_000);
    const lines = readSamples().map(({ line }) => line);
    const compared = await forEach(lines, (line, recorder) => compare(line, sampleEnv, recorder));
    assert.ok(compared >= (isReference ? 103 : 90), `${compared} compared`);
  });

  it('ask for the same, or refuse, at the edges of what there is', async function () {
    this.timeout(240_000);
    // A sixth of them: what the CLI sends is kept beside each, and all are compared with that.
    const lines = readEdges()
      .map(({ line }) => line)
      .filter((_, at) => at % 6 === 0);
    const compared = await forEach(lines, (line, recorder) => compare(line, {}, recorder));
    assert.ok(compared >= (isReference ? 60 : 30), `${compared} compared`);
  });

  it('ask for the same, or refuse, whatever options come together', async function () {
    this.timeout(240_000);
    const lines = fc.sample(anySpec, { numRuns: 120, seed }).map(spec => formatRun(spec, 'bash'));
    const compared = await forEach(lines, (line, recorder) => compare(line, {}, recorder));
    assert.ok(compared >= (isReference ? 70 : 12), `${compared} compared, seed ${seed}`);
  });

  it('ask for the same, or refuse, whatever a value is made of', async function () {
    this.timeout(240_000);
    const lines = Object.entries(composedValues).flatMap(([name, made]) =>
      fc
        .sample(made, { numRuns: 3, seed })
        .map(value => formatRun(specOf([[name as OptionName, [value]]]), 'bash')),
    );
    const compared = await forEach(lines, (line, recorder) => compare(line, {}, recorder));
    assert.ok(compared >= (isReference ? 30 : 10), `${compared} compared, seed ${seed}`);
  });

  it('refuse the same values', async function () {
    this.timeout(240_000);
    const lines = names.flatMap(name =>
      (runValues[name].refused ?? []).map(value => formatRun(specOf([[name, [value]]]), 'bash')),
    );
    for (const line of lines) assert.ok(hasError(line), `${line}: not refused`);
    // Older ones let more through; of the reference every fourth is enough, it takes its time to start.
    if (!isReference) return;
    const some = lines.filter((_, at) => at % 4 === 0);
    await forEach(some, async (line, recorder) => {
      const { request } = await recorder.record(line);
      assert.equal(request, undefined, `${line}: docker takes it`);
      return true;
    });
  });

  /** Two at once, each with a recorder of its own. Counts those that were compared. */
  async function forEach<T>(
    items: readonly T[],
    work: (item: T, recorder: CreateRecorder) => Promise<boolean>,
  ): Promise<number> {
    let [next, count] = [0, 0];
    const worker = async (recorder: CreateRecorder): Promise<void> => {
      for (let item = items[next++]; item !== undefined; item = items[next++]) {
        if (await work(item, recorder)) count++;
      }
    };
    // The other is to have ended too before a test fails: its recorder is the next test's.
    const outcomes = await Promise.allSettled(recorders.map(worker));
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
    return count;
  }

  /** False where both refuse. */
  async function compare(
    line: string,
    env: Readonly<Record<string, string>>,
    recorder: CreateRecorder,
  ): Promise<boolean> {
    if (!isReference && (hasError(line) || line.includes(keyless))) return false;
    const { spec } = parseRun(line, { env: { ...env, HOME: recorder.workingFolder } });
    const { request, output } = await recorder.record(line, env, needsTerminal(spec));
    if (request === undefined) {
      // An engine before API 1.44 takes a MAC address, but not from this CLI.
      const isKnown = !isReference || output.includes('mac-address per network');
      assert.ok(
        isKnown || hasError(line, apiOf(output)),
        `${line}\nonly docker refuses: ${output}`,
      );
      return false;
    }
    const mine = toCreateRequest(spec, request.apiVersion, recorder.workingFolder);
    const theirs = { ...request, apiVersion: undefined };
    if (!isReference) spellCapabilities(theirs.body);
    giveSocket(theirs.body, recorder.socket);
    assert.deepEqual(
      { name: mine.name, platform: mine.platform, body: comparable(mine.body) },
      { name: theirs.name, platform: theirs.platform, body: comparable(theirs.body) },
      line,
    );
    return true;
  }
});

/** Of an engine that is too old for an option the CLI names the version. */
function apiOf(output: string): string | undefined {
  return (
    /daemon API version is ([\d.]+)/.exec(output)?.[1] ??
    (/requires API/.test(output) ? '1.41' : undefined)
  );
}

function hasError(line: string, apiVersion?: string): boolean {
  const options = apiVersion === undefined ? {} : { apiVersion };
  return parseRun(line, options).problems.some(({ severity }) => severity === 'error');
}

/** The CLI wants one where it reads keys for a terminal in the container. */
function needsTerminal(spec: RunSpec): boolean {
  const { body } = toCreateRequest(spec, '1.51');
  return spec.action === 'run' && body.Tty === true && body.AttachStdin === true;
}

/** Before 23.0 the CLI left it to the engine how capabilities are spelt. */
function spellCapabilities(body: Record<string, unknown>): void {
  const host = body['HostConfig'] as Record<string, unknown>;
  for (const key of ['CapAdd', 'CapDrop']) {
    const names = (host[key] ?? []) as readonly string[];
    const spelt = names.map(name => name.toUpperCase().replace(/^(?!CAP_|ALL$)/, 'CAP_'));
    host[key] = [...new Set(spelt)].sort();
  }
}

/** `--use-api-socket` lends the socket that the CLI itself uses: the recorder's. */
function giveSocket(body: Record<string, unknown>, socket: string): void {
  const host = body['HostConfig'] as { Mounts?: { Source: string }[] };
  for (const mount of host.Mounts ?? []) {
    if (mount.Source === socket) mount.Source = '/var/run/docker.sock';
  }
}

type Given = readonly [OptionName, readonly string[]];

function specOf(given: readonly Given[]): RunSpec {
  const options = given.map(([name, values]) => {
    const [first = ''] = values;
    return [name, isSwitch(name) ? /^[tT1]/.test(first) : isList(name) ? values : first];
  });
  const entries = Object.fromEntries(options);
  const isAttached = 'attach' in entries || 'detach' in entries || 'interactive' in entries;
  const all = isAttached ? entries : { detach: true, ...entries };
  return { action: 'run', options: all, image: 'img', command: ['a b', '-x'] };
}

/** Any options with any values that the CLI can read; some do not go together. */
const anySpec = fc
  .uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 9 })
  .chain(chosen => fc.tuple(fc.constantFrom('run', 'run', 'create'), ...chosen.map(given)))
  .map(([action, ...options]): RunSpec => {
    if (action === 'run') return specOf(options);
    const known = options.filter(([name]) => !factsOf(name).runOnly);
    const { detach: _, ...rest } = specOf(known).options;
    return { ...specOf(known), action: 'create', options: rest };
  });

function given(name: OptionName): fc.Arbitrary<Given> {
  const { good, sent = [] } = runValues[name];
  const value = fc.constantFrom(...good, ...good, ...good, ...sent);
  const most = isList(name) ? 3 : 1;
  return fc
    .uniqueArray(value, { minLength: 1, maxLength: most })
    .map(values => [name, values] as const);
}
