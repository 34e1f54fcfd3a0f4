import type { RunState } from '../../protocol/run';

/** With the parts that are as they were: a pull tells its progress often, and little else changes. */
export function sharing(told: RunState, before: RunState): RunState {
  const isSameKnown = JSON.stringify(told.known) === JSON.stringify(before.known);
  return {
    ...told,
    texts: told.texts.language === before.texts.language ? before.texts : told.texts,
    known: isSameKnown ? before.known : told.known,
  };
}
