import { parseKeyValue } from './keyValue';

/** A `NAME=value` for a log: without the value where the name sounds like that of a secret. */
export function withoutSecret(text: string): string {
  const { key, value } = parseKeyValue(text);
  const isSecret = /pass|secret|token|key|credential|auth/i.test(key);
  return isSecret && value ? `${key}=***` : text;
}
