import * as vscode from 'vscode';
import type { Kind } from '../engine/records';
import type { DetailsCache } from '../model/details';
import type { Disposable } from '../model/emitter';
import type { Hosts } from '../model/hosts';
import { Measured } from '../model/measured';
import { containerView } from './container';
import { tellEngineState } from './engineState';
import { imageView } from './image';
import { KindTree } from './kindTree';
import type { KindView } from './kindView';
import { networkView } from './network';
import type { ResourceView } from './resourceView';
import { greyAwayRows } from './treeItem';
import { volumeView } from './volume';
import { Worlds } from './worlds';

/** What commands need of the views. */
export interface Views extends Readonly<Record<Kind, ResourceView>> {
  /** What the user had measured; the view of volumes shows it. */
  readonly measured: Measured;
  /** What all of them stand on. */
  readonly shared: Disposable;
}

/** Builds the four views. */
export function createViews(hosts: Hosts, details: DetailsCache, memory: vscode.Memento): Views {
  const measured = new Measured(hosts);
  const worlds = new Worlds(hosts, details, measured, ({ host, kind, ids }) =>
    trees[kind].touch(host, ids),
  );
  const tree = <K extends Kind>(view: KindView<K>): KindTree<K> =>
    new KindTree(view, hosts, worlds, details, memory);
  const trees = {
    container: tree(containerView),
    image: tree(imageView),
    volume: tree(volumeView),
    network: tree(networkView),
  };
  const shared = vscode.Disposable.from(
    worlds,
    tellEngineState(hosts),
    greyAwayRows(),
    measured.onDidChange(() => trees.volume.rearrange()),
  );
  return { ...trees, measured, shared };
}
