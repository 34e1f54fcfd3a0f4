import { type ProbeOutcome, readProbe } from '../../docker/network/probeOutput';
import { type CallOptions, call, type Engine } from '../connection';
import { startExec } from '../exec';
import { OutputText } from '../frames';
import { runHelper } from './helper';
import { probeScript } from './probeScript';
import { unlessRefused } from './unlessRefused';

export interface ProbeWish {
  /** A container's id, or `host`: the engine's host, which takes a helper. */
  readonly from: string;
  /** The name or address, as a program there would use it. */
  readonly target: string;
  readonly port: number;
  readonly protocol: 'tcp' | 'udp';
  /** Whether a helper container may be run where the image has no tool. */
  readonly mayHelp?: boolean;
  /** How long to wait for a name, and then for the connection. @default 2 */
  readonly waitSeconds?: number;
}

export interface ProbeResult extends ProbeOutcome {
  /** `exec`: in the container itself; `helper`: beside it, in its network. */
  readonly how: 'exec' | 'helper' | 'none';
  readonly milliseconds: number;
}

/**
 * Really tries to connect, from where the question starts. Nothing is pulled, and what is made for
 * it is removed again. Its program ends by itself, also where nobody waits for it any more.
 *
 * @throws {EngineError} `timeout`, `cancelled`, or of a connection kind
 */
export async function probe(
  engine: Engine,
  wish: ProbeWish,
  options: CallOptions = {},
): Promise<ProbeResult> {
  const begunAt = performance.now();
  const { waitSeconds = 2 } = wish;
  // For the name, the connection, the answer, and to begin with.
  const bounds = { timeoutMs: (3 * waitSeconds + 12) * 1000, ...options };
  const took = (): number => Math.round(performance.now() - begunAt);
  const own = wish.from === 'host' ? undefined : await byExec(engine, wish, bounds);
  if (own !== undefined && own.seen !== 'cannot') {
    return { ...own, how: 'exec', milliseconds: took() };
  }
  const helped = wish.mayHelp ? await byHelper(engine, wish, bounds) : undefined;
  if (helped !== undefined) return { ...helped, how: 'helper', milliseconds: took() };
  return { seen: 'cannot', tool: '', address: '', said: '', how: 'none', milliseconds: took() };
}

function argsOf({ target, port, protocol, waitSeconds = 2 }: ProbeWish): readonly string[] {
  return [target, `${port}`, protocol, `${waitSeconds}`];
}

/** Undefined where it has no shell, or does not run. */
async function byExec(
  engine: Engine,
  wish: ProbeWish,
  options: CallOptions,
): Promise<ProbeOutcome | undefined> {
  const command = ['sh', '-c', probeScript, 'sh', ...argsOf(wish)];
  return unlessRefused(
    call(options, async signal => {
      const exec = await startExec(
        engine,
        wish.from,
        { command, tty: false, stdin: false },
        { signal },
      );
      const text = new OutputText();
      let said = '';
      for await (const piece of exec.output)
        if (piece.from === 'stdout') said += text.decode(piece);
      return readProbe(said);
    }),
  );
}

async function byHelper(
  engine: Engine,
  wish: ProbeWish,
  options: CallOptions,
): Promise<ProbeOutcome | undefined> {
  const helper = { network: wish.from, script: probeScript, args: argsOf(wish) };
  const said = await unlessRefused(runHelper(engine, helper, options));
  return said === undefined ? undefined : readProbe(said);
}
