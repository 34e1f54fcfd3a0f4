import { withOption } from '../../docker/run/edit';
import { blankEnv, type EnvRow, readEnvRow, writeEnvRow } from '../../docker/run/envRow';
import {
  blankMount,
  type MountOptionName,
  type MountRow,
  type MountText,
  readMountRow,
  writeMountRow,
} from '../../docker/run/mountRow';
import {
  blankNetwork,
  type NetworkRow,
  readNetworkRow,
  writeNetworkRow,
} from '../../docker/run/networkRow';
import type { ListName } from '../../docker/run/options';
import {
  blankPort,
  type PortRow,
  readPortRow,
  type TextRow,
  writePortRow,
} from '../../docker/run/portRow';
import { listOf, type RunSpec } from '../../docker/run/spec';

/** The options whose values stand in rows, and the words of the command. */
export type RowsOf = ListName | 'command';

/** How the values of some options stand in the form, a row each. */
export interface Codec<Row> {
  readonly options: readonly RowsOf[];
  readonly blank: Row;
  read(option: RowsOf, text: string): Row;
  write(row: Row): string;
  /** The option that a row is written with. */
  optionOf(row: Row): RowsOf;
  isBlank(row: Row): boolean;
}

/** A row keeps its key while it is edited, so that the cursor stays in it. */
export interface Kept<Row> {
  readonly key: number;
  readonly row: Row;
  /** The user's: while it is empty it says nothing. Empty values that were given do. */
  readonly isTouched: boolean;
}

let lastKey = 0;

export function kept<Row>(row: Row, isTouched = false): Kept<Row> {
  return { key: ++lastKey, row, isTouched };
}

export function counts<Row>(codec: Codec<Row>, { row, isTouched }: Kept<Row>): boolean {
  return !isTouched || !codec.isBlank(row);
}

/**
 * The rows of a spec. Rows that say the same already stay as they are, half written ones among
 * them; otherwise they are read anew, and each takes over the key that stood in its place.
 */
export function rowsOf<Row>(
  codec: Codec<Row>,
  spec: RunSpec,
  before: readonly Kept<Row>[] = [],
): readonly Kept<Row>[] {
  if (codec.options.every(option => says(codec, option, before, valuesOf(spec, option)))) {
    return before;
  }
  const rows = codec.options.flatMap(option =>
    valuesOf(spec, option).map(text => codec.read(option, text)),
  );
  return rows.map((row, index) => {
    const old = before[index];
    return old === undefined ? kept(row) : { key: old.key, row, isTouched: false };
  });
}

function valuesOf(spec: RunSpec, option: RowsOf): readonly string[] {
  return option === 'command' ? spec.command : listOf(spec, option);
}

function says<Row>(
  codec: Codec<Row>,
  option: RowsOf,
  rows: readonly Kept<Row>[],
  texts: readonly string[],
): boolean {
  const own = textsOf(codec, option, rows);
  return own.length === texts.length && own.every((text, index) => text === texts[index]);
}

function textsOf<Row>(
  codec: Codec<Row>,
  option: RowsOf,
  rows: readonly Kept<Row>[],
): readonly string[] {
  return rows
    .filter(row => counts(codec, row) && codec.optionOf(row.row) === option)
    .map(({ row }) => codec.write(row));
}

/** The spec as the rows say it. */
export function withRows<Row>(
  codec: Codec<Row>,
  spec: RunSpec,
  rows: readonly Kept<Row>[],
): RunSpec {
  let made = spec;
  for (const option of codec.options) {
    const texts = textsOf(codec, option, rows);
    if (option === 'command') made = { ...made, command: texts };
    else made = withOption(made, option, texts);
  }
  return made;
}

/** Which value of its option each row is, by key; none for those that say nothing. */
export function indexesOf<Row>(
  codec: Codec<Row>,
  rows: readonly Kept<Row>[],
): ReadonlyMap<number, number> {
  const next = new Map<RowsOf, number>();
  const places = new Map<number, number>();
  for (const row of rows) {
    if (!counts(codec, row)) continue;
    const option = codec.optionOf(row.row);
    const index = next.get(option) ?? 0;
    places.set(row.key, index);
    next.set(option, index + 1);
  }
  return places;
}

function single<Row>(
  option: RowsOf,
  blank: Row,
  read: (text: string) => Row,
  write: (row: Row) => string,
): Codec<Row> {
  const isBlank = (row: Row): boolean => write(row) === write(blank);
  return {
    options: [option],
    blank,
    isBlank,
    write,
    optionOf: () => option,
    read: (_, t) => read(t),
  };
}

export const portRows: Codec<PortRow | TextRow> = {
  ...single<PortRow | TextRow>('publish', blankPort, readPortRow, writePortRow),
  isBlank: row => writePortRow(row).replace(/\/\w+$/, '') === '',
};

export const envRows: Codec<EnvRow> = {
  ...single<EnvRow>('env', blankEnv, readEnvRow, writeEnvRow),
  isBlank: ({ key, value = '' }) => key === '' && value === '',
};

export const networkRows: Codec<NetworkRow | TextRow> = single<NetworkRow | TextRow>(
  'network',
  blankNetwork,
  readNetworkRow,
  writeNetworkRow,
);

export const mountRows: Codec<MountRow | MountText> = {
  options: ['volume', 'mount', 'tmpfs'],
  blank: blankMount,
  read: (option, text) => readMountRow(option as MountOptionName, text),
  write: writeMountRow,
  optionOf: ({ option }) => option,
  isBlank: row => (row.kind === 'text' ? row.text === '' : row.source === '' && row.target === ''),
};

const texts = new Map<RowsOf, Codec<string>>();

/** Rows of an option whose values are texts and no more. */
export function textRows(option: RowsOf): Codec<string> {
  const known = texts.get(option);
  if (known !== undefined) return known;
  const codec = single<string>(
    option,
    '',
    text => text,
    row => row,
  );
  texts.set(option, codec);
  return codec;
}
