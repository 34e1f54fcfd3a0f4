import { html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { plain } from '../../docker/plainText';
import type { NetworkRow } from '../../docker/run/networkRow';
import type { TextRow } from '../../docker/run/portRow';
import { sharingTrouble } from '../../docker/run/sharedNetwork';
import type { RunState } from '../../protocol/run';
import { fill } from '../lib/fill';
import type { Form } from './form';
import { isOffered } from './hints';
import { field, info, offers, warning } from './parts';
import { type Kept, networkRows } from './rows';

/** Whose network it shares. */
export function sharedWith(
  form: Form,
  { known, texts: { page } }: RunState,
  first: Kept<NetworkRow | TextRow> | undefined,
): unknown {
  if (first === undefined || first.row.kind === 'text') return nothing;
  const { key, row } = first;
  return html`${field({
    value: row.target.slice('container:'.length),
    label: `container: ${page.name}`,
    list: 'd-containers',
    change: text => form.changeRow(networkRows, key, { ...row, target: `container:${text}` }),
  })}
  ${guard([known.containers, page], () => {
    const offered = known.containers.filter(isOffered);
    const stopped = offered.filter(({ isRunning }) => !isRunning);
    return offers(
      'd-containers',
      offered.map(({ name }) => name),
      new Map(stopped.map(({ name }) => [name, page.notRunning])),
    );
  })}`;
}

/** What it means to share a container's network, and why that one cannot be shared by now. */
export function sharedWord(form: Form, { known, engine, texts: { page } }: RunState): unknown {
  const isWhole = engine !== undefined && known.isWhole;
  const trouble = sharingTrouble(form.spec, known.containers, isWhole);
  const words = { stopped: page.containerStopped, missing: page.containerMissing };
  return html`${
    trouble ? warning(fill(words[trouble.kind], plain(trouble.container, 80))) : nothing
  }${info(page.modeContainer)}`;
}
