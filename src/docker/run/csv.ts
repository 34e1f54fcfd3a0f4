/**
 * The fields of one line of comma-separated values, by the rules of Go's encoding/csv: a field in
 * quotes may hold commas, lines and doubled quotes; a quote anywhere else is wrong (undefined).
 */
export function readCsv(text: string): readonly string[] | undefined {
  const line = text.replace(/\r\n/g, '\n').replace(/^\n+/, '').replace(/\r$/, '');
  if (line === '') return undefined;
  const fields: string[] = [];
  for (let at = 0; ; ) {
    const field = line[at] === '"' ? readQuoted(line, at) : readPlain(line, at);
    if (field === undefined) return undefined;
    fields.push(field.value);
    if (line[field.end] !== ',') return fields;
    at = field.end + 1;
  }
}

/** One line that reads back as these fields. */
export function writeCsv(fields: readonly string[]): string {
  return fields
    .map(field => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field))
    .join(',');
}

interface Field {
  readonly value: string;
  /** Where its comma, the end of the line or of the text is. */
  readonly end: number;
}

function readPlain(line: string, start: number): Field | undefined {
  const stop = /[,\n"]/g;
  stop.lastIndex = start;
  const end = stop.exec(line)?.index ?? line.length;
  return line[end] === '"' ? undefined : { value: line.slice(start, end), end };
}

function readQuoted(line: string, start: number): Field | undefined {
  const quoted = /"([^"]*(?:""[^"]*)*)"(?=[,\n]|$)/y;
  quoted.lastIndex = start;
  const found = quoted.exec(line);
  if (found === null) return undefined;
  return { value: (found[1] ?? '').replaceAll('""', '"'), end: quoted.lastIndex };
}
