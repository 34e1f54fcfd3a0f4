import { cause, evidence, inOrder, seenOf } from './cause';
import { curesOf } from './cures';
import type { Cause, Diagnosis, Origin, Question } from './diagnosis';
import type { ReachabilityFacts } from './facts';
import { publishedAt } from './hostPortCauses';
import { modeCauses } from './modeCauses';
import { nameCauses } from './nameCauses';
import { passageCauses } from './passageCauses';
import { portCauses } from './portCauses';
import { readScene } from './scene';
import { stateCauses } from './stateCauses';
import { placeOf, readTrip, type Trip } from './trip';
import { waysOf } from './ways';

/**
 * Whether one place reaches another, as far as the engine's own words tell: why not, what is seen
 * of it, what would work, and what cures it. A prediction: it knows no firewall but the engine's.
 *
 * @param facts of both containers, and of all whose names, networks or ports may matter
 */
export function diagnose(facts: ReachabilityFacts, question: Question): Diagnosis {
  const scene = readScene(facts);
  const read = readTrip(scene, question);
  if (read === undefined) return alone(missing(wordOf(question.from), 'from'));
  const trip = withPublisher(read);
  const causes = inOrder(causesOf(trip, question));
  const [first, ...also] = causes;
  const works = causes.some(({ code }) => code === 'differentEngines') ? [] : waysOf(trip);
  return {
    answer: first === undefined ? 'yes' : first.certain ? 'no' : 'depends',
    cause: first,
    also,
    seen: seenOf(causes),
    reached: trip.to?.peer.id,
    works,
    cures: curesOf(trip, causes, works),
  };
}

function causesOf(trip: Trip, question: Question): readonly Cause[] {
  const engines = [question.from, question.to].map(engineOf);
  if (engines[0] !== engines[1]) return differentEngines(trip, engines);
  const { to } = question;
  if ('container' in to && trip.to === undefined) return [missing(to.container, 'to')];
  const found = [
    ...stateCauses(trip),
    ...modeCauses(trip),
    ...nameCauses(trip),
    ...passageCauses(trip),
    ...portCauses(trip),
  ];
  return [...found, ...unexplained(trip, found)];
}

/** A port of the host may be some container's. */
function withPublisher(trip: Trip): Trip {
  if (trip.aim.kind !== 'host' || trip.to !== undefined) return trip;
  const found = publishedAt(trip);
  return found === undefined ? trip : { ...trip, to: placeOf(trip.scene, found.peer) };
}

/** What has no address cannot be reached, whatever the reason. */
function unexplained({ aim, name }: Trip, found: readonly Cause[]): readonly Cause[] {
  if (aim.kind !== 'nowhere' || found.some(({ certain }) => certain)) return [];
  if (name === undefined) return [cause('noSharedNetwork', 'between', 'nothing')];
  return [cause('nameUnknown', 'between', 'badAddress', [evidence(name, 'name', '')])];
}

function missing(word: string, side: 'from' | 'to'): Cause {
  return cause('missing', side, 'nothing', [evidence(word, 'name', word)]);
}

function alone(only: Cause): Diagnosis {
  const rest = { also: [], seen: only.seen, reached: undefined, works: [], cures: [] };
  return { answer: 'no', cause: only, ...rest };
}

/** Only a published port of the other engine's host is in sight from there. */
function differentEngines(trip: Trip, engines: readonly string[]): readonly Cause[] {
  const seen = trip.name === undefined ? 'timeout' : 'badAddress';
  const shown = engines.map((engine, at) => evidence(at === 0 ? 'from' : 'to', 'engine', engine));
  return [cause('differentEngines', 'between', seen, shown)];
}

function engineOf(end: Question['from'] | Question['to']): string {
  return typeof end === 'object' && 'container' in end ? (end.engine ?? '') : '';
}

function wordOf(origin: Origin): string {
  return typeof origin === 'string' ? origin : origin.container;
}
