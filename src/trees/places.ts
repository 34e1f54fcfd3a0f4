import type { Kind, Records } from '../engine/records';
import type { Host } from '../model/host';
import { formatKey } from '../model/key';
import { idOf } from '../model/store';
import { arrange } from './arrange';
import type { Arrangement } from './arrangement';
import type { ChoiceMemory } from './choice';
import type { KindView } from './kindView';
import { groupRow, moreRow, placedRow } from './rowKey';
import type { Worlds } from './worlds';

/** How many rows stand under one parent before the rest is asked for. */
const page = 100;

/** With more resources than this, groups are closed at first. */
const crowd = 300;

/** The rows of one kind's resources and groups, and which of a long list are shown. */
export class Places<K extends Kind> {
  readonly #arrangements = new Map<string, Arrangement<Records[K]>>();
  readonly #limits = new Map<string, number>();

  constructor(
    private readonly view: KindView<K>,
    private readonly worlds: Worlds,
    private readonly memory: ChoiceMemory,
  ) {}

  /** The host's arrangement, made where there is none. */
  of(host: Host): Arrangement<Records[K]> {
    const known = this.#arrangements.get(host.id);
    if (known) return known;
    const { kind } = this.view;
    const records = host.store.all(kind);
    const world = this.worlds.of(host);
    const made = arrange(this.view, this.memory.choice, world, records, idOf[kind]);
    this.#arrangements.set(host.id, made);
    return made;
  }

  built(host: Host): Arrangement<Records[K]> | undefined {
    return this.#arrangements.get(host.id);
  }

  forget(host: Host): void {
    this.#arrangements.delete(host.id);
  }

  clear(): void {
    this.#arrangements.clear();
    this.#limits.clear();
  }

  key(host: Host, id: string): string {
    return formatKey({ host: host.id, kind: this.view.kind, id });
  }

  /** The first of its groups has the resource's own key; in the others it needs another. */
  row(host: Host, id: string, group: string): string {
    const first = this.of(host).groupsOf(id)[0] ?? '';
    const key = this.key(host, id);
    return group === first || group === '' ? key : placedRow(key, group);
  }

  group(host: Host, group: string): string {
    const isFiltered = this.memory.choice.filter !== '';
    return groupRow({ host: host.id, kind: this.view.kind, group }, isFiltered);
  }

  /** Whether groups had better be closed at first. A filter is there to see what it finds. */
  isCrowded(host: Host): boolean {
    return this.memory.choice.filter === '' && this.of(host).count > crowd;
  }

  limit(parent: string): number {
    return this.#limits.get(parent) ?? page;
  }

  showMore(parent: string): void {
    this.#limits.set(parent, this.limit(parent) + page);
  }

  /** Lengthens the list that a resource's row is in; true where that was needed. */
  reach(host: Host, id: string): boolean {
    const arrangement = this.of(host);
    const group = arrangement.groupsOf(id)[0] ?? '';
    const isInGroup = arrangement.isGroup(group);
    const parent = isInGroup ? this.group(host, group) : '';
    const at = isInGroup
      ? arrangement.members(group).indexOf(id)
      : arrangement.top().findIndex(entry => 'id' in entry && entry.id === id);
    const isLonger = at >= this.limit(parent);
    if (isLonger) this.#limits.set(parent, (Math.floor(at / page) + 1) * page);
    return isLonger;
  }

  /** The rows under a parent; the last one stands for the rest of a long list. */
  cut<T>(host: Host, parent: string, all: readonly T[], rowOf: (one: T) => string): string[] {
    const limit = this.limit(parent);
    const rows = all.slice(0, limit).map(rowOf);
    return all.length > limit ? [...rows, moreRow(host.id, this.view.kind, parent)] : rows;
  }
}
