import type { Question } from '../../docker/network/diagnosis';
import type { ContainerFacts, ReachabilityFacts, SocketTexts } from '../../docker/network/facts';
import { isLoopback } from '../../docker/network/names';
import { diagnose } from '../../docker/network/reachability';
import type { Engine } from '../connection';
import { readSockets, type SocketOptions } from './readSockets';

/** Of localhost, any of these may be meant; an exec is some three requests. */
const mostAsked = 10;

/**
 * The facts, and what is listened on where it matters: who that is the rules can tell before, but
 * for localhost.
 */
export async function withSockets(
  engine: Engine,
  facts: ReachabilityFacts,
  question: Question,
  options: SocketOptions,
): Promise<ReachabilityFacts> {
  const asked = isOpen(question) ? neighbourhood(facts, question) : answering(facts, question);
  const read = async ({ Id }: ContainerFacts) =>
    [Id, await readSockets(engine, Id, options)] as const;
  const found = await Promise.all(asked.slice(0, mostAsked).map(read));
  const known = found.filter((one): one is readonly [string, SocketTexts] => one[1] !== undefined);
  const own = { ...facts, sockets: Object.fromEntries(known) };
  if (!asksForHost(own, question)) return own;
  const sockets = await hostSockets(engine, facts, options);
  return sockets === undefined ? own : { ...own, host: { ...facts.host, sockets } };
}

/** Whether the word is localhost, and nobody is said to be meant. */
function isOpen({ to }: Question): boolean {
  if ('container' in to || to.meant !== undefined) return false;
  return isLoopback('name' in to ? to.name : to.address);
}

function neighbourhood(
  { containers }: ReachabilityFacts,
  { from }: Question,
): readonly ContainerFacts[] {
  if (typeof from === 'string') return [];
  const own = find(containers, from.container);
  const nets = Object.keys(own?.NetworkSettings?.Networks ?? {});
  const isNear = ({ NetworkSettings }: ContainerFacts): boolean =>
    Object.keys(NetworkSettings?.Networks ?? {}).some(net => nets.includes(net));
  const others = containers.filter(one => one !== own && isRunning(one));
  const near = others.filter(isNear);
  const all = own && isRunning(own) ? [own, ...near] : near;
  return [...all, ...others.filter(one => !near.includes(one))];
}

/** The one at the other end, or else whose network it has. */
function answering(facts: ReachabilityFacts, question: Question): readonly ContainerFacts[] {
  const { containers } = facts;
  const { reached } = diagnose(facts, question);
  let one = reached === undefined ? undefined : find(containers, reached);
  for (let hops = 0; one !== undefined && !isRunning(one) && hops < mostAsked; hops++) {
    const [, parent] = /^container:(.+)$/.exec(one.HostConfig?.NetworkMode ?? '') ?? [];
    one = parent === undefined ? undefined : find(containers, parent);
  }
  return one === undefined || !isRunning(one) ? [] : [one];
}

function asksForHost(facts: ReachabilityFacts, question: Question): boolean {
  const { cause, also } = diagnose(facts, question);
  return [cause, ...also].some(
    one => one?.code === 'listeningUnknown' && one.evidence.some(({ of }) => of === 'host'),
  );
}

/** A container that has the host's network can tell, too. */
async function hostSockets(
  engine: Engine,
  { containers }: ReachabilityFacts,
  options: SocketOptions,
): Promise<SocketTexts | undefined> {
  const guest = containers.find(one => isRunning(one) && one.HostConfig?.NetworkMode === 'host');
  const told = guest && (await readSockets(engine, guest.Id, { ...options, mayHelp: false }));
  return told ?? readSockets(engine, 'host', options);
}

function isRunning({ State }: ContainerFacts): boolean {
  return State?.Status === 'running';
}

function find(all: readonly ContainerFacts[], word: string): ContainerFacts | undefined {
  return all.find(({ Id, Name }) => Id === word || Name === `/${word}` || Id.startsWith(word));
}
