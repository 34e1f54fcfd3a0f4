import { parseAddress, sameAddress } from '../address';
import { contains, parseCidr } from '../cidr';
import { isUserNetwork } from '../networkMode';
import { networksOf } from './networkingConfig';
import { listOf, type RunSpec, textOf } from './spec';

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
