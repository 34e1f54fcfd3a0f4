import * as vscode from 'vscode';
import type { Kind, Records } from '../engine/records';
import type { DetailsCache } from '../model/details';
import type { Disposable } from '../model/emitter';
import type { Host } from '../model/host';
import type { Hosts } from '../model/hosts';
import { formatKey, parseKey } from '../model/key';
import type { Arrangement } from './arrangement';
import type { ChoiceMemory } from './choice';
import { firstReading } from './firstReading';
import type { KindView, Place } from './kindView';
import { awayRow, lostRow, moreWords } from './otherRows';
import { PartRows } from './partRows';
import { Places } from './places';
import { everything, Repaint } from './repaint';
import type { Row } from './row';
import { parseGroup, parseMore, parseRow, type ResourceRow, rowAbovePart } from './rowKey';
import { toTreeItem } from './treeItem';
import type { Worlds } from './worlds';

/** More changes at once are not followed one by one. */
const manyAtOnce = 200;

/** The tree of one kind of resource. Its elements are texts, so that they are the same for ever. */
export class ResourceTree<K extends Kind> implements vscode.TreeDataProvider<string>, Disposable {
  readonly #changes = new vscode.EventEmitter<string[] | undefined>();
  readonly onDidChangeTreeData = this.#changes.event;
  readonly #repaint = new Repaint(rows => this.#changes.fire(rows));
  readonly #places: Places<K>;
  /** What each row's description last was, for those that change by themselves. */
  readonly #painted = new Map<string, string>();
  readonly #parts: PartRows<K>;
  readonly #subscriptions: readonly Disposable[];
  #isVisible = false;
  /** Changes that came while nobody looked. */
  #isBehind = false;
  #waiting = 0;

  constructor(
    readonly view: KindView<K>,
    private readonly hosts: Hosts,
    private readonly worlds: Worlds,
    details: DetailsCache,
    private readonly memory: ChoiceMemory,
  ) {
    this.#places = new Places(view, worlds, memory);
    this.#parts = new PartRows(view, details);
    this.#subscriptions = [
      memory.onDidChange(() => this.rearrange()),
      details.onDidLoad(key => this.#loaded(key)),
    ];
  }

