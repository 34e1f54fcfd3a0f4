/** One `-p` in its parts, as they are written. */
export interface PortRow {
  readonly kind: 'port';
  readonly ip: string;
  readonly host: string;
  readonly container: string;
  /** Empty: not written, and so TCP. */
  readonly protocol: PortProtocol;
}

/** A value that has more to it than the parts can say. */
export interface TextRow {
  readonly kind: 'text';
  readonly text: string;
}

export const portProtocols = ['', 'tcp', 'udp', 'sctp'] as const;
export type PortProtocol = (typeof portProtocols)[number];

export const blankPort: PortRow = { kind: 'port', ip: '', host: '', container: '', protocol: '' };

/** Whatever does not come out of its parts again exactly as it was stays one text. */
export function readPortRow(text: string): PortRow | TextRow {
  const slash = text.lastIndexOf('/');
  const protocol = portProtocols.find(name => name !== '' && name === text.slice(slash + 1)) ?? '';
  const pieces = (slash < 0 ? text : text.slice(0, slash)).split(':');
  const container = pieces.pop() ?? '';
  const host = pieces.pop() ?? '';
  const ip = pieces.join(':').replace(/^\[(.*)\]$/, '$1');
  const row: PortRow = { kind: 'port', ip, host, container, protocol };
  const isPlain = !text.includes('=') && writePortRow(row) === text;
  return isPlain ? row : { kind: 'text', text };
}

export function writePortRow(row: PortRow | TextRow): string {
  if (row.kind === 'text') return row.text;
  const { ip, host, container, protocol } = row;
  const address = ip.includes(':') ? `[${ip}]:` : ip === '' ? '' : `${ip}:`;
  const before = host === '' && ip === '' ? '' : `${host}:`;
  return `${address}${before}${container}${protocol === '' ? '' : `/${protocol}`}`;
}

/** The host port that is asked for; undefined where it is none or one of several. */
export function hostPortOf(row: PortRow | TextRow): number | undefined {
  if (row.kind === 'text' || !/^\d{1,5}$/.test(row.host)) return undefined;
  const port = Number(row.host);
  return port > 0 && port <= 65535 && !row.container.includes('-') ? port : undefined;
}
