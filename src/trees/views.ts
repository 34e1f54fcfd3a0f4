import type * as vscode from 'vscode';
import type { Kind } from '../engine/records';
import type { DetailsCache } from '../model/details';
import type { Hosts } from '../model/hosts';

/** What commands need of a view. */
export interface ResourceView extends vscode.Disposable {
  /** The rows selected now. */
  readonly selection: readonly string[];
  /** The resources behind rows, as keys: itself, a group's members, or the one a row belongs to. */
  resources(rows: readonly string[]): readonly string[];
}
export type Views = Readonly<Record<Kind, ResourceView>>;

export function createViews(_hosts: Hosts, _details: DetailsCache, _memory: vscode.Memento): Views {
  throw new Error("to come");
}
