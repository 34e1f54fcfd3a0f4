import type * as vscode from 'vscode';
import type { Kind } from '../engine/records';
import { type Disposable, Emitter } from '../model/emitter';

/** How the user arranged a view. */
export interface Choice {
  /** A name out of the kind's groupings. */
  readonly grouping: string;
  /** The label's name, for the grouping by one. */
  readonly label: string;
  /** A name out of the kind's sortings. */
  readonly sorting: string;
  /** Words that must all be found; empty: no filter. */
  readonly filter: string;
  /** False: without the minor ones (dangling images). */
  readonly all: boolean;
}

/** One view's choice, remembered for the workspace. */
export class ChoiceMemory implements Disposable {
  readonly #changes = new Emitter<Choice>();
  readonly onDidChange = this.#changes.event;
  #choice: Choice;

  constructor(
    private readonly kind: Kind,
    usual: Pick<Choice, 'grouping' | 'sorting'>,
    private readonly memory: vscode.Memento,
  ) {
    const first: Choice = { ...usual, label: '', filter: '', all: true };
    this.#choice = { ...first, ...memory.get<Partial<Choice>>(this.#name) };
  }

  get choice(): Choice {
    return this.#choice;
  }

  /** @param keep false while the user is still typing */
  change(change: Partial<Choice>, keep = true): void {
    this.#choice = { ...this.#choice, ...change };
    if (keep) void this.memory.update(this.#name, this.#choice);
    this.#changes.fire(this.#choice);
  }

  dispose(): void {
    this.#changes.dispose();
  }

  get #name(): string {
    return `view.${this.kind}`;
  }
}
