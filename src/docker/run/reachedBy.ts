import { parseAddress, sameAddress } from '../address';
import { contains, parseCidr } from '../cidr';
import { isUserNetwork } from '../networkMode';
import { networksOf } from './networkingConfig';
import { listOf, type RunSpec, textOf } from './spec';

/** The networks of the user's own that it is to be in, as they are named there, each once. */
export function userNetworksOf(spec: RunSpec): readonly string[] {
  return [...new Set(networksOf(spec).map(({ target }) => target))].filter(isUserNetwork);
}

/** The names that `--link` gives to others: `--link db:database` makes it `database`. */
export function linkedNames(spec: RunSpec): readonly string[] {
  const names = listOf(spec, 'link').map(text => {
    const [container = '', alias = ''] = text.split(':');
    return alias || container;
  });
  return [...new Set(names.filter(name => name !== ''))];
}

/**
 * The names that it can reach in one of the user's networks, a container with all of its names
 * being one text: `shop-db-1 (db)`.
 */
export function reachedNames(
  spec: RunSpec,
  network: string,
  peers: readonly { readonly name: string; readonly aliases: readonly string[] }[],
): readonly string[] {
  const others = peers.filter(({ name }) => name !== textOf(spec, 'name'));
  const names = others.map(({ name, aliases }) =>
    aliases.length > 0 ? `${name} (${aliases.join(', ')})` : name,
  );
  // Links count for the first network alone.
  const linked = userNetworksOf(spec)[0] === network ? linkedNames(spec) : [];
  const known = new Set(others.flatMap(({ name, aliases }) => [name, ...aliases]));
  return [...names, ...linked.filter(name => !known.has(name))];
}

/** The names that the others on its networks resolve to it; none on the engine's own networks. */
export function namesOf(spec: RunSpec): readonly string[] {
  const networks = networksOf(spec).filter(({ target }) => isUserNetwork(target));
  if (networks.length === 0) return [];
  const aliases = networks.flatMap(network => network.aliases);
  const names = [textOf(spec, 'name'), ...listOf(spec, 'network-alias'), ...aliases];
  return [...new Set(names.filter(name => name !== ''))];
}

/** Why an address cannot be had in a network; undefined where it can, or is none (yet). */
export function addressMisfit(
  text: string,
  network: { readonly subnets: readonly string[]; readonly taken: readonly string[] },
): 'outside' | 'taken' | undefined {
  const address = parseAddress(text);
  if (address === undefined) return undefined;
  if (network.taken.some(taken => sameAddress(taken.replace(/\/\d+$/, ''), text))) return 'taken';
  const subnets = network.subnets.flatMap(subnet => parseCidr(subnet) ?? []);
  if (subnets.length === 0 || subnets.some(subnet => contains(subnet, address))) return undefined;
  return 'outside';
}