  set isVisible(isVisible: boolean) {
    this.#isVisible = isVisible;
    if (isVisible && this.#isBehind) this.repaint();
  }

  /** How many resources there are. */
  get all(): number {
    return this.hosts.all.reduce((sum, host) => sum + host.store.count(this.view.kind), 0);
  }

  /** How many of them the filter lets show. */
  get shown(): number {
    return this.hosts.all.reduce((sum, host) => sum + this.#places.of(host).count, 0);
  }

  shows(key: string): boolean {
    const parsed = parseKey(key);
    const host = parsed && this.hosts.get(parsed.host);
    return host ? this.#places.of(host).groupsOf(parsed?.id ?? '').length > 0 : false;
  }

  /** Everything anew, as the same rows. */
  repaint(): void {
    this.#isBehind = !this.#isVisible;
    if (this.#isVisible) this.#repaint.want(everything);
  }

  /** Groups, sorts and filters anew. */
  rearrange(): void {
    this.#places.clear();
    this.repaint();
  }

  /** Resources that changed, or that are used otherwise than before. */
  touch(host: Host, ids: readonly string[]): void {
    if (this.#waiting > 0) this.#places.forget(host);
    if (this.#waiting > 0 || ids.length === 0) return;
    const arrangement = this.#places.built(host);
    if (!this.#isVisible || !arrangement || ids.length > manyAtOnce) {
      this.#places.forget(host);
      this.repaint();
      return;
    }
    for (const id of ids) this.#repaint.want(this.#update(host, arrangement, id));
  }

  /** Rows whose words change with time alone. */
  tick(): void {
    if (!this.#isVisible) return;
    const isOld = ([row, description]: [string, string]): boolean =>
      this.#rowOf(row).description !== description;
    this.#repaint.want([...this.#painted].filter(isOld).map(([row]) => row));
  }

  getChildren(row?: string): string[] | Promise<string[]> {
    if (row === undefined) return this.#top();
    const group = parseGroup(row);
    if (group) {
      const host = this.hosts.get(group.host);
      const ids = host ? this.#places.of(host).members(group.group) : [];
      return host
        ? this.#places.cut(host, row, ids, id => this.#places.row(host, id, group.group))
        : [];
    }
    const parsed = parseRow(row);
    const found = parsed && this.hosts.find(this.view.kind, formatKey(parsed));
    if (!parsed || !found) return [];
    const limit = this.#places.limit(row);
    const world = this.worlds.of(found.host);
    return this.#parts
      .read(row, parsed, found.record, world, limit)
      .then(rows => this.#places.cut(found.host, row, rows, part => part));
  }

  getTreeItem(row: string): vscode.TreeItem {
    const parsed = parseRow(row);
    const host = this.hosts.get((parsed ?? parseGroup(row))?.host ?? '');
    const isAway = host?.isStale ?? false;
    const look = this.#rowOf(row, parsed);
    this.#painted.set(row, look.description ?? '');
    return toTreeItem(row, isAway ? awayRow(look) : look, isAway);
  }

  getParent(row: string): string | undefined {
    const above = rowAbovePart(row);
    if (above !== undefined) return above;
    const parsed = parseRow(row);
    const host = parsed && this.hosts.get(parsed.host);
    if (!host) return undefined;
    const arrangement = this.#places.of(host);
    const group = parsed.group ?? arrangement.groupsOf(parsed.id)[0] ?? '';
    return arrangement.isGroup(group) ? this.#places.group(host, group) : undefined;
  }

  async resolveTreeItem(
    item: vscode.TreeItem,
    row: string,
    token: vscode.CancellationToken,
  ): Promise<vscode.TreeItem> {
    const parsed = parseRow(row);
    if (!parsed || parsed.path.length > 0) return item;
    const found = this.hosts.find(this.view.kind, formatKey(parsed));
    if (!found) return item;
    const world = this.worlds.of(found.host);
    await this.#parts.known(this.view.wants(found.record, world, 'tooltip'), world, 2_000);
    if (!token.isCancellationRequested) {
      item.tooltip = new vscode.MarkdownString(this.view.tooltip(found.record, world));
    }
    return item;
  }

  /** The resources behind rows: itself, a group's members, or the one a row belongs to. */
  resources(rows: readonly string[]): readonly string[] {
    const found = rows.flatMap(row => {
      const group = parseGroup(row);
      const host = group && this.hosts.get(group.host);
      if (host)
        return this.#places
          .of(host)
          .members(group.group)
          .map(id => this.#places.key(host, id));
      const parsed = parseRow(row);
      return parsed ? [formatKey(parsed)] : [];
    });
    return [...new Set(found)];
  }

  /** Answers a row of `moreRow`. */
  showMore(row: string): void {
    const more = parseMore(row);
    if (!more) return;
    this.#places.showMore(more.parent);
    this.#repaint.want(more.parent === '' ? everything : [more.parent]);
  }

  /** Makes a long list reach to the resource's row, so that it can be revealed. */
  reach(key: string): void {
    const parsed = parseKey(key);
    const host = parsed && this.hosts.get(parsed.host);
    if (!host || !this.#places.reach(host, parsed.id)) return;
    // The editor asks for the rows on its way to it; nothing is painted in between.
    this.#changes.fire(undefined);
  }

  /** Reads the rows below anew: processes have no events. */
  reread(row: string): void {
    this.#repaint.want([row]);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#repaint.dispose();
    this.#changes.dispose();
  }

  async #top(): Promise<string[]> {
    this.hosts.start();
    this.#waiting++;
    try {
      await Promise.all(this.hosts.all.map(host => firstReading(host, this.view.kind)));
    } finally {
      this.#waiting--;
    }
    this.#isBehind = false;
    this.#painted.clear();
    return this.hosts.all.flatMap(host => {
      const entries = this.#places.of(host).top();
      return this.#places.cut(host, '', entries, entry =>
        'id' in entry
          ? this.#places.row(host, entry.id, entry.group ?? '')
          : this.#places.group(host, entry.group),
      );
    });
  }

  /** The rows to paint for one resource that changed. */
  #update(
    host: Host,
    arrangement: Arrangement<Records[K]>,
    id: string,
  ): readonly string[] | undefined {
    const before = arrangement.groupsOf(id);
    const record = host.store.get(this.view.kind, id);
    const moved = arrangement.update(id, record);
    if (record === undefined) this.#parts.forget(this.#places.key(host, id));
    if (moved.includes('')) return everything;
    const groups = new Set([...moved, ...before, ...arrangement.groupsOf(id)]);
    const rows = [...groups].filter(group => arrangement.isGroup(group));
    if (rows.length > 0) return rows.map(group => this.#places.group(host, group));
    return arrangement.groupsOf(id).map(group => this.#places.row(host, id, group));
  }

  #loaded(key: string): void {
    for (const row of this.#parts.wanting(key)) this.#repaint.want([row]);
    const parsed = parseKey(key);
    const host = parsed && this.hosts.get(parsed.host);
    if (parsed?.kind !== this.view.kind || !host || !this.#isVisible) return;
    const rows = this.#places
      .of(host)
      .groupsOf(parsed.id)
      .map(group => this.#places.row(host, parsed.id, group));
    const isOld = (row: string): boolean => {
      const painted = this.#painted.get(row);
      return painted !== undefined && painted !== (this.#rowOf(row).description ?? '');
    };
    this.#repaint.want(rows.filter(isOld));
  }

  #rowOf(row: string, parsed = parseRow(row)): Row {
    if (parsed) {
      return parsed.path.length > 0 ? (this.#parts.get(row) ?? lostRow) : this.#look(parsed);
    }
    const group = parseGroup(row);
    if (group) return this.#groupLook(group.host, group.group);
    return parseMore(row) ? moreWords() : lostRow;
  }

  #look(row: ResourceRow): Row {
    const host = this.hosts.get(row.host);
    const record = host?.store.get(this.view.kind, row.id);
    if (!host || !record) return lostRow;
    const arrangement = this.#places.of(host);
    const group = row.group ?? arrangement.groupsOf(row.id)[0] ?? '';
    const place = this.#placeIn(group, arrangement.isGroup(group));
    return this.view.row(record, this.worlds.of(host), place);
  }

  #groupLook(hostId: string, group: string): Row {
    const host = this.hosts.get(hostId);
    if (!host) return lostRow;
    const { kind } = this.view;
    const members = this.#places
      .of(host)
      .members(group)
      .map(id => host.store.get(kind, id))
      .filter(record => record !== undefined);
    if (members.length === 0) return lostRow;
    const look = this.view.group(group, members, this.#placeIn(group, false));
    return this.#places.isCrowded(host) ? { ...look, children: 'closed' } : look;
  }

  #placeIn(group: string, isBelow: boolean): Place {
    return { grouping: this.memory.choice.grouping, group, isBelow };
  }
}
