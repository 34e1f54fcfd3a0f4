import type { Engine } from '../connection';
import { ifThere } from '../ifThere';
import type { Journal, LineListener, LiveEntry, LivePlace } from './journal';
import { type Act, type LiveLook, lookLive, movesBetween, moveTo } from './livePlace';
import { type PassBounds, untilNothingIsLeft } from './passes';

export type LiveEnd = 'changed' | 'restored';

/** What an engine tells otherwise than it was told is not asked of it for ever. */
const mostMoves = 3;

/**
 * Ends a change of a container as it is, whatever it has done so far: it is taken back, unless the
 * engine has the limits already, the last step and one without a way back. It looks at what there
 * is and does what is missing, so it may be cut off and begun anew.
 *
 * @param entry the last that was written down
 * @param late whether a request of the change was cut off, and may still be carried out
 * @throws {EngineError} what stood in the way when the time was over; the journal keeps the change
 */
export async function settleLive(
  engine: Engine,
  journal: Journal,
  entry: LiveEntry,
  bounds: PassBounds & { readonly onLine?: LineListener | undefined },
  late: boolean,
): Promise<LiveEnd> {
  const settling = new Settling(engine, journal, entry, bounds.onLine);
  await untilNothingIsLeft(() => settling.pass(), bounds, late);
  await journal.clear(entry.id).catch(() => {});
  return settling.end;
}

/** Whether nothing of it is missing; what was taken back of it counts as missing. */
export function isFinished(entry: LiveEntry, now: LiveLook): boolean {
  if (entry.phase !== 'changing') return false;
  if (Object.keys(entry.limits).length > 0) return isUpdated(entry, now);
  const { after } = entry;
  return now.place.name === after.name && movesBetween(entry, now.place, after).length === 0;
}

/** What it was asked for it may have in other words: that it is not as it was tells. */
function isUpdated({ step, limits }: LiveEntry, now: LiveLook): boolean {
  return step === 'update' && Object.keys(limits).some(key => now.limits[key] !== limits[key]);
}

class Settling {
  end: LiveEnd = 'restored';
  readonly #moves = new Map<string, number>();

  constructor(
    private readonly engine: Engine,
    private readonly journal: Journal,
    private entry: LiveEntry,
    private readonly say: LineListener = () => {},
  ) {}

  /** @returns whether anything was to be done */
  async pass(): Promise<boolean> {
    const { engine, entry } = this;
    const { containerId, limits } = entry;
    const now = await ifThere(lookLive(engine, containerId, Object.keys(limits)));
    // Without the container there is nothing to put right.
    if (!now) return false;
    this.end = isUpdated(entry, now) ? 'changed' : 'restored';
    if (this.end === 'changed' && entry.phase === 'changing') return false;
    return this.#move(now, this.end === 'changed' ? entry.after : entry.before);
  }

  async #move({ place }: LiveLook, then: LivePlace): Promise<boolean> {
    const networks = movesBetween(this.entry, place, then).filter(
      network => (this.#moves.get(network) ?? 0) < mostMoves,
    );
    if (networks.length === 0 && place.name === then.name) return false;
    await this.#note();
    const act: Act = (_, line, request) => {
      this.say(line);
      return request();
    };
    await moveTo(this.engine, this.entry.containerId, [place, then], networks, act);
    for (const network of networks) this.#moves.set(network, (this.#moves.get(network) ?? 0) + 1);
    return true;
  }

  /** The journal only helps who comes later: the way back does not hang on it. */
  async #note(): Promise<void> {
    if (this.entry.phase === 'takingBack') return;
    this.entry = { ...this.entry, phase: 'takingBack' };
    await this.journal.write(this.entry).catch(() => {});
  }
}
