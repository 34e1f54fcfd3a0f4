import { randomBytes } from 'node:crypto';
import { l10n } from 'vscode';
import { parseCidr } from '../docker/cidr';
import { toRecord, validateOption } from '../docker/keyValue';
import { keyValueWords, validateLabels, validateWords } from '../docker/keyValueWords';
import { validateNetworkName } from '../docker/name';
import { type Problem, problem } from '../docker/problem';
import { type UsedSubnet, validateGateway, validateRange, validateSubnet } from '../docker/subnet';
import type { NetworkWish, PoolWish } from '../engine/networkVerbs';
import type { Host } from '../model/host';
import { named } from '../trees/words';
import type { TextQuestion } from '../ui/askText';
import type { Asker, Step } from '../ui/steps';

/** What was answered so far; texts as they were typed. */
export interface NetworkDraft {
  name: string;
  driver: string;
  subnet: string;
  gateway: string;
  range: string;
  ipv6: boolean;
  subnet6: string;
  gateway6: string;
  internal: boolean;
  attachable: boolean;
  options: string;
  labels: string;
}

export function newNetworkDraft(drivers: readonly string[]): NetworkDraft {
  const driver = drivers.includes('bridge') ? 'bridge' : (drivers[0] ?? 'bridge');
  const texts = {
    name: '',
    subnet: '',
    gateway: '',
    range: '',
    gateway6: '',
    options: '',
    labels: '',
  };
  return {
    ...texts,
    driver,
    ipv6: false,
    subnet6: ownSubnet6(),
    internal: false,
    attachable: false,
  };
}

/** A unique local one (RFC 4193): its 40 random bits are nobody else's. */
function ownSubnet6(): string {
  const [first = '', second = '', third = ''] = randomBytes(6).toString('hex').match(/.{4}/g) ?? [];
  const groups = [`fd${first.slice(2)}`, second, third].map(group => group.replace(/^0+(?=.)/, ''));
  return `${groups.join(':')}::/64`;
}

export function networkQuestions(
  draft: NetworkDraft,
  host: Host,
  drivers: readonly string[],
): readonly Step[] {
  const networks = host.store.all('network');
  const used = networks.flatMap(({ name, subnets }) =>
    subnets.map(({ subnet }) => ({ subnet, network: name })),
  );
  const names = networks.map(({ name }) => name);
  return [
    text(draft, 'name', () => ({
      prompt: l10n.t('The name of the network'),
      required: true,
      validate: name => validateNetworkName(name, names),
    })),
    { when: () => drivers.length > 1, run: ask => askDriver(ask, draft, drivers) },
    ...addressSteps(draft, used),
    { run: ask => askReach(ask, draft) },
    text(draft, 'options', () => ({
      prompt: l10n.t('Options of the driver as key=value, separated by blanks; empty for none.'),
      placeHolder: draft.driver === 'bridge' ? 'com.docker.network.driver.mtu=1400' : 'parent=eth0',
      validate: typed =>
        validateWords(typed, words => words.map(validateOption).find(found => found !== undefined)),
    })),
    text(draft, 'labels', () => ({
      prompt: l10n.t('Labels as key=value, separated by blanks; empty for none.'),
      placeHolder: 'project=shop "note=two words"',
      validate: validateLabels,
    })),
  ];
}

function addressSteps(draft: NetworkDraft, used: readonly UsedSubnet[]): readonly Step[] {
  return [
    text(draft, 'subnet', () => ({
      prompt: l10n.t(
        'The IPv4 subnet; empty for one that the engine chooses. Only in a subnet that you choose can containers have fixed addresses.',
      ),
      placeHolder: '172.30.0.0/16',
      validate: typed => validateFamily(typed, 4) ?? validateSubnet(typed, used),
    })),
    text(
      draft,
      'gateway',
      () => ({
        prompt: l10n.t('The address of the gateway; empty for the first one of the subnet.'),
        validate: typed => validateGateway(typed, draft.subnet),
      }),
      () => draft.subnet !== '',
    ),
    text(
      draft,
      'range',
      () => ({
        prompt: l10n.t(
          'The part of {0} that containers get addresses from; empty for all of it.',
          draft.subnet,
        ),
        validate: typed => validateRange(typed, draft.subnet),
      }),
      () => draft.subnet !== '',
    ),
    { run: ask => askFamily(ask, draft) },
    text(
      draft,
      'subnet6',
      () => ({
        prompt: l10n.t(
          'The IPv6 subnet; empty for one that the engine chooses, which only new ones do.',
        ),
        placeHolder: 'fd00:1::/64',
        validate: typed => validateFamily(typed, 6) ?? validateSubnet(typed, used),
      }),
      () => draft.ipv6,
    ),
    text(
      draft,
      'gateway6',
      () => ({
        prompt: l10n.t('The address of the IPv6 gateway; empty for the first one of the subnet.'),
        validate: typed => validateGateway(typed, draft.subnet6),
      }),
      () => draft.ipv6 && draft.subnet6 !== '',
    ),
  ];
}

