import { l10n } from 'vscode';
import { plain } from '../docker/plainText';
import type { Engine } from '../engine/connection';
import type { Container, Kind } from '../engine/records';
import type { EngineInfo } from '../engine/systemRecords';
import type { Store } from '../model/store';
import type { CountView, EngineView } from '../protocol/system';
import { number } from '../ui/number';
import { factGroups } from './systemFacts';
import { warningViews } from './systemWarnings';

/** The engine as the page shows it: what it told, and how much it holds now. */
export function engineView(engine: Engine, info: EngineInfo, store: Store): EngineView {
  const { about, endpoint } = engine;
  const short = [info.operatingSystem, `${about.os}/${about.arch}`, endpoint.url];
  return {
    title: `${about.product} ${plain(info.version || about.version, 60)}`,
    about: short.filter(text => text !== '').map(text => plain(text, 120)),
    counts: counts(store),
    warnings: warningViews(info.warnings),
    groups: factGroups(engine, info),
  };
}

function counts(store: Store): readonly CountView[] {
  const containers = store.all('container');
  const inState = (...states: readonly Container['state'][]): number =>
    containers.filter(({ state }) => states.includes(state)).length;
  const untagged = store.all('image').filter(({ tags }) => tags.length === 0).length;
  const anonymous = store.all('volume').filter(volume => volume.anonymous).length;
  const predefined = store.all('network').filter(network => network.predefined).length;
  const running = inState('running', 'restarting');
  const paused = inState('paused');
  return [
    count(store, 'container', l10n.t('Containers'), [
      l10n.t('{0} running', number(running)),
      paused > 0 && l10n.t('{0} paused', number(paused)),
      l10n.t('{0} stopped', number(containers.length - running - paused)),
    ]),
    count(store, 'image', l10n.t('Images'), [
      untagged > 0 && l10n.t('{0} without a tag', number(untagged)),
    ]),
    count(store, 'volume', l10n.t('Volumes'), [
      anonymous > 0 && l10n.t('{0} anonymous', number(anonymous)),
    ]),
    count(store, 'network', l10n.t('Networks'), [l10n.t('{0} predefined', number(predefined))]),
  ];
}

function count(
  store: Store,
  kind: Kind,
  label: string,
  parts: readonly (string | false)[],
): CountView {
  if (store.loaded(kind) !== 'yes') return { label, value: '–', parts: [] };
  const told = parts.filter(part => part !== false);
  return { label, value: number(store.count(kind)), parts: store.count(kind) > 0 ? told : [] };
}
