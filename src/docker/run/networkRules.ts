import { isUserNetwork, type NetworkMode, parseNetworkMode } from '../networkMode';
import { isAtLeast } from './apiVersion';
import { addressFault } from './engineRules';
import { isFault } from './fault';
import { networksOf } from './networkingConfig';
import { type NetworkOption, parseNetworkOption } from './networkOption';
import type { ListName, OptionName, TextName } from './options';
import type { SpecProblem } from './problem';
import { listOf, type RunSpec, textOf } from './spec';
import { at, found } from './specProblem';
import { macFault } from './valueRules';

/** What of the networks does not go together, or not with other options. */
export function networkProblems(
  spec: RunSpec,
  apiVersion: string | undefined,
): readonly SpecProblem[] {
  const networks = networksOf(spec);
  const target = networks[0]?.target ?? 'default';
  return [
    ...listOf(spec, 'network').flatMap((text, index) => {
      const network = parseNetworkOption(text);
      return isFault(network) ? [] : ofOne(network, index);
    }),
    ...together(networks, apiVersion),
    ...doubled(spec, networks[0]),
    ...ofFirst(spec, target),
    ...ofMode(spec, target),
  ];
}

function ofOne(network: NetworkOption, index: number): readonly SpecProblem[] {
  const { target, ip = '', ip6 = '', macAddress = '' } = network;
  const hasAddress = ip !== '' || ip6 !== '';
  const problem = (code: 'network.aliases' | 'network.address'): SpecProblem => ({
    ...at('error', 'network', code, target),
    index,
  });
  return [
    ...found('network', index, addressFault(ip, 4) ?? addressFault(ip6, 6)),
    ...found('network', index, macAddress === '' ? undefined : macFault(macAddress)),
    ...(isUserNetwork(target) || network.aliases.length === 0 ? [] : [problem('network.aliases')]),
    ...(isUserNetwork(target) || !hasAddress ? [] : [problem('network.address')]),
  ];
}

function together(
  networks: readonly NetworkOption[],
  apiVersion: string | undefined,
): readonly SpecProblem[] {
  const targets = networks.map(({ target }) => target);
  const seen = new Set<string>();
  const problems: SpecProblem[] = [];
  for (const [index, target] of targets.entries()) {
    if (seen.has(target))
      problems.push({ ...at('error', 'network', 'network.twice', target), index });
    seen.add(target);
  }
  const own = targets.find(target => !isUserNetwork(target));
  const user = targets.find(isUserNetwork);
  if (own !== undefined && user !== undefined) {
    problems.push(at('error', 'network', 'network.mixed', user, own));
  } else if (targets.length > 1 && apiVersion !== undefined && !isAtLeast(apiVersion, '1.44')) {
    problems.push(at('error', 'network', 'option.api', '--network', '1.44', apiVersion));
  }
  return problems;
}

/** What is said both of the network and beside it. */
function doubled(spec: RunSpec, network: NetworkOption | undefined): readonly SpecProblem[] {
  if (network === undefined) return [];
  const { ip, ip6, macAddress, aliases, linkLocalIps } = network;
  const pairs: readonly (readonly [OptionName, boolean, string])[] = [
    ['ip', Boolean(textOf(spec, 'ip') && ip), 'ip'],
    ['ip6', Boolean(textOf(spec, 'ip6') && ip6), 'ip6'],
    ['mac-address', Boolean(textOf(spec, 'mac-address') && macAddress), 'mac-address'],
    ['network-alias', has(spec, 'network-alias') && aliases.length > 0, 'alias'],
    ['link-local-ip', has(spec, 'link-local-ip') && linkLocalIps.length > 0, 'link-local-ip'],
  ];
  return pairs.flatMap(([option, isBoth, key]) =>
    isBoth ? [at('error', option, 'option.conflict', `--${option}`, `--network ${key}=`)] : [],
  );
}

/** Options that are meant for the first network. */
function ofFirst(spec: RunSpec, target: string): readonly SpecProblem[] {
  if (isUserNetwork(target)) return [];
  const addresses = (['ip', 'ip6'] as const).filter(option => textOf(spec, option) !== '');
  return [
    ...(has(spec, 'network-alias')
      ? [at('error', 'network-alias', 'network.aliases', target)]
      : []),
    ...addresses.map(option => at('error', option, 'network.address', target)),
  ];
}

/** What the engine refuses beside a network that is not the container's own. */
const refused: Partial<
  Record<NetworkMode['kind'], readonly (ListName | TextName | 'publish-all')[]>
> = {
  container: [
    'hostname',
    'link',
    'dns',
    'add-host',
    'mac-address',
    'publish',
    'publish-all',
    'expose',
  ],
  host: ['link', 'mac-address'],
};

function ofMode(spec: RunSpec, target: string): readonly SpecProblem[] {
  const { kind } = parseNetworkMode(target);
  const isGiven = (option: OptionName): boolean => Boolean(spec.options[option]);
  const conflicts = (refused[kind] ?? [])
    .filter(isGiven)
    .map(option => at('error', option, 'network.option', `--${option}`, target));
  const unused: readonly OptionName[] =
    kind === 'host' || kind === 'none' ? ['publish', 'publish-all'] : [];
  const ignored = unused
    .filter(isGiven)
    .map(option => at('warning', option, 'network.ports', target));
  return [...conflicts, ...ignored, ...ofHost(spec, kind), ...ofContainer(target)];
}

function ofHost(spec: RunSpec, kind: NetworkMode['kind']): readonly SpecProblem[] {
  if (kind !== 'host') return [];
  return listOf(spec, 'sysctl').flatMap((text, index) =>
    text.startsWith('net.')
      ? [{ ...at('error', 'sysctl', 'option.conflict', '--sysctl net.*', '--network host'), index }]
      : [],
  );
}

function ofContainer(target: string): readonly SpecProblem[] {
  const isNameless = target === 'container' || target === 'container:';
  return isNameless ? [at('error', 'network', 'network.name')] : [];
}

function has(spec: RunSpec, name: ListName): boolean {
  return listOf(spec, name).length > 0;
}
