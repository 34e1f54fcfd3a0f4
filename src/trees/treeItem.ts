import * as vscode from 'vscode';
import type { Row } from './row';

/** Rows of an engine that is away have this scheme, by which they are greyed. */
const awayScheme = 'slipway-away';

const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
const states = { none: None, closed: Collapsed, open: Expanded } as const;

/** @param isAway what is shown is not known to be so any more */
export function toTreeItem(id: string, row: Row, isAway: boolean): vscode.TreeItem {
  const item = new vscode.TreeItem(row.label, states[row.children]);
  const color = isAway ? 'disabledForeground' : row.icon.color;
  item.id = id;
  item.contextValue = row.flags;
  item.accessibilityInformation = { label: row.spoken };
  item.iconPath = new vscode.ThemeIcon(
    row.icon.id,
    color === undefined ? undefined : new vscode.ThemeColor(color),
  );
  if (row.description) item.description = row.description;
  if (row.tooltip !== undefined) item.tooltip = row.tooltip;
  if (row.click) item.command = { ...row.click, arguments: [id] };
  if (isAway) item.resourceUri = vscode.Uri.from({ scheme: awayScheme, path: `/${id}` });
  return item;
}

/** Greys the labels of rows whose engine is away. */
export function greyAwayRows(): vscode.Disposable {
  const color = new vscode.ThemeColor('disabledForeground');
  return vscode.window.registerFileDecorationProvider({
    provideFileDecoration: uri =>
      uri.scheme === awayScheme
        ? new vscode.FileDecoration(undefined, undefined, color)
        : undefined,
  });
}
