import { type Fault, fault } from './fault';

export interface SecurityOption {
  readonly key: string;
  readonly value: string;
}

/** Reads `--security-opt`: `label=disable`, `apparmor:profile`, `no-new-privileges`. */
export function parseSecurityOption(text: string): SecurityOption | Fault {
  const equals = text.indexOf('=');
  const isAlone = equals < 0 && text === 'no-new-privileges';
  const at = equals < 0 && !isAlone ? text.indexOf(':') : equals;
  const key = at < 0 ? text : text.slice(0, at);
  const value = at < 0 ? '' : text.slice(at + 1);
  if (value === '' && key !== 'no-new-privileges') return fault('security.format', text);
  return { key, value };
}

/** The file whose contents the CLI would send in place of its name; undefined for a built-in. */
export function seccompFile({ key, value }: SecurityOption): string | undefined {
  if (key !== 'seccomp' || value === 'unconfined' || value === 'builtin') return undefined;
  // A profile itself, as the engine tells it of a container.
  return value.startsWith('{') ? undefined : value;
}

/** The CLI keeps this one to itself and sends two empty lists of paths instead. */
export const unmaskedPaths = 'systempaths=unconfined';
