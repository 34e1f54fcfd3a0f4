import { type Address, formatAddress, parseAddress, sameAddress } from './address';
import { firstOf, parseCidr } from './cidr';
import { type Problem, problem } from './problem';
import { validateInside } from './subnet';

export interface NetworkPool {
  readonly subnet: string;
  /** Empty where the engine does not tell (20.10, for a subnet given without a gateway). */
  readonly gateway: string;
  /** The part that addresses are handed out from; empty: all of the subnet. */
  readonly range: string;
}

export interface UsedAddress {
  readonly address: string;
  /** The name of the container that has it. */
  readonly owner: string;
}

/**
 * Checks the address a container asks for in a network: in one of its subnets, and neither the
 * network's own, the broadcast, the gateway's nor another container's.
 */
export function validateContainerAddress(
  text: string,
  pools: readonly NetworkPool[],
  used: readonly UsedAddress[] = [],
): Problem | undefined {
  const subnets = pools.flatMap(pool => parseCidr(pool.subnet) ?? []);
  const found = validateInside(text, subnets);
  if (found !== undefined) return found;
  if (pools.some(pool => sameAddress(text, gatewayOf(pool)))) {
    return problem('address.gateway', text);
  }
  const taken = used.find(other => sameAddress(other.address, text));
  return taken === undefined ? undefined : problem('address.taken', text, taken.owner);
}

/** The address of a pool's gateway; untold, the first that the engine could hand out. */
export function gatewayOf({ subnet, gateway, range }: NetworkPool): string {
  if (parseAddress(gateway) !== undefined) return gateway;
  const whole = parseCidr(subnet);
  if (whole === undefined) return '';
  const first = firstOf(whole);
  const start = firstOf(parseCidr(range) ?? whole);
  // The network's own address is never handed out.
  const value = start.value > first.value ? start.value : first.value + 1n;
  return formatAddress({ family: first.family, value } satisfies Address);
}
