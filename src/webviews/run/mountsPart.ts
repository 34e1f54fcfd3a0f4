import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { plain } from '../../docker/plainText';
import { unmounted } from '../../docker/run/imageVolumes';
import {
  asMountKind,
  blankMount,
  type MountKind,
  type MountRow,
  type MountText,
  mountKinds,
} from '../../docker/run/mountRow';
import type { OptionName } from '../../docker/run/options';
import type { RunState } from '../../protocol/run';
import type { RunText } from '../../protocol/runText';
import { fill } from '../lib/fill';
import type { Form } from './form';
import { mountOptionOffers } from './hints';
import {
  addButton,
  check,
  choice,
  field,
  info,
  offers,
  remarks,
  sign,
  textButton,
  warning,
} from './parts';
import { indexesOf, type Kept, mountRows } from './rows';

const kindTexts: Readonly<Record<MountKind, RunText>> = {
  volume: 'mountVolume',
  folder: 'mountFolder',
  tmpfs: 'mountTmpfs',
  anonymous: 'mountAnonymous',
};
const written: readonly OptionName[] = ['volume', 'mount', 'tmpfs'];

/** What is mounted, whatever it is written with. */
export function mountsPart(form: Form, state: RunState): unknown {
  const { page, help } = state.texts;
  const rows = form.rows(mountRows);
  const indexes = indexesOf(mountRows, rows);
  return html`<div class="option list whole" role="group" aria-labelledby="l-mounts" data-option="volume">
    <div class="label">
      <span id="l-mounts">${page.mounts}</span>
      <code>--volume</code><code>--mount</code><code>--tmpfs</code>
    </div>
    ${
      rows.some(({ row }) => row.kind !== 'text')
        ? html`<div class="grid-head mounts" aria-hidden="true">
            <span>${page.mountKind}</span><span>${page.source}</span><span>${page.target}</span>
            <span>${page.mountOptions}</span>
          </div>`
        : nothing
    }
    ${repeat(
      rows,
      ({ key }) => key,
      row => mountRow(form, state, row, indexes.get(row.key)),
    )}
    ${offers('d-volumes', state.known.volumes)}
    ${addButton(page.add, 'volume', () => form.addRow(mountRows))}
    <p class="help" id="h-volume">${help.volume}</p>
    ${remarks(written.flatMap(name => form.problems.of(name)))}
    ${unmounted(form.spec, form.facts?.volumes ?? []).map(path =>
      info(
        fill(page.dataDies, plain(path, 200)),
        textButton(page.add, () =>
          form.addRow<MountRow | MountText>(mountRows, { ...blankMount, target: path }),
        ),
      ),
    )}
  </div>`;
}

function mountRow(
  form: Form,
  state: RunState,
  { key, row }: Kept<MountRow | MountText>,
  index: number | undefined,
): TemplateResult {
  const { texts } = state;
  const told = form.problems.at(row.option, index);
  const describedBy = `p-mount-${key}`;
  return html`<div class="row-group" data-key=${key}>
    <div class="row ${row.kind === 'text' ? 'tagged' : 'mounts'}">
      ${
        row.kind === 'text'
          ? html`<code>--${row.option}</code>
              ${field({
                ...{ value: row.text, label: texts.label[row.option], describedBy },
                change: text => form.changeRow(mountRows, key, { ...row, text }),
              })}`
          : mountFields(form, state, key, row, describedBy)
      }
      ${sign('remove', texts.page.remove, () => form.removeRow(mountRows, key), 'remove')}
    </div>
    ${remarks(told, describedBy)}${row.kind === 'text' ? nothing : mountHint(state, row)}
  </div>`;
}

function mountFields(
  form: Form,
  { texts: { page } }: RunState,
  key: number,
  row: MountRow,
  describedBy: string,
): TemplateResult {
  const change = (part: Partial<MountRow>): void =>
    form.changeRow<MountRow | MountText>(mountRows, key, { ...row, ...part });
  const choose = async (what: 'file' | 'folder'): Promise<void> => {
    const source = await form.deeds.pick(what);
    if (source !== undefined) change({ source });
  };
  const hasSource = row.kind === 'volume' || row.kind === 'folder';
  const options = mountOptionOffers(row);
  const isBare = row.kind === 'anonymous' && row.option !== 'mount';
  return html`
    ${choice({
      value: row.kind,
      label: page.mountKind,
      options: mountKinds.map(kind => [kind, page[kindTexts[kind]]] as const),
      change: kind => form.changeRow(mountRows, key, asMountKind(row, kind as MountKind)),
    })}
    <span class="with-sign">
      ${field({
        ...{ value: row.source, label: page.source, describedBy, isDisabled: !hasSource },
        ...(row.kind === 'volume' && { list: 'd-volumes' }),
        change: source => change({ source }),
      })}
      ${
        row.kind === 'folder'
          ? html`${sign('folder', page.chooseFolder, () => void choose('folder'))}
            ${sign('file', page.chooseFile, () => void choose('file'))}`
          : nothing
      }
    </span>
    ${field({
      ...{ value: row.target, label: page.target, describedBy, hint: '/data' },
      change: target => change({ target }),
    })}
    ${field({
      ...{ value: row.options, label: page.mountOptions, describedBy, isDisabled: isBare },
      ...{ hint: options[0] ?? '', list: `d-${row.option}-${row.kind}` },
      change: text => change({ options: text }),
    })}
    ${offers(`d-${row.option}-${row.kind}`, options)}
    ${
      isBare
        ? html`<span></span>`
        : check(page.readOnly, row.isReadOnly, isReadOnly => change({ isReadOnly }))
    }
  `;
}

function mountHint({ texts: { page }, known, engine }: RunState, row: MountRow): unknown {
  if (row.kind === 'folder' && engine?.isLocal === false) return warning(page.remoteFolder);
  const isNew =
    row.kind === 'volume' &&
    engine !== undefined &&
    row.source !== '' &&
    !known.volumes.includes(row.source);
  return isNew ? info(fill(page.newVolume, plain(row.source, 80))) : nothing;
}
