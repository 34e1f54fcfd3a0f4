import { readCsv } from './csv';
import { type Fault, fault } from './fault';
import { parseDecimal } from './goNumber';

/** One `--network`: a name alone, or `name=…,alias=…,ip=…`. */
export interface NetworkOption {
  readonly target: string;
  readonly aliases: readonly string[];
  readonly driverOptions: Readonly<Record<string, string>>;
  readonly ip?: string;
  readonly ip6?: string;
  readonly macAddress?: string;
  readonly linkLocalIps: readonly string[];
  readonly gatewayPriority?: number;
}

const keys = [
  'name',
  'alias',
  'ip',
  'ip6',
  'mac-address',
  'link-local-ip',
  'driver-opt',
  'gw-priority',
] as const;
type Key = (typeof keys)[number];

/** Reads `--network`. In the long form the CLI makes everything lower case, values too. */
export function parseNetworkOption(text: string): NetworkOption | Fault {
  const plain = { target: text, aliases: [], driverOptions: {}, linkLocalIps: [] };
  if (!/\w=\w/.test(text)) return text.trim() === '' ? fault('network.name') : plain;
  const fields = readCsv(text);
  if (fields === undefined) return fault('value.csv', text);
  const found = new Map<Key, string[]>();
  for (const field of fields) {
    const [written = '', ...rest] = field.toLowerCase().split('=');
    if (rest.length === 0 || written === '') return fault('network.pair', field);
    const key = keys.find(known => known === written.trim());
    if (key === undefined) return fault('network.key', written.trim(), ...keys);
    found.set(key, [...(found.get(key) ?? []), rest.join('=').trim()]);
  }
  return assembled(found);
}

function assembled(found: ReadonlyMap<Key, readonly string[]>): NetworkOption | Fault {
  const target = found.get('name')?.at(-1) ?? '';
  if (target === '') return fault('network.name');
  const driverOptions = new Map<string, string>();
  for (const pair of found.get('driver-opt') ?? []) {
    const [key = '', ...rest] = pair.split('=');
    if (key === '' || rest.length === 0) return fault('network.driverOption', pair);
    driverOptions.set(key.trim(), rest.join('=').trim());
  }
  const priority = found.get('gw-priority')?.at(-1);
  const gatewayPriority = priority === undefined ? undefined : parseDecimal(priority);
  if (priority !== undefined && gatewayPriority === undefined) return fault('value.int', priority);
  const ip = found.get('ip')?.at(-1);
  const ip6 = found.get('ip6')?.at(-1);
  const macAddress = found.get('mac-address')?.at(-1);
  return {
    target,
    aliases: found.get('alias') ?? [],
    driverOptions: Object.fromEntries(driverOptions),
    linkLocalIps: found.get('link-local-ip') ?? [],
    ...(ip !== undefined && { ip }),
    ...(ip6 !== undefined && { ip6 }),
    ...(macAddress !== undefined && { macAddress }),
    ...(gatewayPriority !== undefined && { gatewayPriority }),
  };
}
