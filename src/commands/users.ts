import { l10n } from 'vscode';
import type { Container, Image, Network } from '../engine/records';
import type { Host } from '../model/host';
import { listed, named } from '../trees/words';

/** Names in a sentence; the rest is counted. */
const most = 8;

/** The containers that were made from an image, running or not. */
export function imageUsers(host: Host, { id }: Image): readonly Container[] {
  return host.store.all('container').filter(({ imageId }) => imageId === id);
}

/** The containers that mount a volume, running or not. */
export function volumeUsers(host: Host, volume: string): readonly Container[] {
  const mounts = (c: Container): boolean => c.mounts.some(mount => mount.volume === volume);
  return host.store.all('container').filter(mounts);
}

/** The containers with a place in a network, running or not. */
export function networkMembers(host: Host, { id, name }: Network): readonly Container[] {
  // One that never ran has no network's id yet on older engines, only its name; on Podman none has.
  return host.store
    .all('container')
    .filter(({ networks }) =>
      networks.some(place => (place.networkId ? place.networkId === id : place.network === name)),
    );
}

/** Its processes are there: it holds on to what it uses. */
export function isActive({ state }: Container): boolean {
  return state === 'running' || state === 'paused' || state === 'restarting';
}

/** `In use by web, api.` */
export function inUseSentence(users: readonly Container[]): string {
  return l10n.t('In use by {0}.', shortened(users.map(user => named(user.name))));
}

/** A list for a sentence; a long one is cut, and the rest counted. */
export function shortened(texts: readonly string[]): string {
  const shown = listed(texts.slice(0, most));
  return texts.length > most ? l10n.t('{0} and {1} more', shown, texts.length - most) : shown;
}
