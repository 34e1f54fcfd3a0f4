import { l10n } from 'vscode';
import type { Container, Membership, Network } from '../engine/records';
import { aliasWords, ownAliases } from './containerParts';
import type { World } from './kindView';
import { joined, type Part } from './row';
import { userPart } from './userPart';
import { listed, named, sentences } from './words';

/** The containers with a place of their own in the network. */
export function memberIds({ id, name }: Network, world: World): readonly string[] {
  return world.usage.users('network', id, name);
}

/** The members; below each, those that live in its network without one of their own. */
export function memberParts(
  network: Network,
  path: readonly string[],
  world: World,
): readonly Part[] {
  const above = path.at(-1);
  const ids =
    above === undefined ? memberIds(network, world) : sharers(containerOf(above, world), world);
  return ids
    .map(id => world.get('container', id))
    .filter(container => container !== undefined)
    .map(c => (above === undefined ? memberPart(c, network, world) : sharerPart(c, world)));
}

function containerOf(part: string, world: World): Container | undefined {
  return world.get('container', part.slice(part.indexOf(':') + 1));
}

function sharers(container: Container | undefined, world: World): readonly string[] {
  return container ? world.usage.users('container', container.id, container.name) : [];
}

function memberPart(c: Container, network: Network, world: World): Part {
  const own = (places: readonly Membership[]): Membership | undefined =>
    places.find(
      ({ networkId, network: name }) => networkId === network.id || name === network.name,
    );
  const place = own(world.details('container', c.id)?.networks ?? []) ?? own(c.networks);
  const aliases = place ? ownAliases(c, place) : [];
  const addresses = [place?.ipv4, place?.ipv6].filter(text => text !== undefined && text !== '');
  const { row } = userPart(c, {
    description: joined(
      ...addresses.map(text => named(text ?? '')),
      place?.mac ? named(place.mac) : '',
      aliases.length > 0 ? aliasWords(aliases) : '',
    ),
    spoken: sentences(
      addresses.length > 0
        ? l10n.t('Its address is {0}.', listed(addresses.map(text => named(text ?? ''))))
        : '',
      aliases.length > 0 ? l10n.t('Also called {0}.', listed(aliases)) : '',
    ),
  });
  return { id: `member:${c.id}`, row: { ...row, flags: 'member', children: below(c, world) } };
}

function sharerPart(c: Container, world: World): Part {
  const { row } = userPart(c, { description: l10n.t('shares its network') });
  return { id: `sharer:${c.id}`, row: { ...row, flags: 'sharer', children: below(c, world) } };
}

function below(c: Container, world: World): 'open' | 'none' {
  return sharers(c, world).length > 0 ? 'open' : 'none';
}
