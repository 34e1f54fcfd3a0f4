import { env } from 'vscode';

/** As the user's language writes it. */
export function number(value: number, digits = 0): string {
  return value.toLocaleString(env.language, { maximumFractionDigits: digits });
}
