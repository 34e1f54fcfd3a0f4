import { freePorts } from '../docker/proposePort';
import { isOnThisMachine, isPortFree } from '../engine/localPort';
import type { Host } from '../model/host';
import { takenPorts } from '../model/takenPorts';

/** Looking for a port that nothing else has ends after so many. */
const most = 50;

/** A `-p` for each port that the image exposes, with host ports that are free. */
export async function proposedPorts(host: Host, exposed: readonly string[]): Promise<string> {
  const promised = new Set<number>();
  const proposals: string[] = [];
  // The engine tells them in no order; what a browser shows comes first.
  const ports = exposed
    .map(text => text.split('/'))
    .map(([port = '', protocol = 'tcp']) => ({ port, protocol }))
    .sort((a, b) => a.protocol.localeCompare(b.protocol) || Number(a.port) - Number(b.port));
  for (const { port, protocol } of ports) {
    const hostPort = await freePort(host, Number(port), promised);
    if (hostPort === undefined) continue;
    promised.add(hostPort);
    proposals.push(`${hostPort}:${port}${protocol === 'tcp' ? '' : `/${protocol}`}`);
  }
  return proposals.join(' ');
}

async function freePort(
  host: Host,
  containerPort: number,
  promised: ReadonlySet<number>,
): Promise<number | undefined> {
  const probe = host.endpoint !== undefined && isOnThisMachine(host.endpoint);
  let tried = 0;
  for (const port of freePorts(containerPort, takenPorts(host), promised)) {
    if (!probe || (await isPortFree({ port }))) return port;
    if (++tried === most) return undefined;
  }
  return undefined;
}
