import { type Fault, fault } from './fault';
import { parseDecimal } from './goNumber';

export interface RestartPolicy {
  readonly Name: string;
  readonly MaximumRetryCount?: number;
}

/** Reads `--restart`: `always`, `on-failure:3`. What policies there are, the engine knows. */
export function parseRestart(text: string): RestartPolicy | Fault {
  const at = text.indexOf(':');
  if (at === 0) return fault('restart.name', text);
  const name = at < 0 ? text : text.slice(0, at);
  const written = at < 0 ? '' : text.slice(at + 1);
  if (written === '') return { Name: name };
  const count = parseDecimal(written);
  if (count === undefined) return fault('value.int', written);
  return count === 0 ? { Name: name } : { Name: name, MaximumRetryCount: count };
}

/** As `--restart` writes it; `no` where there is none. */
export function formatRestart({ Name, MaximumRetryCount = 0 }: RestartPolicy): string {
  if (Name === '') return 'no';
  return MaximumRetryCount > 0 ? `${Name}:${MaximumRetryCount}` : Name;
}

/** As the engine knows them: upper case, with `CAP_`, in order, each once. */
export function normalCapabilities(texts: readonly string[]): readonly string[] {
  const names = texts.map(text => {
    const name = text.toUpperCase();
    return name === 'ALL' || name.startsWith('CAP_') ? name : `CAP_${name}`;
  });
  return [...new Set(names)].sort((one, other) => (one < other ? -1 : 1));
}
