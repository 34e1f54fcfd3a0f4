import { cause, evidence } from './cause';
import type { Cause, CauseCode, Seen } from './diagnosis';
import { inhabitants, isUp, socketsOf } from './namespace';
import type { Peer } from './scene';
import type { Place, Trip } from './trip';

/** What both ends are, before any network counts. */
export function stateCauses(trip: Trip): readonly Cause[] {
  const { from, to } = trip;
  const found: Cause[] = [];
  if (typeof from !== 'string') found.push(...endCauses(from.peer, 'from', 'nothing'));
  if (to === undefined) return found;
  const seen = unansweredAt(trip);
  found.push(...endCauses(to.peer, 'to', to.peer.state === 'paused' ? pausedAt(trip) : seen));
  const { owner } = to.space;
  if (owner.id !== to.peer.id && !to.space.stale) found.push(...endCauses(owner, 'to', seen));
  if (to.peer.health === 'unhealthy') {
    const shown = [evidence(to.peer.name, 'State.Health.Status', 'unhealthy')];
    found.push(cause('unhealthy', 'to', 'connects', shown, false));
  }
  return [...found, ...clashCauses(trip, to)];
}

/** The kernel goes on taking connections for a frozen process; a name is answered, too. */
function pausedAt({ aim }: Trip): Seen {
  return aim.kind === 'nowhere' ? 'badAddress' : 'silent';
}

/** What is seen of a container that has no processes. */
function unansweredAt({ aim, name }: Trip): Seen {
  if (aim.kind === 'nowhere') return name === undefined ? 'nothing' : 'badAddress';
  return aim.kind === 'member' || aim.kind === 'vacant' ? 'timeout' : 'refused';
}

function endCauses(peer: Peer, side: 'from' | 'to', seen: Seen): readonly Cause[] {
  const { state } = peer;
  if (state === 'running') return [];
  const code: CauseCode = state === 'paused' || state === 'restarting' ? state : 'notRunning';
  // One that restarts is there and gone again by the moment.
  const shown = code === 'restarting' && side === 'to' ? 'unknown' : seen;
  return [cause(code, side, shown, [evidence(peer.name, 'State.Status', state)])];
}

/** Another container of the same namespace that wants the port that is asked for. */
function clashCauses({ scene, port, protocol }: Trip, { peer, space }: Place): readonly Cause[] {
  if (port === undefined || space.kind === 'host') return [];
  const key = `${port}/${protocol}`;
  if (!peer.exposed.includes(key)) return [];
  const others = inhabitants(scene, space).filter(one => one.id !== peer.id && isUp(one));
  const rivals = others.filter(one => one.exposed.includes(key));
  if (rivals.length === 0) return [];
  const listens = socketsOf(scene, space)?.some(
    one => one.port === port && one.protocol === protocol,
  );
  const failed = !isUp(peer) && peer.exitCode !== 0 && listens !== false;
  const shown = [peer, ...rivals].map(one => evidence(one.name, 'Config.ExposedPorts', key));
  return [cause('portClash', 'to', failed ? 'refused' : 'connects', shown, failed)];
}
