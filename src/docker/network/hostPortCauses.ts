import { parseAddress, sameAddress } from '../address';
import { everyAddress } from '../ports';
import { cause, evidence, networksEvidence } from './cause';
import type { Cause } from './diagnosis';
import { isLoopback } from './names';
import { isUp, namespaceOf } from './namespace';
import type { Binding, Peer, Scene } from './scene';
import { familyOf, type Trip } from './trip';

/** A port of the host, and the container behind it. */
export interface Published {
  readonly peer: Peer;
  readonly binding: Binding;
}

/** What is published on the host for a port that is used there. */
export function publishedAt(trip: Trip): Published | undefined {
  const { port, protocol } = trip;
  const all = publishedBy(trip).filter(({ binding }) => {
    const { bound, hostIp, protocol: own } = binding;
    return bound && own === protocol && covers(hostIp, trip);
  });
  return (
    all.find(({ binding }) => binding.hostPort === port) ??
    all.find(({ binding }) => isAskedByOwnPort(trip) && binding.containerPort === port)
  );
}

/** Of the container that is meant, where one is. */
function publishedBy({ scene, to }: Trip): readonly Published[] {
  const owners = to ? [to.space.owner] : scene.peers.filter(isUp);
  return owners.flatMap(peer => peer.bindings.map(binding => ({ peer, binding })));
}

/** From outside to a container rather than an address, a port may be meant by its own number. */
function isAskedByOwnPort({ from, to, address }: Trip): boolean {
  return from === 'outside' && to !== undefined && address === '';
}

function covers(hostIp: string, trip: Trip): boolean {
  const { address } = trip;
  const family = familyOf(trip);
  if (hostIp === '') return true;
  if (everyAddress(hostIp)) return (parseAddress(hostIp)?.family ?? 4) === family;
  if (address === '') return !isLoopback(hostIp);
  return sameAddress(hostIp, address);
}

/** Why a port of the host leads to no container. */
export function unpublishedCauses(trip: Trip): readonly Cause[] {
  const { to, port, protocol } = trip;
  if (to === undefined || port === undefined) return [];
  const { owner } = to.space;
  const near = owner.bindings.filter(
    one => one.protocol === protocol && [one.hostPort, one.containerPort].includes(port),
  );
  const shown = [portsEvidence(owner), evidence(owner.name, 'port', `${port}/${protocol}`)];
  const elsewhere = elsewhereCauses(trip, near, shown);
  if (elsewhere.length > 0) return elsewhere;
  const waits = near.some(one => !one.bound);
  const isInside = owner.members.length > 0 && owner.members.every(({ net }) => net.internal);
  if (waits && isInside) {
    return [cause('internal', 'to', 'refused', [networksEvidence(owner), ...shown])];
  }
  if (waits && !isUp(owner)) return [];
  return [notPublished(owner, `${port}/${protocol}`, shown)];
}

/** It is published, and not there. */
function elsewhereCauses(
  trip: Trip,
  near: readonly Binding[],
  shown: Cause['evidence'],
): readonly Cause[] {
  const bound = near.filter(one => one.bound);
  if (bound.length === 0) return [];
  const here = bound.filter(one => one.hostPort === trip.port || isAskedByOwnPort(trip));
  if (here.length === 0) return [cause('publishedElsewhere', 'to', 'refused', shown)];
  if (here.every(one => isLoopback(one.hostIp))) {
    return [cause('publishedOnLoopback', 'to', 'refused', shown)];
  }
  const family = familyOf(trip);
  const isOther = here.every(
    one => one.hostIp !== '' && parseAddress(one.hostIp)?.family !== family,
  );
  return [cause(isOther ? 'family' : 'publishedElsewhere', 'to', 'refused', shown)];
}

function notPublished(owner: Peer, key: string, shown: Cause['evidence']): Cause {
  const isExposed = owner.exposed.includes(key);
  const all = evidence(owner.name, 'HostConfig.PublishAllPorts', String(owner.publishesAll));
  const exposed = evidence(owner.name, 'Config.ExposedPorts', owner.exposed.join(', '));
  if (owner.publishesAll && !isExposed) {
    return cause('publishAllUseless', 'to', 'refused', [all, exposed, ...shown]);
  }
  if (isExposed) return cause('exposedOnly', 'to', 'refused', [exposed, all, ...shown]);
  return cause('notPublished', 'to', 'refused', shown);
}

/** `127.0.0.1:8080→80/tcp` */
function portsEvidence({ name, bindings }: Peer) {
  const words = bindings.map(one => {
    const { hostIp, hostPort, containerPort, protocol } = one;
    return `${hostIp === '' ? '' : `${hostIp}:`}${hostPort}→${containerPort}/${protocol}`;
  });
  return evidence(name, 'NetworkSettings.Ports', words.join(', '));
}

/** Whether a container stands in the host's network. */
export function isGuest(scene: Scene, peer: Peer): boolean {
  return namespaceOf(scene, peer).kind === 'host';
}
