import { parseAddress, sameAddress } from './address';
import {
  everyAddress,
  type PortBinding,
  type PortRange,
  type PublishedPort,
  sizeOfRange,
} from './ports';
import { type Problem, problem } from './problem';

export interface TakenPort {
  readonly port: PublishedPort;
  /** The name of the container that publishes it. */
  readonly owner: string;
}

/** Checks a binding against what running containers publish on the same addresses. */
export function validatePortFree(
  binding: PortBinding,
  taken: readonly TakenPort[],
): Problem | undefined {
  const range = wanted(binding);
  if (range === undefined) return undefined;
  const clashing = taken.filter(
    ({ port }) =>
      port.protocol === binding.protocol &&
      range.first <= port.hostPort &&
      port.hostPort <= range.last &&
      addressesMeet(binding.ip, port.ip),
  );
  const ports = new Set(clashing.map(({ port }) => port.hostPort));
  // A range for one container port is a choice: only a full one clashes.
  const isChoice = sizeOfRange(binding.containerPort) < sizeOfRange(range);
  const [first] = clashing;
  if (first === undefined || (isChoice && ports.size < sizeOfRange(range))) return undefined;
  return problem('port.taken', first.port.hostPort, first.owner);
}

/** Checks the bindings of one container against each other. */
export function validatePortsApart(bindings: readonly PortBinding[]): Problem | undefined {
  for (const [index, one] of bindings.entries()) {
    for (const other of bindings.slice(index + 1)) {
      const port = sharedPort(one, other);
      if (port !== undefined) return problem('port.twice', port);
    }
  }
  return undefined;
}

function sharedPort(one: PortBinding, other: PortBinding): number | undefined {
  const [a, b] = [wanted(one), wanted(other)];
  if (a === undefined || b === undefined || one.protocol !== other.protocol) return undefined;
  const isChoice = [one, other].some(
    ({ containerPort, hostPort = containerPort }) =>
      sizeOfRange(containerPort) < sizeOfRange(hostPort),
  );
  const first = Math.max(a.first, b.first);
  const meet = first <= Math.min(a.last, b.last) && addressesMeet(one.ip, other.ip);
  return meet && !isChoice ? first : undefined;
}

/** The host ports that are named; none where the engine picks. */
function wanted({ hostPort }: PortBinding): PortRange | undefined {
  return hostPort === undefined || hostPort.last === 0 ? undefined : hostPort;
}

function addressesMeet(one: string, other: string): boolean {
  if (one === '' || other === '') return true;
  const [a, b] = [parseAddress(one)?.family, parseAddress(other)?.family];
  return a === b && (everyAddress(one) || everyAddress(other) || sameAddress(one, other));
}
