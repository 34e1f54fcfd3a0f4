import type { VolumeSize } from '../engine/volumeSizes';
import { type Disposable, Emitter } from './emitter';
import type { Hosts } from './hosts';

/** The sizes of volumes, as they were when the user last had them measured. */
export class Measured implements Disposable {
  readonly #sizes = new Map<string, Map<string, VolumeSize>>();
  readonly #changes = new Emitter<string>();
  /** Tells the host that was measured. */
  readonly onDidChange = this.#changes.event;
  readonly #following: Disposable;

  constructor(hosts: Hosts) {
    // Another volume may get the name of one that is gone.
    this.#following = hosts.onDidChange(({ host, kind, removed }) => {
      if (kind !== 'volume') return;
      for (const name of removed) this.#sizes.get(host.id)?.delete(name);
    });
  }

  get(host: string, volume: string): VolumeSize | undefined {
    return this.#sizes.get(host)?.get(volume);
  }

  take(host: string, sizes: ReadonlyMap<string, VolumeSize>): void {
    this.#sizes.set(host, new Map(sizes));
    this.#changes.fire(host);
  }

  dispose(): void {
    this.#following.dispose();
    this.#changes.dispose();
  }
}
