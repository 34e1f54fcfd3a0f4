import { l10n } from 'vscode';
import type { Container, Kind } from '../engine/records';
import { sortText } from './arrangement';
import { containerIcon } from './containerLook';
import type { World } from './kindView';
import type { Part, Row } from './row';
import { named, sentences, statusWords } from './words';

export interface UserWords {
  readonly description?: string;
  /** A sentence on how it uses the thing. */
  readonly spoken?: string;
}

/** A container below what it uses. A click leads to its own row. */
export function userPart(c: Container, words: UserWords = {}, at = ''): Part {
  const { description = statusWords(c), spoken } = words;
  const row: Row = {
    label: named(c.name),
    description,
    icon: containerIcon(c),
    flags: 'user',
    spoken: sentences(l10n.t('Container {0}, {1}.', named(c.name), statusWords(c)), spoken),
    children: 'none',
    click: { title: l10n.t('Show the container'), command: 'slipway.view.revealContainer' },
  };
  return { id: at === '' ? `user:${c.id}` : `user:${c.id}:${at}`, row };
}

/** The containers that use something, by name: they come and go in any order. */
export function usersOf(
  world: World,
  kind: Kind,
  ...idsOrNames: readonly string[]
): readonly Container[] {
  return world.usage
    .users(kind, ...idsOrNames)
    .map(id => world.get('container', id))
    .filter(container => container !== undefined)
    .map(container => ({ container, name: sortText(container.name) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ container }) => container);
}

/** The container that such a row names. */
export function userOf(part: string): string | undefined {
  return /^(?:user|member|sharer):([^:]+)/.exec(part)?.[1];
}
