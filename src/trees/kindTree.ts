import * as vscode from 'vscode';
import type { Kind, Records } from '../engine/records';
import type { DetailsCache } from '../model/details';
import type { Host } from '../model/host';
import type { HostStateChange, Hosts } from '../model/hosts';
import { setContextKey } from '../ui/contextKeys';
import { type Choice, ChoiceMemory } from './choice';
import type { KindView } from './kindView';
import { ResourceTree } from './resourceTree';
import type { Offer, ResourceView } from './resourceView';
import { parseRow } from './rowKey';
import { headOf } from './viewHead';
import type { Worlds } from './worlds';

/** Rows that tell an age are looked at again after so long, in milliseconds. */
const minute = 60_000;

/** One of the views: its tree, how the user arranged it, and what stands above the rows. */
export class KindTree<K extends Kind> implements ResourceView {
  readonly #memory: ChoiceMemory;
  readonly #tree: ResourceTree<K>;
  readonly #view: vscode.TreeView<string>;
  readonly #subscriptions: vscode.Disposable;
  readonly #lost = new Set<Host>();
  #clock: NodeJS.Timeout | undefined;

  constructor(
    private readonly look: KindView<K>,
    private readonly hosts: Hosts,
    worlds: Worlds,
    details: DetailsCache,
    memory: vscode.Memento,
  ) {
    const [grouping = ''] = Object.keys(look.groupings);
    const [sorting = ''] = Object.keys(look.sortings);
    this.#memory = new ChoiceMemory(look.kind, { grouping, sorting }, memory);
    this.#tree = new ResourceTree(look, hosts, worlds, details, this.#memory);
    this.#view = vscode.window.createTreeView(`slipway.${look.kind}s`, {
      treeDataProvider: this.#tree,
      showCollapseAll: true,
      canSelectMany: true,
    });
    this.#subscriptions = vscode.Disposable.from(
      this.#tree,
      this.#memory,
      this.#view,
      this.#view.onDidChangeVisibility(() => this.#showOrHide()),
      this.#view.onDidExpandElement(({ element }) => this.#expanded(element)),
      this.#memory.onDidChange(() => this.#tellHead()),
      hosts.onDidChangeState(change => this.#stateChanged(change)),
      { dispose: () => clearInterval(this.#clock) },
    );
    this.#showOrHide();
    this.#tellHead();
  }

  get selection(): readonly string[] {
    return this.#view.selection;
  }

  get rows(): vscode.TreeDataProvider<string> {
    return this.#tree;
  }

  get choice(): Choice {
    return this.#memory.choice;
  }

  get groupings(): readonly Offer[] {
    return Object.entries(this.look.groupings).map(([name, { title, byLabel = false }]) => ({
      name,
      title: title(),
      byLabel,
    }));
  }

  get sortings(): readonly Offer[] {
    return Object.entries(this.look.sortings).map(([name, { title }]) => ({
      name,
      title: title(),
      byLabel: false,
    }));
  }

  resources(rows: readonly string[]): readonly string[] {
    return this.#tree.resources(rows);
  }

  shows(key: string): boolean {
    return this.#tree.shows(key);
  }

  labels(): readonly string[] {
    const found = this.hosts.list(this.look.kind).map(({ record }) => record);
    return [...new Set(found.flatMap(record => Object.keys(labelsOf(record))))].sort();
  }

  arrange(change: Partial<Choice>, keep = true): void {
    this.#memory.change(change, keep);
  }

  async reveal(key: string): Promise<void> {
    this.#tree.reach(key);
    await this.#view.reveal(key, { select: true, focus: true });
  }

  showMore(row: string): void {
    this.#tree.showMore(row);
  }

  reread(row: string): void {
    this.#tree.reread(row);
  }

  touch(host: Host, ids: readonly string[]): void {
    this.#tree.touch(host, ids);
    this.#tellKeys();
    if (this.#view.visible || ids.length === 0) this.#tellHead();
  }

  rearrange(): void {
    this.#tree.rearrange();
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #showOrHide(): void {
    const { visible } = this.#view;
    this.#tree.isVisible = visible;
    clearInterval(this.#clock);
    if (!visible) return;
    this.#clock = setInterval(() => this.#tree.tick(), minute);
    this.hosts.start();
    for (const host of this.hosts.all) void host.check();
    this.#tellHead();
  }

  /** Each opening of the processes asks for them anew. */
  #expanded(row: string): void {
    if (parseRow(row)?.path.at(-1) === 'processes') this.#tree.reread(row);
  }

  #stateChanged({ host, state: { phase } }: HostStateChange): void {
    const wasLost = this.#lost.has(host);
    if (phase === 'lost') this.#lost.add(host);
    else if (phase === 'connected') this.#lost.delete(host);
    // Rows turn grey or come back; an image's platform is compared with the engine's.
    const isForImages = this.look.kind === 'image' && phase === 'connected';
    if (wasLost !== this.#lost.has(host) || isForImages) this.#tree.repaint();
    this.#tellHead();
  }

  /** What menus and welcome texts ask for. */
  #tellKeys(): void {
    const { kind } = this.look;
    setContextKey(`${kind}s.filtered`, this.choice.filter !== '');
    setContextKey(`${kind}s.all`, this.choice.all);
    // The editor shows a welcome where it has no rows yet, so that they are read does not suffice.
    const isRead = this.hosts.all.every(host => host.store.loaded(kind) === 'yes');
    setContextKey(`${kind}s.none`, isRead && this.#tree.all === 0);
  }

  #tellHead(): void {
    this.#tellKeys();
    const head = headOf(this.choice, this.#tree, this.hosts, this.look.kind === 'container');
    // Each setting is told to the editor, and the rows then wait for it.
    if ((this.#view.message ?? '') !== head.message) this.#view.message = head.message;
    if ((this.#view.description ?? '') !== head.description) {
      this.#view.description = head.description;
    }
  }
}

function labelsOf(record: Records[Kind]): Readonly<Record<string, string>> {
  return record.labels;
}
