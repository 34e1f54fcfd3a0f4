/** Why the engine did not make a network, where the cure is another than its sentence tells. */
export type NetworkFailure =
  /** All of its own subnets are given away: 30 networks, unless it is configured otherwise. */
  | 'poolsUsedUp'
  /** The subnet overlaps another network's, or one of the engine's own host. */
  | 'overlap'
  /** IPv6 without a subnet: engines before 27 have none of their own. */
  | 'needsSubnet6'
  | 'unknown';

const words: readonly (readonly [RegExp, NetworkFailure])[] = [
  [
    /could not find an available, non-overlapping IPv6|no IPv6|invalid.*IPv6.*pool/i,
    'needsSubnet6',
  ],
  [
    /could not find an available|predefined address pools have been fully subnetted/i,
    'poolsUsedUp',
  ],
  [
    /overlaps with (?:other|another)|conflicts with (?:network|existing)|networks have overlapping/i,
    'overlap',
  ],
];

export function networkFailure(sentence: string): NetworkFailure {
  return words.find(([pattern]) => pattern.test(sentence))?.[1] ?? 'unknown';
}