type TextField = {
  [F in keyof NetworkDraft]: NetworkDraft[F] extends string ? F : never;
}[keyof NetworkDraft];

/** A step that keeps what was typed, and offers it again after Back. */
function text(
  draft: NetworkDraft,
  field: TextField,
  question: () => Omit<TextQuestion, 'title' | 'value'>,
  when: () => boolean = () => true,
): Step {
  return {
    when,
    run: async ask => {
      const { validate, ...rest } = question();
      const typed = await ask.text({
        ...rest,
        value: draft[field],
        ...(validate && { validate: text => validate(text.trim()) }),
      });
      draft[field] = typed.trim();
    },
  };
}

async function askDriver(
  ask: Asker,
  draft: NetworkDraft,
  drivers: readonly string[],
): Promise<void> {
  const about: Readonly<Record<string, string>> = {
    bridge: l10n.t('a network of its own on this host; the usual one'),
    macvlan: l10n.t('containers appear in the host’s network with MAC addresses of their own'),
    ipvlan: l10n.t('containers appear in the host’s network with the host’s MAC address'),
    overlay: l10n.t('across the hosts of a swarm'),
  };
  const items = drivers.map(driver => ({
    label: named(driver),
    description: about[driver] ?? '',
    driver,
  }));
  const active = items.find(({ driver }) => driver === draft.driver);
  draft.driver = (await ask.pick({ placeHolder: l10n.t('The driver'), items, active })).driver;
}

async function askFamily(ask: Asker, draft: NetworkDraft): Promise<void> {
  const items = [
    { label: l10n.t('IPv4 only'), ipv6: false },
    { label: l10n.t('IPv4 and IPv6'), ipv6: true },
  ];
  const active = items.find(({ ipv6 }) => ipv6 === draft.ipv6);
  const placeHolder = l10n.t('Should containers have IPv6 addresses too?');
  draft.ipv6 = (await ask.pick({ placeHolder, items, active })).ipv6;
}

async function askReach(ask: Asker, draft: NetworkDraft): Promise<void> {
  const internal = l10n.t('no way in or out of the network');
  const attachable = l10n.t('in a swarm: also containers that belong to no service may join');
  const items = [
    { label: l10n.t('Ordinary'), description: '', internal: false, attachable: false },
    { label: l10n.t('Internal'), description: internal, internal: true, attachable: false },
    { label: l10n.t('Attachable'), description: attachable, internal: false, attachable: true },
    { label: l10n.t('Internal and attachable'), description: '', internal: true, attachable: true },
  ];
  const active = items.find(
    item => item.internal === draft.internal && item.attachable === draft.attachable,
  );
  const picked = await ask.pick({ placeHolder: l10n.t('Who reaches it?'), items, active });
  draft.internal = picked.internal;
  draft.attachable = picked.attachable;
}

function validateFamily(typed: string, family: 4 | 6): Problem | undefined {
  const cidr = parseCidr(typed);
  const isOther = cidr !== undefined && cidr.address.family !== family;
  return isOther ? problem('address.family', typed, family) : undefined;
}

export function toWish(draft: NetworkDraft): NetworkWish {
  const { name, driver, ipv6, internal, attachable } = draft;
  const options = toRecord(keyValueWords(draft.options));
  const labels = toRecord(keyValueWords(draft.labels));
  return { name, driver, ipv6, internal, attachable, pools: poolsOf(draft), options, labels };
}

function poolsOf({ subnet, gateway, range, ipv6, subnet6, gateway6 }: NetworkDraft): PoolWish[] {
  return [
    ...(subnet === '' ? [] : [{ subnet, gateway, range }]),
    ...(ipv6 && subnet6 !== '' ? [{ subnet: subnet6, gateway: gateway6 }] : []),
  ];
}

/** The line of `docker network create`, without these three words. */
export function networkArgs(draft: NetworkDraft): readonly string[] {
  const flag = (name: string, value: string | undefined): readonly string[] =>
    value ? [name, value] : [];
  return [
    ...(draft.driver === 'bridge' ? [] : ['--driver', draft.driver]),
    ...poolsOf(draft).flatMap(pool => [
      ...flag('--subnet', pool.subnet),
      ...flag('--gateway', pool.gateway),
      ...flag('--ip-range', pool.range),
    ]),
    ...(draft.ipv6 ? ['--ipv6'] : []),
    ...(draft.internal ? ['--internal'] : []),
    ...(draft.attachable ? ['--attachable'] : []),
    ...keyValueWords(draft.options).flatMap(option => ['--opt', option]),
    ...keyValueWords(draft.labels).flatMap(label => ['--label', label]),
    draft.name,
  ];
}
