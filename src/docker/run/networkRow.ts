import { readCsv, writeCsv } from './csv';
import { isFault } from './fault';
import { parseNetworkOption } from './networkOption';
import type { TextRow } from './portRow';

/** One `--network` in its parts. */
export interface NetworkRow {
  readonly kind: 'network';
  readonly target: string;
  /** With commas between them. */
  readonly aliases: string;
  readonly ip: string;
  readonly ip6: string;
  readonly mac: string;
}

export const blankNetwork: NetworkRow = {
  kind: 'network',
  target: '',
  aliases: '',
  ip: '',
  ip6: '',
  mac: '',
};

/** Whatever does not come out of its parts again exactly as it was stays one text. */
export function readNetworkRow(text: string): NetworkRow | TextRow {
  const row = partsOf(text);
  return row !== undefined && writeNetworkRow(row) === text ? row : { kind: 'text', text };
}

function partsOf(text: string): NetworkRow | undefined {
  if (!text.includes('=')) return { ...blankNetwork, target: text };
  const option = parseNetworkOption(text);
  // In the long form the CLI makes all of it lower case.
  if (isFault(option) || text !== text.toLowerCase()) return undefined;
  const known = (readCsv(text) ?? []).every(field =>
    /^(?:name|alias|ip6?|mac-address)=/.test(field),
  );
  if (!known) return undefined;
  const { target, aliases, ip = '', ip6 = '', macAddress: mac = '' } = option;
  return { kind: 'network', target, aliases: aliases.join(','), ip, ip6, mac };
}

export function writeNetworkRow(row: NetworkRow | TextRow): string {
  if (row.kind === 'text') return row.text;
  const { target, ip, ip6, mac } = row;
  const aliases = aliasesOf(row);
  if (aliases.length === 0 && ip === '' && ip6 === '' && mac === '') return target;
  return writeCsv([
    `name=${target}`,
    ...aliases.map(alias => `alias=${alias}`),
    ...(ip === '' ? [] : [`ip=${ip}`]),
    ...(ip6 === '' ? [] : [`ip6=${ip6}`]),
    ...(mac === '' ? [] : [`mac-address=${mac}`]),
  ]);
}

export function aliasesOf({ aliases }: NetworkRow): readonly string[] {
  return aliases.split(/[\s,]+/).filter(alias => alias !== '');
}

/** Whether more can be asked of a network of this name: the long form would make it lower case. */
export function takesMore({ target }: NetworkRow): boolean {
  return target === target.toLowerCase();
}
