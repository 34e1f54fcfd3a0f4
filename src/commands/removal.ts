import { l10n } from 'vscode';
import { choose } from '../ui/confirm';
import { eachOf, type SummaryWords, summary } from '../ui/summary';
import type { App } from './app';

/** Lines of a question; the rest is counted. */
const most = 10;

/** Why something does not go just like that. */
export interface Obstacle {
  /** `force`: only if the user says so. `never`: the engine would refuse it all the same. */
  readonly kind: 'force' | 'never';
  /** A sentence: `In use by web, api.` */
  readonly why: string;
}

export interface RemovalWords extends SummaryWords {
  /** Of the progress: `Removing images`. */
  readonly title: string;
  readonly one: (name: string) => string;
  readonly many: (count: number) => string;
  /** What is lost, or why nothing is; `forced` where some go by force. */
  readonly loss: (forced: boolean) => string;
  readonly action: string;
  /** On the button that removes also what stands in the way. */
  readonly force: string;
  /** The same, of those that nothing stands in the way of. */
  readonly onlyFree: (count: number) => string;
}

export interface Removal<T> {
  readonly targets: readonly T[];
  readonly words: RemovalWords;
  readonly nameOf: (target: T) => string;
  /** A few words behind its name: its size, who has it. */
  readonly noteOf?: (target: T) => string;
  readonly obstacleOf: (target: T) => Obstacle | undefined;
  /** The `docker` line, without `docker`. */
  readonly line: (targets: readonly T[], force: boolean) => readonly string[];
  readonly run: (target: T, force: boolean, signal: AbortSignal) => Promise<unknown>;
}

/**
 * Asks once, names what will go and what stands in the way, removes, and sums up. What cannot go
 * is told with the rest, in the words of its obstacle.
 */
export async function remove<T>(app: App, removal: Removal<T>): Promise<void> {
  const { targets, words, nameOf, run } = removal;
  const obstacles = new Map(targets.map(target => [target, removal.obstacleOf(target)]));
  const of = (kind: Obstacle['kind'] | undefined): readonly T[] =>
    targets.filter(target => obstacles.get(target)?.kind === kind);
  const [free, forcible, never] = [of(undefined), of('force'), of('never')];
  const going = await ask(removal, obstacles, { free, forcible, never });
  if (going === undefined) return;
  const isForced = (target: T): boolean => obstacles.get(target)?.kind === 'force';
  for (const force of [false, true]) {
    const some = going.filter(target => isForced(target) === force);
    if (some.length > 0) app.said.say(...removal.line(some, force));
  }
  const outcome = await eachOf(words.title, [...going, ...never], nameOf, (target, signal) => {
    const obstacle = obstacles.get(target);
    if (obstacle?.kind === 'never') return Promise.reject(new Error(obstacle.why));
    return run(target, obstacle?.kind === 'force', signal);
  });
  summary(words, outcome, app.log);
}

interface Sorted<T> {
  readonly free: readonly T[];
  readonly forcible: readonly T[];
  readonly never: readonly T[];
}

/** What the user lets go; nothing where he thinks better of it. Empty where nothing can go. */
async function ask<T>(
  removal: Removal<T>,
  obstacles: ReadonlyMap<T, Obstacle | undefined>,
  { free, forcible, never }: Sorted<T>,
): Promise<readonly T[] | undefined> {
  const { words, nameOf } = removal;
  const possible = [...free, ...forcible];
  const [first] = possible;
  if (first === undefined) return [];
  const usual = forcible.length > 0 ? words.onlyFree(free.length) : words.action;
  const actions = [
    ...(free.length > 0 ? [usual] : []),
    ...(forcible.length > 0 ? [words.force] : []),
  ];
  const lineOf = (target: T): string => {
    const note = removal.noteOf?.(target) ?? '';
    const why = obstacles.get(target)?.why ?? '';
    return [note === '' ? nameOf(target) : `${nameOf(target)} (${note})`, why]
      .filter(text => text !== '')
      .join(': ');
  };
  const isOne = possible.length === 1;
  const parts = [
    isOne ? (obstacles.get(first)?.why ?? removal.noteOf?.(first) ?? '') : lines(possible, lineOf),
    words.loss(forcible.length > 0),
    never.length > 0 ? `${l10n.t('These stay:')}\n${lines(never, lineOf)}` : '',
  ];
  const chosen = await choose({
    question: isOne ? words.one(nameOf(first)) : words.many(possible.length),
    detail: parts.filter(part => part !== '').join('\n\n'),
    actions,
  });
  if (chosen === undefined) return undefined;
  return chosen === words.force ? possible : free;
}

function lines<T>(targets: readonly T[], lineOf: (target: T) => string): string {
  const shown = targets.slice(0, most).map(lineOf);
  const rest = targets.length - shown.length;
  return [...shown, ...(rest > 0 ? [l10n.t('and {0} more', rest)] : [])].join('\n');
}
