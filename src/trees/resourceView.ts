import type * as vscode from 'vscode';
import type { Disposable } from '../model/emitter';
import type { Choice } from './choice';

/** What commands need of a view. */
export interface ResourceView extends Disposable {
  /** The rows selected now. */
  readonly selection: readonly string[];
  /** As the editor asks for them. */
  readonly rows: vscode.TreeDataProvider<string>;
  /** How the user arranged it, and what there is to choose from. */
  readonly choice: Choice;
  readonly groupings: readonly Offer[];
  readonly sortings: readonly Offer[];
  /** The resources behind rows, as keys: itself, a group's members, or the one a row belongs to. */
  resources(rows: readonly string[]): readonly string[];
  /** Whether the filter lets it show. */
  shows(key: string): boolean;
  /** The names of all labels that its resources bear. */
  labels(): readonly string[];
  /** @param keep false while the user is still typing */
  arrange(change: Partial<Choice>, keep?: boolean): void;
  /** Shows a resource's row and selects it. */
  reveal(key: string): Promise<void>;
  /** Answers the row that stands for the rest of a long list. */
  showMore(row: string): void;
  /** Reads the rows below a row anew. */
  reread(row: string): void;
}

export interface Offer {
  readonly name: string;
  readonly title: string;
  /** A label has to be chosen too. */
  readonly byLabel: boolean;
}
