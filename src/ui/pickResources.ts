import * as vscode from 'vscode';
import { shortId } from '../docker/shortId';
import type { Kind, Records } from '../engine/records';
import type { Found } from '../model/hosts';
import { pickLabel } from './pickLabel';

type Words = { readonly [K in Kind]: (record: Records[K]) => vscode.QuickPickItem };

const words: Words = {
  container: c => ({ label: pickLabel(c.name), description: pickLabel(c.image) }),
  image: i => ({ label: pickLabel(i.tags[0] ?? shortId(i.id)), description: shortId(i.id) }),
  volume: v => ({ label: pickLabel(v.name), description: pickLabel(v.driver) }),
  network: n => ({ label: pickLabel(n.name), description: pickLabel(n.driver) }),
};

/** Lets the user pick, for a command that came without a row. Nothing where it was dismissed. */
export async function pickResources<K extends Kind>(
  kind: K,
  offered: readonly Found<K>[],
  question: string,
  many: boolean,
  /** What is said below its name. */
  detailOf: (found: Found<K>) => string | undefined = () => undefined,
): Promise<readonly Found<K>[]> {
  const items = offered.map(found => {
    const detail = detailOf(found);
    return { ...words[kind](found.record), ...(detail !== undefined && { detail }), found };
  });
  items.sort((a, b) => a.label.localeCompare(b.label));
  const options = { placeHolder: question, matchOnDescription: true };
  if (!many) {
    const picked = await vscode.window.showQuickPick(items, options);
    return picked ? [picked.found] : [];
  }
  const picked = await vscode.window.showQuickPick(items, { ...options, canPickMany: true });
  return (picked ?? []).map(item => item.found);
}
