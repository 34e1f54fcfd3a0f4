import { type TakenPort, validatePortFree } from '../docker/portClash';
import { isProtocol, type Protocol } from '../docker/ports';
import { isOnThisMachine, isPortFree } from '../engine/localPort';
import type { Host } from '../model/host';
import { takenPorts } from '../model/takenPorts';
import type { PortAnswer } from '../protocol/run';

interface Asked {
  readonly port: number;
  readonly protocol: Protocol;
  readonly ip: string;
}

/** Looking for a free one ends after so many. */
const most = 50;

const highest = 65_535;

/** Who has a port of the host, and the next that is free. */
export async function portAnswer(
  host: Host,
  asked: { readonly port: number; readonly protocol: string; readonly ip: string },
): Promise<PortAnswer> {
  const { port, protocol, ip } = asked;
  if (!isProtocol(protocol) || !Number.isInteger(port) || port < 1 || port > highest) {
    return { kind: 'free' }; // What is wrong with it is told as a problem of its text.
  }
  const wanted = { port, protocol, ip };
  const taken = takenPorts(host);
  const by = publisherOf(taken, wanted);
  if (by === undefined && (await isUnused(host, wanted))) return { kind: 'free' };
  return { kind: 'taken', by, next: await nextFree(host, taken, wanted) };
}

/** The container that publishes the port already. */
function publisherOf(
  taken: readonly TakenPort[],
  { port, protocol, ip }: Asked,
): string | undefined {
  const range = { first: port, last: port };
  const binding = { ip, hostPort: range, containerPort: range, protocol };
  const owner = validatePortFree(binding, taken)?.args?.[1];
  return owner === undefined ? undefined : String(owner);
}

/** By the programs of this machine; of another one's they tell nothing. */
async function isUnused({ endpoint }: Host, asked: Asked): Promise<boolean> {
  return endpoint === undefined || !isOnThisMachine(endpoint) || (await isPortFree(asked));
}

async function nextFree(
  host: Host,
  taken: readonly TakenPort[],
  asked: Asked,
): Promise<number | undefined> {
  // Where only the administrator may open them, the usual one in its place: 8080 for 80.
  const first = asked.port < 1024 ? 8000 + asked.port : asked.port + 1;
  for (let port = first; port < first + most && port <= highest; port++) {
    const next = { ...asked, port };
    if (publisherOf(taken, next) === undefined && (await isUnused(host, next))) return port;
  }
  return undefined;
}
