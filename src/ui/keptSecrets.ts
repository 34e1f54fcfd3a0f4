import * as vscode from 'vscode';

/** The editor's name for the tabs of the form, from which it can be told whether any is open. */
const tabType = /(?:^|-)slipway\.run$/;

const prefix = 'slipway.form:';
const indexKey = 'slipway.keptSecrets';

/** Typing is one change in the end; in milliseconds. */
const settling = 250;

/** By then the editor has told which tabs there are; in milliseconds. */
const sweepingMs = 10_000;

/** More is not kept over a reload: no form is that long. In characters. */
const longest = 400_000;

/**
 * What forms have that nobody else should read, by their ids: in memory, and in the editor's secret
 * storage, so that it outlives a reload of the window. What of it belongs to no form is removed.
 */
export class KeptSecrets implements vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #waiting = new Map<string, NodeJS.Timeout>();
  readonly #tabs: vscode.Disposable;
  readonly #sweeping: NodeJS.Timeout;
  /** One change of what is stored after the other. */
  #storing: Promise<void> = Promise.resolve();

  constructor(
    private readonly secrets: vscode.SecretStorage,
    private readonly memory: vscode.Memento,
  ) {
    // A form that was not shown since a reload is closed without anybody being told.
    this.#tabs = vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
      if (closed.some(isForm)) this.#sweep();
    });
    this.#sweeping = setTimeout(() => this.#sweep(), sweepingMs);
  }

  /** An empty text forgets it. */
  keep(id: string, text: string): void {
    if (!isId(id)) return;
    if (text === '') {
      void this.forget(id);
      return;
    }
    this.#texts.set(id, text);
    clearTimeout(this.#waiting.get(id));
    this.#waiting.set(
      id,
      setTimeout(() => this.#write(id), settling),
    );
  }

  async read(id: string): Promise<string | undefined> {
    if (!isId(id)) return undefined;
    return this.#texts.get(id) ?? this.secrets.get(prefix + id);
  }

  forget(id: string): Promise<void> {
    clearTimeout(this.#waiting.get(id));
    this.#waiting.delete(id);
    this.#texts.delete(id);
    return this.#store(async () => {
      const index = this.#index;
      if (!index.includes(id)) return;
      await this.secrets.delete(prefix + id);
      await this.#setIndex(index.filter(one => one !== id));
    });
  }

  /** What is kept stays: after a reload it is asked for. */
  dispose(): void {
    this.#tabs.dispose();
    clearTimeout(this.#sweeping);
    for (const id of [...this.#waiting.keys()]) this.#write(id);
  }

  #write(id: string): void {
    clearTimeout(this.#waiting.get(id));
    this.#waiting.delete(id);
    void this.#store(async () => {
      const text = this.#texts.get(id);
      if (text === undefined || text.length > longest) return;
      // First the index: what is not in it would stay for ever.
      const index = this.#index;
      if (!index.includes(id)) await this.#setIndex([...index, id]);
      await this.secrets.store(prefix + id, text);
    });
  }

  #store(change: () => Promise<void>): Promise<void> {
    // A storage that fails costs no more than being asked for the secret again.
    this.#storing = this.#storing.then(change).catch(() => {});
    return this.#storing;
  }

  get #index(): readonly string[] {
    return this.memory.get<readonly string[]>(indexKey, []);
  }

  async #setIndex(ids: readonly string[]): Promise<void> {
    await this.memory.update(indexKey, ids.length > 0 ? ids : undefined);
  }

  #sweep(): void {
    const isOpen = vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(isForm));
    if (isOpen) return;
    for (const id of new Set([...this.#index, ...this.#texts.keys()])) void this.forget(id);
  }
}

function isForm({ input }: vscode.Tab): boolean {
  return input instanceof vscode.TabInputWebview && tabType.test(input.viewType);
}

/** The page makes them up. */
function isId(id: unknown): id is string {
  return typeof id === 'string' && /^[\w-]{1,80}$/.test(id);
}
