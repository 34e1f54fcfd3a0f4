import { parseKeyValue } from './keyValue';

const secret =
  /pass(?:word|wd|phrase)?(?:$|[^a-z])|pwd$|secret|token|credential|(?:api|private|access)_?key|[_-]key$|(?:^|[_-])auth(?:[_-]|$)/i;

/** Whether what has this name is likely to be what nobody else should read. */
export function isSecretName(name: string): boolean {
  return secret.test(name);
}

/**
 * A `NAME=value` for a log: without the value where the name sounds like that of a secret.
 *
 * @param marked names that the user says are those of secrets
 */
export function withoutSecret(text: string, marked: readonly string[] = []): string {
  const { key, value } = parseKeyValue(text);
  const isSecret = isSecretName(key) || marked.includes(key);
  return isSecret && value ? `${key}=***` : text;
}
