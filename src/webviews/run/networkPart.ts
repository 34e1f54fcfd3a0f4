import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { isUserNetwork, parseNetworkMode } from '../../docker/networkMode';
import { plain } from '../../docker/plainText';
import { networksOf } from '../../docker/run/networkingConfig';
import { blankNetwork, type NetworkRow, takesMore } from '../../docker/run/networkRow';
import type { TextRow } from '../../docker/run/portRow';
import { addressMisfit, linkedNames, namesOf } from '../../docker/run/reachedBy';
import { textOf } from '../../docker/run/spec';
import type { RunNetwork, RunState } from '../../protocol/run';
import { fill } from '../lib/fill';
import type { Form } from './form';
import { isOffered } from './hints';
import { namesPart } from './namesPart';
import { addButton, choice, field, info, offers, remarks, sign, warning } from './parts';
import { indexesOf, type Kept, kept, networkRows } from './rows';
import { sharedWith, sharedWord } from './sharedPart';

type Mode = 'default' | 'bridge' | 'host' | 'none' | 'container' | 'network';

/** Which network it lives in; of the user's own there may be several. */
export function networkPart(form: Form, state: RunState): unknown {
  const { page, help } = state.texts;
  const rows = form.rows(networkRows);
  const mode = modeOf(rows);
  const own = state.known.networks.filter(({ isUsers }) => isUsers);
  const hasRows = mode === 'network' || rows.length > 1;
  return html`<div class="option list whole" role="group" aria-labelledby="l-network" data-option="network">
    <div class="label">
      <label id="l-network" for="o-network">${page.networkMode}</label><code>--network</code>
    </div>
    <div class="row network-mode">
      ${choice({
        id: 'o-network',
        value: mode,
        describedBy: 'h-network',
        options: [
          ['default', page.unset],
          ['bridge', 'bridge'],
          ['host', 'host'],
          ['none', 'none'],
          ['container', 'container:'],
          ['network', page.networkUsers],
        ],
        change: to => form.replaceRows(networkRows, rowsFor(to as Mode, state, own)),
      })}
      ${mode === 'container' && !hasRows ? sharedWith(form, state, rows[0]) : nothing}
    </div>
    ${hasRows ? rowsPart(form, state, rows, own) : nothing}
    <p class="help" id="h-network">${help.network}</p>
    ${hasRows ? nothing : remarks(form.problems.at('network', 0))}
    ${remarks(form.problems.of('network'), 'p-network')}
    ${misfits(state, textOf(form.spec, 'ip'), networksOf(form.spec)[0]?.target ?? '')}
    ${reached(form, state, mode)}${namesPart(form, state)}
  </div>`;
}

function modeOf([first]: readonly Kept<NetworkRow | TextRow>[]): Mode {
  if (first === undefined) return 'default';
  if (first.row.kind === 'text' || first.row.target === '') return 'network';
  const { kind } = parseNetworkMode(first.row.target);
  return kind === 'rootless' ? 'network' : kind;
}

function rowsFor(
  mode: Mode,
  { known }: RunState,
  own: readonly RunNetwork[],
): readonly Kept<NetworkRow | TextRow>[] {
  const row = (target: string): readonly Kept<NetworkRow>[] => [
    kept({ ...blankNetwork, target }, true),
  ];
  if (mode === 'default') return [];
  if (mode === 'container') return row(`container:${known.containers.find(isOffered)?.name ?? ''}`);
  return row(mode === 'network' ? (own[0]?.name ?? '') : mode);
}

