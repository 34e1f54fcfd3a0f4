import type { Diagnosis, Seen } from './diagnosis';

/** What a real try came to. */
export interface ProbeOutcome {
  /** `cannot`: no tool for it there. */
  readonly seen: Seen | 'cannot';
  /** `nc`, `bash` … */
  readonly tool: string;
  /** What the name resolved to. */
  readonly address: string;
  /** What it said, for whoever wants to read it. */
  readonly said: string;
}

const words: readonly (readonly [RegExp, ProbeOutcome['seen']])[] = [
  [/^answered\b/m, 'connects'],
  [/^closed\b/m, 'closed'],
  [/^silent\b/m, 'silent'],
  [/^refused\b/m, 'refused'],
  [/^timeout\b/m, 'timeout'],
  [/^unreachable\b/m, 'unreachable'],
  [/^badAddress\b/m, 'badAddress'],
  [/^cannot\b/m, 'cannot'],
];

/**
 * Reads what the script of the probe said. It says each step before it takes it, so one that hung
 * is told by the last; one that said nothing could not run.
 */
export function readProbe(said: string): ProbeOutcome {
  const tool = /^tool (\S+)/m.exec(said)?.[1] ?? '';
  const address = /^resolved (\S+)/m.exec(said)?.[1] ?? '';
  const told = words.find(([pattern]) => pattern.test(said))?.[1];
  const hung = /^connected/m.test(said) ? 'silent' : tool !== '' ? 'unknown' : 'cannot';
  return { seen: told ?? hung, tool, address, said: said.trim() };
}

/**
 * Whether a real try bears the prediction out; undefined where it shows neither. A connection that
 * is closed without a word is what most servers do to one who says nothing: only behind a published
 * port does it mean that nobody is there. By UDP, silence means anything.
 */
export function agrees(
  { answer, seen }: Pick<Diagnosis, 'answer' | 'seen'>,
  outcome: Pick<ProbeOutcome, 'seen'>,
  protocol: 'tcp' | 'udp' = 'tcp',
): boolean | undefined {
  const tried = outcome.seen;
  if (tried === 'cannot' || tried === 'unknown') return undefined;
  if (protocol === 'udp' && tried === 'silent') {
    return seen === 'refused' || seen === 'badAddress' ? false : undefined;
  }
  const connected = tried === 'connects' || tried === 'closed' || tried === 'silent';
  if (seen === 'unknown') return answer === 'no' && !connected ? true : undefined;
  if (answer !== 'no' || seen === 'connects') return connected;
  if (seen === 'nothing') return undefined;
  if (seen === 'silent') return tried === 'silent';
  // Without an answer to ARP, the system says so itself after three seconds.
  if (seen === 'timeout' || seen === 'unreachable') {
    return tried === 'timeout' || tried === 'unreachable';
  }
  return tried === seen;
}
