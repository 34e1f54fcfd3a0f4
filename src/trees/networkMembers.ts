import { l10n } from 'vscode';
import type { Container, Membership, Network } from '../engine/records';
import { aliasWords, ownAliases } from './containerParts';
import type { World } from './kindView';
import { joined, type Part } from './row';
import { userPart, usersOf } from './userPart';
import { listed, named, sentences } from './words';

/** The containers with a place of their own in the network. */
export function membersOf({ id, name }: Network, world: World): readonly Container[] {
  return usersOf(world, 'network', id, name);
}

export function memberCount({ id, name }: Network, world: World): number | undefined {
  return world.usage.count('network', id, name);
}

/** The members; below each, those that live in its network without one of their own. */
export function memberParts(
  network: Network,
  path: readonly string[],
  world: World,
): readonly Part[] {
  const above = path.at(-1);
  if (above === undefined) {
    return membersOf(network, world).map(c => memberPart(c, network, world));
  }
  const owner = world.get('container', above.slice(above.indexOf(':') + 1));
  return owner ? sharers(owner, world).map(c => sharerPart(c, world)) : [];
}

function sharers({ id, name }: Container, world: World): readonly Container[] {
  return usersOf(world, 'container', id, name);
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
      aliases.length > 0 ? aliasWords(aliases) : '',
      // Last, for a narrow view cuts the end off.
      place?.mac ? named(place.mac) : '',
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
