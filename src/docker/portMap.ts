import { formatRange, parsePort } from './portBinding';
import type { PortBinding } from './ports';

export interface HostBinding {
  readonly HostIp: string;
  readonly HostPort: string;
}

/** Container ports, `80/tcp`, and what each is bound to: HostConfig.PortBindings. */
export type PortMap = Record<string, HostBinding[]>;

/** The API's form of several `-p`: one entry a container port; ranges side by side. */
export function toPortMap(texts: readonly string[]): PortMap {
  const map: PortMap = {};
  for (const binding of texts.flatMap(text => parsePort(text) ?? [])) {
    const { first, last } = binding.containerPort;
    for (let port = first; port <= last; port++) {
      const key = `${port}/${binding.protocol}`;
      const bound = { HostIp: binding.ip ?? '', HostPort: hostPortOf(binding, port - first) };
      map[key] = [...(map[key] ?? []), bound];
    }
  }
  return map;
}

/** A range for one container port stays a range: the engine picks a free one of it. */
function hostPortOf({ hostPort, containerPort }: PortBinding, step: number): string {
  if (hostPort === undefined) return '';
  if (containerPort.first === containerPort.last) return formatRange(hostPort);
  return `${hostPort.first + step}`;
}
