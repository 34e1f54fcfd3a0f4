import { type TakenPort, validatePortFree } from './portClash';

/**
 * Host ports for a container's port, best first: the same where anyone may listen there, else the
 * one that is usual in its place (8080 for 80, 8443 for 443). Only those no container publishes.
 *
 * @param avoid host ports that are promised already
 */
export function* freePorts(
  containerPort: number,
  taken: readonly TakenPort[],
  avoid: ReadonlySet<number> = new Set(),
): Generator<number> {
  const first = containerPort < 1024 ? 8000 + containerPort : containerPort;
  for (let port = first; port <= 65_535; port++) {
    const binding = {
      ip: '',
      hostPort: { first: port, last: port },
      containerPort: { first: containerPort, last: containerPort },
      protocol: 'tcp',
    } as const;
    if (!avoid.has(port) && validatePortFree(binding, taken) === undefined) yield port;
  }
}
