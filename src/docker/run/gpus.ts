import { readCsv } from './csv';
import { type Fault, fault } from './fault';
import { parseDecimal } from './goNumber';

/** An element of HostConfig.DeviceRequests. */
export interface DeviceRequest {
  Driver?: string;
  /** -1: all. */
  Count?: number;
  DeviceIDs?: readonly string[];
  Capabilities?: readonly (readonly string[])[];
  Options?: Record<string, string>;
}

const keys = ['driver', 'count', 'device', 'capabilities', 'options'] as const;

/** Reads `--gpus`: `all`, `2`, `"device=0,2",capabilities=utility`. */
export function parseGpus(text: string): DeviceRequest | Fault {
  const fields = readCsv(text);
  if (fields === undefined) return fault('value.csv', text);
  const given = new Map<string, string>();
  for (const field of fields) {
    const at = field.indexOf('=');
    const key = at < 0 ? 'count' : field.slice(0, at);
    if (given.has(key)) return fault('gpus.twice', key);
    if (at >= 0 && !keys.some(known => known === key)) return fault('gpus.key', key, ...keys);
    given.set(key, field.slice(at + 1));
  }
  return requestOf(given);
}

function requestOf(given: ReadonlyMap<string, string>): DeviceRequest | Fault {
  const driver = given.get('driver');
  const devices = given.get('device')?.split(',');
  const counted = given.get('count');
  const count = counted === 'all' ? -1 : parseDecimal(counted ?? '1');
  if (count === undefined) return fault('gpus.count', counted ?? '');
  const options = given.get('options');
  const pairs = options === undefined ? [] : readCsv(options);
  if (pairs === undefined) return fault('value.csv', options ?? '');
  return {
    ...(driver && { Driver: driver }),
    ...((counted !== undefined || devices === undefined) && { Count: count }),
    ...(devices && { DeviceIDs: devices }),
    Capabilities: [[...(given.get('capabilities')?.split(',') ?? []), 'gpu']],
    ...(pairs.length > 0 && { Options: Object.fromEntries(pairs.map(cut)) }),
  };
}

function cut(pair: string): [string, string] {
  const [key = '', ...rest] = pair.split('=');
  return [key, rest.join('=')];
}
