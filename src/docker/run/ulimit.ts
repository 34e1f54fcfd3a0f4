import { type Fault, fault } from './fault';
import { parseDecimal } from './goNumber';

/** An element of HostConfig.Ulimits. */
export interface Ulimit {
  readonly Name: string;
  /** -1: without bound. */
  readonly Soft: number;
  readonly Hard: number;
}

export const ulimitNames = [
  'core',
  'cpu',
  'data',
  'fsize',
  'locks',
  'memlock',
  'msgqueue',
  'nice',
  'nofile',
  'nproc',
  'rss',
  'rtprio',
  'rttime',
  'sigpending',
  'stack',
] as const;

/** Reads `--ulimit`: `nofile=1024:2048`, `core=-1`. */
export function parseUlimit(text: string): Ulimit | Fault {
  const at = text.indexOf('=');
  if (at < 0) return fault('value.pair', text);
  const name = text.slice(0, at);
  if (!ulimitNames.some(known => known === name)) {
    return fault('ulimit.name', name, ...ulimitNames);
  }
  const [softText = '', hardText = softText, ...more] = text.slice(at + 1).split(':');
  if (more.length > 0) return fault('ulimit.many', text.slice(at + 1));
  const [soft, hard] = [parseDecimal(softText), parseDecimal(hardText)];
  if (hard === undefined) return fault('value.int', hardText);
  if (soft === undefined) return fault('value.int', softText);
  if (hard !== -1 && (soft === -1 || soft > hard)) return fault('ulimit.soft', soft, hard);
  return { Name: name, Soft: soft, Hard: hard };
}
