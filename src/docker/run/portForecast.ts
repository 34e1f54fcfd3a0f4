import type { PortRange } from '../ports';
import { exposedBy, unpublished } from './exposure';
import { isFault } from './fault';
import { parsePublish } from './publish';
import { isOn, listOf, type RunSpec } from './spec';

/** What becomes of a port of the container, or of a range of them. */
export interface PortForecast {
  /** `80/tcp`, `8000-8002/udp`. */
  readonly container: string;
  readonly isExposed: boolean;
  /** `fixed`: at `host`. `choice`: at one of `host`. `any`: at a free port of the engine's choice. */
  readonly kind: 'fixed' | 'choice' | 'any' | 'closed';
  /** The address that is asked for; empty: all of the host. */
  readonly ip: string;
  /** `8080`, `8000-8002`; empty where it is not known before, or not published. */
  readonly host: string;
}

/** What of the container will be published, in the order of its ports. */
export function forecastPorts(spec: RunSpec, image: readonly string[]): readonly PortForecast[] {
  const exposed = new Set(exposedBy(spec, image));
  const published = listOf(spec, 'publish').flatMap(text => forecastOf(text, exposed));
  const kind = isOn(spec, 'publish-all') ? ('any' as const) : ('closed' as const);
  const others = unpublished(spec, image).map(container => ({
    ...{ container, isExposed: true, kind, ip: '', host: '' },
  }));
  return [...published, ...others].sort(
    (one, other) => Number.parseInt(one.container, 10) - Number.parseInt(other.container, 10),
  );
}

function forecastOf(text: string, exposed: ReadonlySet<string>): readonly PortForecast[] {
  const published = parsePublish(text);
  if (isFault(published)) return [];
  const { ip, hostPort: host, containerPort: container, protocol } = published;
  const isOne = container.first === container.last;
  // Port nought is no port: the engine takes a free one.
  const isAny = host === undefined || host.last === 0;
  const isChoice = isOne && host !== undefined && host.first !== host.last;
  return [
    {
      container: `${rangeText(container)}/${protocol}`,
      isExposed: exposed.has(`${container.first}/${protocol}`),
      kind: isAny ? 'any' : isChoice ? 'choice' : 'fixed',
      ip,
      host: isAny ? '' : rangeText(host),
    },
  ];
}

function rangeText({ first, last }: PortRange): string {
  return first === last ? `${first}` : `${first}-${last}`;
}