function rowsPart(
  form: Form,
  state: RunState,
  rows: readonly Kept<NetworkRow | TextRow>[],
  own: readonly RunNetwork[],
): TemplateResult {
  const { page } = state.texts;
  const indexes = indexesOf(networkRows, rows);
  return html`
    <div class="grid-head networks" aria-hidden="true">
      <span>${page.name}</span><span>${page.aliases}</span>
      <span>${page.address} (IPv4)</span><span>${page.address} (IPv6)</span>
      <span>${page.macAddress}</span>
    </div>
    ${repeat(
      rows,
      ({ key }) => key,
      row => networkRow(form, state, row, indexes.get(row.key)),
    )}
    ${offers(
      'd-networks',
      own.map(({ name }) => name),
    )}
    ${addButton(page.add, 'network', () => form.addRow(networkRows))}
  `;
}

function networkRow(
  form: Form,
  state: RunState,
  { key, row }: Kept<NetworkRow | TextRow>,
  index: number | undefined,
): TemplateResult {
  const { page, label } = state.texts;
  const told = form.problems.at('network', index);
  const describedBy = `p-network-${key}`;
  const remove = sign('remove', page.remove, () => form.removeRow(networkRows, key), 'remove');
  if (row.kind === 'text') {
    return html`<div class="row-group" data-key=${key}>
      <div class="row">
        ${field({
          ...{ value: row.text, label: label.network, describedBy },
          change: text => form.changeRow(networkRows, key, { kind: 'text', text }),
        })}
        ${remove}
      </div>
      ${remarks(told, describedBy)}
    </div>`;
  }
  const cell = (name: 'target' | 'aliases' | 'ip' | 'ip6' | 'mac', text: string, list?: string) =>
    field({
      ...{ value: row[name], label: text, describedBy, ...(list !== undefined && { list }) },
      isDisabled: name !== 'target' && row[name] === '' && !takesMore(row),
      change: value => form.changeRow(networkRows, key, { ...row, [name]: value }),
    });
  return html`<div class="row-group" data-key=${key}>
    <div class="row networks">
      ${cell('target', page.name, 'd-networks')} ${cell('aliases', page.aliases)}
      ${cell('ip', `${page.address} (IPv4)`)} ${cell('ip6', `${page.address} (IPv6)`)}
      ${cell('mac', page.macAddress)} ${remove}
    </div>
    ${remarks(told, describedBy)}
    ${missing(state, row.target)}
    ${misfits(state, row.ip, row.target)}${misfits(state, row.ip6, row.target)}
  </div>`;
}

/** A word where there is no network of that name; of an id nothing is known here. */
function missing({ known, engine, texts: { page } }: RunState, target: string): unknown {
  const isThere = known.networks.some(({ name }) => name === target);
  const isName = isUserNetwork(target) && !/^[0-9a-f]{12,64}$/.test(target);
  if (engine === undefined || !known.isWhole || isThere || !isName) return nothing;
  return warning(fill(page.networkMissing, plain(target, 80)));
}

/** A word where an address lies outside of its network, or is somebody else's. */
function misfits({ known, texts: { page } }: RunState, ip: string, target: string): unknown {
  const network = known.networks.find(({ name }) => name === target);
  const misfit = network && addressMisfit(ip, network);
  if (misfit === undefined) return nothing;
  if (misfit === 'taken') return warning(fill(page.addressTaken, ip));
  return warning(fill(page.addressOutside, ip, network?.subnets.join(', ') ?? ''));
}

function reached(form: Form, state: RunState, mode: Mode): unknown {
  const { page } = state.texts;
  const names = namesOf(form.spec);
  if (names.length > 0) return info(fill(page.resolves, plain(names.join(', '), 300)));
  if (mode === 'host') return info(page.modeHost);
  if (mode === 'none') return info(page.modeNone);
  if (mode === 'container') return sharedWord(form, state);
  const isNameless = mode === 'default' || mode === 'bridge';
  const hasNone = networksOf(form.spec).every(({ target }) => !isUserNetwork(target));
  if (!isNameless || !hasNone) return nothing;
  const linked = linkedNames(form.spec).join(', ');
  return info(linked === '' ? page.noNames : fill(page.onlyLinks, plain(linked, 300)));
}
