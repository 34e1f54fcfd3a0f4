import { l10n, window } from 'vscode';
import { splitAliases, validateAliases } from '../docker/alias';
import { parseCidr } from '../docker/cidr';
import { validateContainerAddress } from '../docker/containerAddress';
import { parseNetworkMode } from '../docker/networkMode';
import {
  connectContainer,
  type EndpointWish,
  type NetworkUse,
  readNetworkUse,
  wantsOwnSubnet,
} from '../engine/networkVerbs';
import type { Container, Network } from '../engine/records';
import type { Found } from '../model/hosts';
import { parseRow } from '../trees/rowKey';
import { named } from '../trees/words';
import { pickResources } from '../ui/pickResources';
import { withProgress } from '../ui/progress';
import { type Asker, runSteps } from '../ui/steps';
import { eachOf, summary } from '../ui/summary';
import { unlinked } from '../ui/unlinked';
import type { App } from './app';
import { type Command, onMany, onOne } from './command';
import { networkMembers } from './users';

type FoundNetwork = Found<'network'>;
type FoundContainer = Found<'container'>;

/** From a network's row, a container's row, or neither. */
export const connectCommand: Command = (app, ...args) => {
  const isContainer = typeof args[0] === 'string' && parseRow(args[0])?.kind === 'container';
  return (isContainer ? fromContainers : fromNetwork)(app, ...args);
};

const fromNetwork = onOne(
  'network',
  {
    where: isConnectable,
    nothing: l10n.t(
      'No container can join this network: host and none are chosen when it is made.',
    ),
    question: l10n.t('Which network should a container join?'),
  },
  async (app, network) => {
    const offered = app.hosts.list('container').filter(found => canJoin(found, network));
    if (offered.length === 0) {
      tell(l10n.t('No container is there that could join "{0}".', named(network.record.name)));
      return;
    }
    const question = l10n.t('Which containers should join "{0}"?', named(network.record.name));
    const picked = await pickResources('container', offered, question, true);
    await connect(app, network, picked);
  },
);

const fromContainers = onMany(
  'container',
  {
    nothing: l10n.t('No container is there.'),
    question: l10n.t('Which containers should join a network?'),
  },
  async (app, containers) => {
    const [first] = containers;
    const refusal = first && containers.length === 1 ? whyNone(first.record) : undefined;
    if (refusal !== undefined) return tell(refusal);
    const offered = app.hosts
      .list('network')
      .filter(network => isConnectable(network.record))
      .filter(network => containers.some(container => canJoin(container, network)));
    if (offered.length === 0) return tell(l10n.t('No network is there that could be joined.'));
    const question =
      containers.length === 1 && first
        ? l10n.t('Which network should "{0}" join?', named(first.record.name))
        : l10n.t('Which network should the containers join?');
    const [network] = await pickResources('network', offered, question, false);
    if (!network) return;
    const able = containers.filter(container => canJoin(container, network));
    await connect(app, network, able);
  },
);

function tell(text: string): void {
  void window.showInformationMessage(unlinked(text));
}

function isConnectable({ driver }: Network): boolean {
  return driver !== 'host' && driver !== 'null';
}

function canJoin({ host, record }: FoundContainer, network: FoundNetwork): boolean {
  return (
    host === network.host &&
    whyNone(record) === undefined &&
    !networkMembers(host, network.record).some(({ id }) => id === record.id)
  );
}

/** Why a container joins no network at all; the engine's own words do not tell the cure. */
function whyNone({ name, networkMode, networks }: Container): string | undefined {
  const shown = named(name);
  const mode = parseNetworkMode(networkMode);
  if (mode.kind === 'host') {
    return l10n.t(
      '"{0}" has the network of its host, and can join no other: run it anew without "host".',
      shown,
    );
  }
  if (mode.kind === 'container') {
    return l10n.t(
      '"{0}" shares the network of another container: connect that one instead.',
      shown,
    );
  }
  if (networks.some(place => place.network === 'none')) {
    return l10n.t('"{0}" is in the network "none": disconnect it from there first.', shown);
  }
  return undefined;
}

