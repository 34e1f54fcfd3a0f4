import * as vscode from 'vscode';
import { l10n } from 'vscode';
import { plain } from '../docker/plainText';
import type { Kind } from '../engine/records';
import type { Offer, ResourceView } from '../trees/resourceView';

/** The view is arranged anew so long after the last key, in milliseconds. */
const pause = 80;

/** Filters while it is typed; Escape brings back what was before. */
export async function filterView(view: ResourceView, kind: Kind): Promise<void> {
  const before = view.choice.filter;
  // Before the box is there: it closes when something else takes the focus.
  await vscode.commands.executeCommand(`slipway.${kind}s.focus`);
  const box = vscode.window.createInputBox();
  box.title = titles[kind]();
  box.value = before;
  box.placeholder = l10n.t('Names, images, addresses, labels; all words must be found');
  await new Promise<void>(resolve => {
    let timer: NodeJS.Timeout | undefined;
    let isAccepted = false;
    box.onDidChangeValue(value => {
      clearTimeout(timer);
      timer = setTimeout(() => view.arrange({ filter: value.trim() }, false), pause);
    });
    box.onDidAccept(() => {
      isAccepted = true;
      box.hide();
    });
    box.onDidHide(() => {
      clearTimeout(timer);
      view.arrange({ filter: isAccepted ? box.value.trim() : before });
      box.dispose();
      resolve();
    });
    box.show();
  });
}

const titles: Readonly<Record<Kind, () => string>> = {
  container: () => l10n.t('Filter Containers'),
  image: () => l10n.t('Filter Images'),
  volume: () => l10n.t('Filter Volumes'),
  network: () => l10n.t('Filter Networks'),
};

export function clearFilter(view: ResourceView): void {
  view.arrange({ filter: '' });
}

export async function groupView(view: ResourceView): Promise<void> {
  const offer = await pickOffer(view.groupings, view.choice.grouping, l10n.t('Group by'));
  if (!offer) return;
  if (!offer.byLabel) {
    view.arrange({ grouping: offer.name });
    return;
  }
  const labels = view.labels().map(name => ({ name, title: name, byLabel: false }));
  const label = await pickOffer(labels, view.choice.label, l10n.t('Which label?'));
  if (label) view.arrange({ grouping: offer.name, label: label.name });
}

export async function sortView(view: ResourceView): Promise<void> {
  const offer = await pickOffer(view.sortings, view.choice.sorting, l10n.t('Sort'));
  if (offer) view.arrange({ sorting: offer.name });
}

/** The one in use is marked, and is the one that Enter takes. */
async function pickOffer(
  offers: readonly Offer[],
  current: string,
  placeHolder: string,
): Promise<Offer | undefined> {
  const items = offers.map(offer => ({
    // A label's name is anybody's text, and `$(…)` would be taken for an icon.
    label: plain(offer.title, 200).replaceAll('$(', '\\$('),
    iconPath: new vscode.ThemeIcon(offer.name === current ? 'check' : 'blank'),
    offer,
  }));
  const picked = await vscode.window.showQuickPick(items, { placeHolder });
  return picked?.offer;
}
