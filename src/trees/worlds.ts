import { readProcesses } from '../engine/processes';
import type { Kind, Records } from '../engine/records';
import type { DetailsCache } from '../model/details';
import type { Disposable } from '../model/emitter';
import type { Host } from '../model/host';
import type { Hosts } from '../model/hosts';
import { formatKey } from '../model/key';
import type { Measured } from '../model/measured';
import { idOf } from '../model/store';
import type { World } from './kindView';
import { Usage } from './usage';

/** Resources of one host that were touched, themselves or by who uses them. */
export interface Touched {
  readonly host: Host;
  readonly kind: Kind;
  readonly ids: readonly string[];
}

/** Each host's world, and what each change of a store touches in it. */
export class Worlds implements Disposable {
  readonly #worlds = new Map<string, World>();
  readonly #following: Disposable;

  constructor(
    hosts: Hosts,
    private readonly details: DetailsCache,
    private readonly measured: Measured,
    onTouch: (touched: Touched) => void,
  ) {
    this.#following = hosts.onDidChange(({ host, kind, added, changed, removed }) => {
      const ids = [...added, ...changed, ...removed];
      if (kind === 'container') {
        const learned = this.#learnUse(host);
        const used = this.#takeContainers(host, ids);
        onTouch({ host, kind, ids });
        for (const [kind, ids] of learned ?? used) {
          onTouch({ host, kind, ids: [...ids] });
        }
      } else {
        onTouch({ host, kind, ids });
      }
    });
  }

  of(host: Host): World {
    const known = this.#worlds.get(host.id);
    if (known) return known;
    const world = this.#create(host);
    this.#worlds.set(host.id, world);
    return world;
  }

  dispose(): void {
    this.#following.dispose();
  }

  #create(host: Host): World {
    const usage = new Usage();
    usage.isKnown = host.store.isKnown('container');
    for (const container of host.store.all('container')) usage.set(container.id, container);
    const key = (kind: Kind, id: string): string => formatKey({ host: host.id, kind, id });
    return {
      usage,
      key,
      get engine() {
        return host.state.phase === 'connected' ? host.state.engine.about : undefined;
      },
      get hostName() {
        const address = host.endpoint?.address;
        return address?.kind === 'tcp' ? address.host : 'localhost';
      },
      nowSeconds: () => Date.now() / 1000,
      get: (kind, id) => host.store.get(kind, id) ?? byName(host, kind, id),
      details: (kind, id) =>
        host.store.get(kind, id) ? this.details.get(kind, key(kind, id)) : undefined,
      measured: volume => this.measured.get(host.id, volume),
      processes: id => readProcesses(host.engine, id),
    };
  }

  /** All that containers may use, where it becomes known just now whether they do, or unknown. */
  #learnUse(host: Host): ReadonlyMap<Kind, ReadonlySet<string>> | undefined {
    const { usage } = this.of(host);
    const { store } = host;
    if (usage.isKnown === store.isKnown('container')) return undefined;
    usage.isKnown = store.isKnown('container');
    return new Map<Kind, ReadonlySet<string>>([
      ['image', new Set(store.all('image').map(idOf.image))],
      ['volume', new Set(store.all('volume').map(idOf.volume))],
      ['network', new Set(store.all('network').map(idOf.network))],
    ]);
  }

  /** What the containers used before or use now, by kind. */
  #takeContainers(host: Host, ids: readonly string[]): ReadonlyMap<Kind, ReadonlySet<string>> {
    const { usage, get } = this.of(host);
    const touched = new Map<Kind, Set<string>>();
    const add = (kind: Kind, id: string): void => {
      touched.set(kind, (touched.get(kind) ?? new Set()).add(id));
    };
    for (const id of ids) {
      const keptBefore = usage.keptFor(id);
      for (const { kind, idOrName } of usage.set(id, host.store.get('container', id))) {
        const owner = kind === 'container' ? get('container', idOrName) : undefined;
        // Who shares another's network shows in the networks of that other.
        for (const place of owner?.networks ?? []) add('network', place.networkId);
        if (kind === 'network') add(kind, get('network', idOrName)?.id ?? idOrName);
        else if (kind !== 'container') add(kind, idOrName);
      }
      // The one in its place says that it is kept.
      for (const name of new Set([keptBefore, usage.keptFor(id)])) {
        const changed = name === undefined ? undefined : get('container', name);
        if (changed) add('container', changed.id);
      }
    }
    return touched;
  }
}

/** Containers and networks may be named where an id would do. */
function byName<K extends Kind>(host: Host, kind: K, name: string): Records[K] | undefined {
  if (kind !== 'container' && kind !== 'network') return undefined;
  const named = host.store.all(kind) as readonly (Records[K] & { readonly name: string })[];
  return /^[0-9a-f]{64}$/.test(name) ? undefined : named.find(record => record.name === name);
}
