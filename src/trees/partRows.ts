import type { Kind, Records } from '../engine/records';
import type { DetailsCache } from '../model/details';
import { sentenceOf } from '../ui/showError';
import type { KindView, Wanted, World } from './kindView';
import { failedRow } from './otherRows';
import type { Part, Row } from './row';
import { partRow, type ResourceRow } from './rowKey';

/** So long the rows below wait for what only inspect tells, in milliseconds. */
const patience = 300;

/** The rows below resources, as they were last read. */
export class PartRows<K extends Kind> {
  readonly #rows = new Map<string, ReadonlyMap<string, Row>>();
  /** Rows that were shown without something, by the key of it. */
  readonly #wanting = new Map<string, Set<string>>();

  constructor(
    private readonly view: KindView<K>,
    private readonly details: DetailsCache,
  ) {}

  get(row: string): Row | undefined {
    return this.#rows.get(row.slice(0, row.lastIndexOf('/')))?.get(row);
  }

  /** The rows below a resource or a part. */
  async read(
    row: string,
    { path }: ResourceRow,
    record: Records[K],
    world: World,
    limit: number,
  ): Promise<readonly string[]> {
    const wanted = path.length === 0 ? this.view.wants(record, world, 'parts').slice(0, limit) : [];
    for (const { kind, id } of await this.known(wanted, world, patience)) {
      const key = world.key(kind, id);
      this.#wanting.set(key, (this.#wanting.get(key) ?? new Set()).add(row));
    }
    const parts = await this.#partsOf(record, path, world);
    const rows = new Map(parts.map(part => [partRow(row, part.id), part.row]));
    this.#rows.set(row, rows);
    return [...rows.keys()];
  }

  /** Waits for what is wanted, but not for long; returns what is not known even then. */
  async known(
    wanted: readonly Wanted[],
    world: World,
    patienceMs: number,
  ): Promise<readonly Wanted[]> {
    const missing = new Set(wanted);
    const reading = wanted.map(async one => {
      // Read again where it changed meanwhile, but not for ever.
      for (let tries = 0; tries < 3 && missing.has(one); tries++) {
        await this.details.load(one.kind, world.key(one.kind, one.id));
        if (world.details(one.kind, one.id)) missing.delete(one);
      }
    });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise(resolve => {
      timer = setTimeout(resolve, patienceMs);
    });
    // What cannot be read is left out of the row.
    await Promise.race([Promise.allSettled(reading), late]);
    clearTimeout(timer);
    return [...missing];
  }

  /** The rows that wait for what has just been read. */
  wanting(key: string): readonly string[] {
    const rows = this.#wanting.get(key);
    this.#wanting.delete(key);
    return rows ? [...rows] : [];
  }

  /** The resource is gone. */
  forget(resource: string): void {
    for (const row of this.#rows.keys()) {
      if (row === resource || row.startsWith(`${resource}/`)) this.#rows.delete(row);
    }
    this.#wanting.delete(resource);
  }

  async #partsOf(
    record: Records[K],
    path: readonly string[],
    world: World,
  ): Promise<readonly Part[]> {
    try {
      return await this.view.parts(record, path, world);
    } catch (error) {
      return [{ id: 'failed', row: failedRow(sentenceOf(error)) }];
    }
  }
}
