import type { TakenPort } from '../docker/portClash';
import type { Host } from './host';

/** What the containers of a host publish now. */
export function takenPorts(host: Host): readonly TakenPort[] {
  return host.store
    .all('container')
    .flatMap(({ name, ports }) => ports.map(port => ({ port, owner: name })));
}
