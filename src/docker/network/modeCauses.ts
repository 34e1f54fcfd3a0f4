import { cause, evidence } from './cause';
import type { Cause } from './diagnosis';
import { sameNamespace } from './namespace';
import { isFromHost, type Place, type Trip } from './trip';

/** What the network modes of both ends rule out. */
export function modeCauses(trip: Trip): readonly Cause[] {
  const { from, to, aim } = trip;
  const isSame =
    typeof from !== 'string' && to !== undefined && sameNamespace(from.space, to.space);
  const found: Cause[] = [];
  if (typeof from !== 'string' && aim.kind !== 'loopback' && !isSame) {
    const seen = trip.name === undefined ? 'unreachable' : 'badAddress';
    found.push(...lonely(from, 'from', seen));
  }
  if (to !== undefined && !isSame) {
    const seen = aim.kind === 'host' ? 'refused' : trip.name ? 'badAddress' : 'nothing';
    found.push(...lonely(to, 'to', seen));
  }
  return [...found, ...sharing(trip), ...hostMode(trip)];
}

/** Nothing but the loopback device: `none`, or another's network that is no more. */
function lonely({ peer, space }: Place, side: 'from' | 'to', seen: Cause['seen']): Cause[] {
  const { owner, kind, stale } = space;
  const shown = [evidence(peer.name, 'HostConfig.NetworkMode', modeText(peer))];
  if (stale) {
    const started = [peer, owner].map(one => evidence(one.name, 'State.StartedAt', one.startedAt));
    return [cause('staleParent', side, seen, [...shown, ...started])];
  }
  if (kind !== 'none') return [];
  return [
    cause('none', side, seen, [...shown, evidence(owner.name, 'HostConfig.NetworkMode', 'none')]),
  ];
}

function modeText({ mode }: Place['peer']): string {
  if (mode.kind === 'container') return `container:${mode.container}`;
  return mode.kind === 'network' ? mode.network : mode.kind;
}

/** Who shares another's network has no name of its own there. */
function sharing({ from, to, aim, name }: Trip): readonly Cause[] {
  if (name === undefined || aim.kind !== 'nowhere' || to === undefined) return [];
  const shares = to.space.shares && !to.space.stale;
  const isSame = typeof from !== 'string' && sameNamespace(from.space, to.space);
  const isBoth = isSame && typeof from !== 'string' && (shares || from.space.shares);
  if (!shares && !isBoth) return [];
  const { peer, space } = to;
  const shown = [
    evidence(peer.name, 'HostConfig.NetworkMode', modeText(peer)),
    evidence(space.owner.name, 'name', space.owner.name),
  ];
  return [cause('sharedNamespace', 'to', 'badAddress', shown)];
}

/** The host does not ask Docker's DNS, and what has its network is not in it. */
function hostMode(trip: Trip): readonly Cause[] {
  const { from, to, aim, name } = trip;
  if (name === undefined || aim.kind !== 'nowhere' || to === undefined) return [];
  const shown = ({ peer, space }: Place) => [
    evidence(peer.name, 'HostConfig.NetworkMode', modeText(peer)),
    ...(space.shares ? [evidence(space.owner.name, 'HostConfig.NetworkMode', 'host')] : []),
  ];
  const found: Cause[] = [];
  if (typeof from !== 'string' && isFromHost(trip)) {
    found.push(cause('hostMode', 'from', 'badAddress', shown(from)));
  }
  if (to.space.kind === 'host') found.push(cause('hostMode', 'to', 'badAddress', shown(to)));
  return found;
}
