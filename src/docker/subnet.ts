import { formatAddress, parseAddress } from './address';
import {
  type Cidr,
  contains,
  firstOf,
  formatCidr,
  lastOf,
  masked,
  overlaps,
  parseCidr,
} from './cidr';
import { type Problem, problem } from './problem';

export interface UsedSubnet {
  readonly subnet: string;
  /** The name of the network that has it. */
  readonly network: string;
}

/**
 * Checks the subnet of a new network: engines since 26 refuse host bits (older ones clear them
 * silently), all refuse an overlap, and the gateway needs an address beside the network's own.
 */
export function validateSubnet(
  text: string,
  used: readonly UsedSubnet[] = [],
): Problem | undefined {
  if (text.trim() === '') return problem('subnet.empty');
  const cidr = parseCidr(text);
  if (cidr === undefined) return problem('subnet.format', text);
  const proper = formatCidr(masked(cidr));
  if (firstOf(cidr).value !== cidr.address.value) return problem('subnet.hostBits', text, proper);
  const longest = cidr.address.family === 4 ? 30 : 126;
  if (cidr.bits > longest) return problem('subnet.small', text, longest);
  for (const other of used) {
    const block = parseCidr(other.subnet);
    if (block !== undefined && overlaps(cidr, block)) {
      return problem('subnet.overlap', text, other.subnet, other.network);
    }
  }
  return undefined;
}

/** Checks the part of a subnet that containers get their addresses from. */
export function validateRange(text: string, subnet: string): Problem | undefined {
  const range = parseCidr(text);
  const whole = parseCidr(subnet);
  if (range === undefined) return problem('range.format', text);
  if (firstOf(range).value !== range.address.value) {
    return problem('range.hostBits', text, formatCidr(masked(range)));
  }
  const inside = whole !== undefined && range.bits >= whole.bits && overlaps(whole, range);
  return inside ? undefined : problem('range.outside', text, subnet);
}

/** Checks a gateway: inside the subnet, neither the network's nor the broadcast address. */
export function validateGateway(text: string, subnet: string): Problem | undefined {
  const cidr = parseCidr(subnet);
  return validateInside(text, cidr === undefined ? [] : [cidr]);
}

/** The checks that a gateway and a container's address share. */
export function validateInside(text: string, subnets: readonly Cidr[]): Problem | undefined {
  if (text.trim() === '') return problem('address.empty');
  const address = parseAddress(text);
  if (address === undefined) return problem('address.format', text);
  const families = new Set(subnets.map(subnet => subnet.address.family));
  if (subnets.length > 0 && !families.has(address.family)) {
    return problem('address.family', text, address.family === 4 ? 6 : 4);
  }
  const home = subnets.find(subnet => contains(subnet, address));
  if (home === undefined) {
    return problem('address.outside', text, subnets.map(formatCidr).join(', '));
  }
  const same = (other: string) => formatAddress(address) === other;
  if (same(formatAddress(firstOf(home)))) return problem('address.network', text, formatCidr(home));
  const broadcast = home.address.family === 4 && same(formatAddress(lastOf(home)));
  return broadcast ? problem('address.broadcast', text, formatCidr(home)) : undefined;
}
