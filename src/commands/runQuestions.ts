import type * as vscode from 'vscode';
import { l10n } from 'vscode';
import { validateAliases } from '../docker/alias';
import { commandLine } from '../docker/commandLine';
import { validateContainerName } from '../docker/name';
import { isUserNetwork } from '../docker/networkMode';
import { validatePortFree } from '../docker/portClash';
import type { Problem } from '../docker/problem';
import { sound } from '../docker/run/fault';
import { parsePublish } from '../docker/run/publish';
import type { RunOptions } from '../docker/run/spec';
import { splitCommand, validateCommand } from '../docker/splitCommand';
import { splitPorts } from '../docker/splitPorts';
import type { ImageDetails } from '../engine/records';
import type { Host } from '../model/host';
import { takenPorts } from '../model/takenPorts';
import { refusalOf } from '../panels/runRequest';
import { listed, named } from '../trees/words';
import { openFolder } from '../ui/openFolder';
import { pickLabel } from '../ui/pickLabel';
import type { Asker, Step } from '../ui/steps';
import { proposedPorts } from './runPorts';

/** What is answered so far, as it was typed: a step that is asked again shows it. */
export interface RunDraft {
  readonly host: Host;
  image: string;
  details: ImageDetails | undefined;
  name: string;
  network: string;
  /** Kept while another network is chosen that knows none. */
  aliases: string;
  /** Undefined: not asked yet, so it is filled from the image. */
  ports: string | undefined;
  env: string;
  mounts: string;
  command: string;
  interactive: boolean;
}

export function newDraft(host: Host): RunDraft {
  return {
    host,
    image: '',
    details: undefined,
    name: '',
    network: '',
    aliases: '',
    ports: undefined,
    env: '',
    mounts: '',
    command: '',
    interactive: false,
  };
}

/** The steps between the image and the last look, in order. */
export function questions(draft: RunDraft): readonly Step[] {
  return [
    { run: ask => askName(ask, draft) },
    { run: ask => askNetwork(ask, draft) },
    { when: () => isUserNetwork(draft.network), run: ask => askAliases(ask, draft) },
    { when: () => publishes(draft), run: ask => askPorts(ask, draft) },
    { run: ask => askEnv(ask, draft) },
    { run: ask => askMounts(ask, draft) },
    { run: ask => askCommand(ask, draft) },
  ];
}

/** Only a container with a network of its own has ports to publish. */
export function publishes({ network }: RunDraft): boolean {
  return network !== 'host' && network !== 'none' && !network.startsWith('container:');
}

async function askName(ask: Asker, draft: RunDraft): Promise<void> {
  const taken = draft.host.store.all('container').map(({ name }) => name);
  draft.name = await ask.text({
    prompt: l10n.t('The container’s name. Empty: the engine makes one up.'),
    placeHolder: 'web',
    value: draft.name,
    validate: text => validateContainerName(text, taken),
  });
}

interface NetworkItem extends vscode.QuickPickItem {
  readonly network: string;
}

async function askNetwork(ask: Asker, draft: RunDraft): Promise<void> {
  const items = networkItems(draft.host);
  const picked = await ask.pick({
    placeHolder: l10n.t('Which network should it be in?'),
    items,
    active: items.find(({ network }) => network === draft.network),
  });
  draft.network = picked.network;
}

async function askAliases(ask: Asker, draft: RunDraft): Promise<void> {
  draft.aliases = await ask.text({
    prompt: l10n.t('More names by which others in this network find it; empty for none.'),
    placeHolder: 'db, cache',
    value: draft.aliases,
    validate: validateAliases,
  });
}

function networkItems({ store }: Host): readonly NetworkItem[] {
  const own = store
    .all('network')
    // Containers can only join a swarm's network that says so, and never the routing mesh.
    .filter(n => !n.predefined && (n.scope !== 'swarm' || n.attachable))
    .map(n => ({
      label: pickLabel(n.name),
      description: listed([n.driver, ...n.subnets.map(({ subnet }) => subnet)].map(named)),
      network: n.name,
    }))
    .sort((a, b) => a.label.localeCompare(b.label));
  const running = store
    .all('container')
    .filter(({ state }) => state === 'running')
    .map(({ name }) => ({
      label: `container:${named(name)}`,
      description: l10n.t('shares the network of this container'),
      network: `container:${name}`,
    }))
    .sort((a, b) => a.label.localeCompare(b.label));
  return [
    { label: 'bridge', description: l10n.t('the default, without names'), network: '' },
    ...own,
    { label: 'host', description: l10n.t('the host’s own network'), network: 'host' },
    { label: 'none', description: l10n.t('no network'), network: 'none' },
    ...running,
  ];
}

async function askPorts(ask: Asker, draft: RunDraft): Promise<void> {
  const taken = takenPorts(draft.host);
  const value = draft.ports ?? (await proposedPorts(draft.host, draft.details?.exposed ?? []));
  draft.ports = await ask.text({
    prompt: l10n.t('Ports to publish as "host:container", parted by spaces. Empty: none.'),
    placeHolder: '8080:80 127.0.0.1:5432:5432 53:53/udp',
    value,
    validate: text => {
      const publish = splitPorts(text);
      const bindings = publish.flatMap(word => sound(parsePublish(word)) ?? []);
      return (
        wrongIn(draft, { publish }) ??
        bindings.map(port => validatePortFree(port, taken)).find(wrong => wrong !== undefined)
      );
    },
  });
}

async function askEnv(ask: Asker, draft: RunDraft): Promise<void> {
  draft.env = await ask.text({
    prompt: l10n.t('Environment variables as NAME=value, parted by spaces; quote what has spaces.'),
    placeHolder: 'MODE=test GREETING="good morning"',
    value: draft.env,
    validate: text => inWords(text, env => wrongIn(draft, { env })),
  });
}

async function askMounts(ask: Asker, draft: RunDraft): Promise<void> {
  const wanted = draft.details?.volumes ?? [];
  draft.mounts = await ask.text({
    prompt:
      wanted.length === 0
        ? l10n.t('Mounts as "volume:/path" or "/host/path:/path:ro", parted by spaces.')
        : l10n.t(
            'Mounts as "volume:/path" or "/host/path:/path:ro". The image keeps data in {0}.',
            listed(wanted.map(named)),
          ),
    placeHolder: `data:${named(wanted[0] ?? '/var/lib/data')}`,
    value: draft.mounts,
    validate: text => inWords(text, volume => wrongIn(draft, { volume })),
  });
}

async function askCommand(ask: Asker, draft: RunDraft): Promise<void> {
  const { entrypoint = [], command = [] } = draft.details ?? {};
  const usual = named(commandLine([...command]));
  draft.command = await ask.text({
    prompt:
      entrypoint.length === 0
        ? l10n.t('The command. Empty: the image’s own.')
        : l10n.t(
            'What comes behind "{0}". Empty: the image’s own.',
            named(commandLine(entrypoint)),
          ),
    placeHolder: usual,
    value: draft.command,
    validate: validateCommand,
  });
}

/** Splits as a shell would, then checks the words. */
function inWords(
  text: string,
  validate: (words: readonly string[]) => string | undefined,
): Problem | string | undefined {
  return validateCommand(text) ?? validate(splitCommand(text) ?? []);
}

/** Why a run with these options would be refused, in words. */
function wrongIn({ host, image }: RunDraft, options: RunOptions): string | undefined {
  const { apiVersion } = host.engine;
  return refusalOf({ action: 'run', options, image, command: [] }, apiVersion, openFolder());
}
