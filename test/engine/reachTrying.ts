import net from 'node:net';
import type { Cure, Question, Seen, Way } from '../../src/docker/network/diagnosis';
import type { ProbeOutcome } from '../../src/docker/network/probeOutput';
import { readProbe } from '../../src/docker/network/probeOutput';
import type { Engine } from '../../src/engine/connection';
import { probe } from '../../src/engine/reach/probe';

/** As another machine would: this one is, to the private engine. */
export function tryFromHere(host: string, port: number, waitMs = 1_500): Promise<ProbeOutcome> {
  return new Promise(done => {
    const socket = net.connect({ host, port });
    const end = (seen: Seen): void => {
      clearTimeout(timer);
      socket.destroy();
      done({ ...readProbe(''), seen });
    };
    const timer = setTimeout(() => end(socket.connecting ? 'timeout' : 'silent'), waitMs);
    socket.on('connect', () => socket.end());
    socket.on('data', () => end('connects'));
    socket.on('end', () => end('closed'));
    socket.on('error', ({ code }: NodeJS.ErrnoException) =>
      end(code === 'ECONNREFUSED' ? 'refused' : code === 'ECONNRESET' ? 'closed' : 'unreachable'),
    );
  });
}

/** What a person would type for the question: the name or address, and the port. */
export interface Tried {
  readonly target: string;
  readonly port: number;
}

/** Really tries what is asked. */
export async function attempt(
  engine: Engine,
  from: Question['from'],
  { target, port }: Tried,
  protocol: 'tcp' | 'udp' = 'tcp',
): Promise<ProbeOutcome> {
  if (from === 'outside') return tryFromHere(target, port);
  const place = from === 'host' ? 'host' : from.container;
  const wish = { from: place, target, port, protocol, mayHelp: true, waitSeconds: 1 };
  return probe(engine, wish, { timeoutMs: 30_000 });
}

/** The question after a cure. */
export function asAfter(question: Question, { use }: Pick<Cure, 'use'>): Question {
  return use === undefined ? question : { ...question, ...questionOf(use) };
}

export function questionOf({ kind, target, port, protocol }: Way): Omit<Question, 'from'> {
  const isName = kind === 'name' || kind === 'localhost';
  const to = isName ? { name: target } : { address: target };
  return { to, protocol, ...(port !== undefined && { port }) };
}
