import { type Kind, kinds } from '../engine/records';

/** Names one resource of one host. As a text it is what trees and commands hand around. */
export interface ResourceKey {
  readonly host: string;
  readonly kind: Kind;
  readonly id: string;
}

/** `host/kind/id`, without the state: selection and expansion hang on it. */
export function formatKey({ host, kind, id }: ResourceKey): string {
  return `${encodeURIComponent(host)}/${kind}/${encodeURIComponent(id)}`;
}

/** The resource that a key names, or that the row below it belongs to (`host/kind/id/…`). */
export function parseKey(text: string): ResourceKey | undefined {
  const [host = '', kind = '', id = ''] = text.split('/');
  if (id === '' || !(kinds as readonly string[]).includes(kind)) return undefined;
  try {
    return { host: decodeURIComponent(host), kind: kind as Kind, id: decodeURIComponent(id) };
  } catch {
    return undefined; // not one of ours
  }
}
