import { composePlace } from '../docker/compose';
import type { Container, Membership, Network } from '../engine/records';
import type { DetailsCache } from '../model/details';
import type { Host } from '../model/host';
import { formatKey } from '../model/key';
import type { RunPeer } from '../protocol/run';

/** Of more members than these their aliases are not read: each is a question to the engine. */
const mostRead = 60;

/**
 * The containers that run in each of the networks, by the names that others there reach them by;
 * none where there is no such network.
 *
 * @param networks as they may be named: by name or by id
 * @param own the id of the container that is asked for, if it is there
 */
export function peersIn(
  host: Host,
  details: Pick<DetailsCache, 'load'>,
  networks: readonly string[],
  own?: string,
): Promise<readonly (readonly RunPeer[])[]> {
  const running = host.store
    .all('container')
    .filter(({ state, id }) => (state === 'running' || state === 'paused') && id !== own);
  return Promise.all(
    networks.map(async target => {
      const network = networkOf(host, target);
      const members = network ? running.filter(one => placeIn(one, network)) : [];
      const peers = members.map(async (container, at): Promise<RunPeer> => {
        const isRead = network && at < mostRead;
        const aliases = isRead ? await aliasesOf(host, details, container, network) : undefined;
        return { name: container.name, aliases: aliases ?? serviceOf(container) };
      });
      return (await Promise.all(peers)).sort((a, b) => a.name.localeCompare(b.name));
    }),
  );
}

function networkOf({ store }: Host, target: string): Network | undefined {
  const networks = store.all('network');
  const isId = /^[0-9a-f]{12,64}$/.test(target);
  return (
    networks.find(({ name }) => name === target) ??
    (isId ? networks.find(({ id }) => id.startsWith(target)) : undefined)
  );
}

function placeIn(
  { networks }: { readonly networks: readonly Membership[] },
  { id, name }: Network,
): Membership | undefined {
  return networks.find(place => place.networkId === id || place.network === name);
}

/** Undefined where it is gone, or cannot be asked. */
async function aliasesOf(
  host: Host,
  details: Pick<DetailsCache, 'load'>,
  { id, name }: Container,
  network: Network,
): Promise<readonly string[] | undefined> {
  const key = formatKey({ host: host.id, kind: 'container', id });
  const read = await details.load('container', key).catch(() => undefined);
  const place = read && placeIn(read, network);
  // The engine counts the beginning of the id among them, which nobody calls it by.
  return place?.aliases.filter(alias => alias !== name && !id.startsWith(alias));
}

/** Compose gives each of its containers the name of its service for an alias. */
function serviceOf({ labels, name }: Container): readonly string[] {
  const place = composePlace(labels);
  const isNamed = place !== undefined && !place.oneOff && !['', name].includes(place.service);
  return isNamed ? [place.service] : [];
}
