import * as vscode from 'vscode';
import { formatSize } from '../docker/size';

export interface SomeItem<T> extends vscode.QuickPickItem {
  readonly target: T;
  /** What going without it would free; counted in the title where any item has one. */
  readonly sizeBytes?: number | undefined;
}

/**
 * Shows what a prune would take, with the sum of the sizes, all picked but those that say
 * `picked: false`; the user takes out what is to stay. Nothing where it was dismissed.
 */
export async function pickSome<T>(asked: {
  readonly title: string;
  readonly placeHolder: string;
  readonly items: readonly SomeItem<T>[];
}): Promise<readonly T[]> {
  const box = vscode.window.createQuickPick<SomeItem<T>>();
  const sized = asked.items.some(item => item.sizeBytes !== undefined);
  const titled = (picked: readonly SomeItem<T>[]): string => {
    if (!sized) return asked.title;
    const sum = picked.reduce((total, item) => total + (item.sizeBytes ?? 0), 0);
    return `${asked.title} (${formatSize(sum)})`;
  };
  box.canSelectMany = true;
  box.placeholder = asked.placeHolder;
  box.matchOnDescription = true;
  box.ignoreFocusOut = true;
  box.items = asked.items;
  const first = asked.items.filter(item => item.picked !== false);
  box.selectedItems = first;
  box.title = titled(first);
  try {
    return await new Promise<readonly T[]>(resolve => {
      box.onDidChangeSelection(picked => {
        box.title = titled(picked);
      });
      box.onDidAccept(() => resolve(box.selectedItems.map(item => item.target)));
      box.onDidHide(() => resolve([]));
      box.show();
    });
  } finally {
    box.dispose();
  }
}