async function connect(
  app: App,
  network: FoundNetwork,
  containers: readonly FoundContainer[],
): Promise<void> {
  const [only] = containers;
  if (!only) return;
  const { host, record } = network;
  const wish = containers.length === 1 ? await askEndpoint(network, only) : {};
  for (const container of containers) {
    app.said.say('network', 'connect', ...endpointArgs(wish), record.name, container.record.name);
  }
  const words = {
    title: l10n.t('Connecting to {0}', named(record.name)),
    all: (done: number) => l10n.t('Containers connected: {0}.', done),
    some: (done: number, failed: number) => l10n.t('{0} connected, {1} failed.', done, failed),
  };
  const outcome = await eachOf(words.title, containers, nameOf, async (container, signal) => {
    try {
      await connectContainer(host.engine, record.id, container.record.id, wish, { signal });
    } catch (error) {
      throw wantsOwnSubnet(error) ? ownSubnetError(record, error) : error;
    }
  });
  summary(words, outcome, app.log);
}

function nameOf({ record }: FoundContainer): string {
  return record.name;
}

function ownSubnetError({ name }: Network, cause: unknown): Error {
  const text = l10n.t(
    'The engine chose the subnet of "{0}", so no container can have a fixed address in it. Leave the address empty, or make a network with a subnet of your own.',
    named(name),
  );
  return new Error(text, { cause });
}

/** Address and aliases; neither is there in the engine's own bridge. */
async function askEndpoint(
  { host, record }: FoundNetwork,
  container: FoundContainer,
): Promise<EndpointWish> {
  if (record.predefined) return {};
  const title = l10n.t('Connect "{0}" to "{1}"', named(container.record.name), named(record.name));
  const use = await withProgress(title, (_, signal) =>
    readNetworkUse(host.engine, record.id, { signal }),
  );
  const wish = { ipv4: '', ipv6: '', aliases: '' };
  const note = l10n.t('Only a network made with a subnet of its own takes one.');
  const addressStep = (family: 4 | 6) => ({
    when: () => poolsOf(use, family).length > 0,
    run: async (ask: Asker) => {
      const field = family === 4 ? 'ipv4' : 'ipv6';
      const subnets = poolsOf(use, family).map(({ subnet }) => named(subnet));
      const prompt =
        family === 4
          ? l10n.t('A fixed address in {0}; empty for the next free one.', subnets.join(', '))
          : l10n.t('A fixed IPv6 address in {0}; empty for the next free one.', subnets.join(', '));
      wish[field] = await ask.text({
        prompt: `${prompt} ${note}`,
        value: wish[field],
        validate: text => validateContainerAddress(text.trim(), poolsOf(use, family), use.used),
      });
    },
  });
  await runSteps(title, [
    addressStep(4),
    addressStep(6),
    {
      run: async ask => {
        wish.aliases = await ask.text({
          prompt: l10n.t('More names by which others in this network find it; empty for none.'),
          placeHolder: 'db, cache',
          value: wish.aliases,
          validate: validateAliases,
        });
      },
    },
  ]);
  const aliases = splitAliases(wish.aliases);
  return { ipv4: wish.ipv4.trim(), ipv6: wish.ipv6.trim(), aliases };
}

function poolsOf({ pools }: NetworkUse, family: 4 | 6): NetworkUse['pools'] {
  return pools.filter(({ subnet }) => parseCidr(subnet)?.address.family === family);
}

function endpointArgs({ ipv4, ipv6, aliases = [] }: EndpointWish): readonly string[] {
  return [
    ...(ipv4 ? ['--ip', ipv4] : []),
    ...(ipv6 ? ['--ip6', ipv6] : []),
    ...aliases.flatMap(alias => ['--alias', alias]),
  ];
}
