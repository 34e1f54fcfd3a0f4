import { html, nothing, type TemplateResult } from 'lit';
import type {
  KindUsageView,
  MeasuredView,
  SystemState,
  SystemTexts,
  UsageEntryView,
  UsageKind,
} from '../../protocol/system';
import { fill } from '../lib/fill';
import { icons } from '../lib/icons';
import { ago, dateOf, timeOf } from '../lib/when';
import type { Act } from './act';

/** What the engine keeps on the disk: asked for by a button, as it takes long. */
export function usagePart(
  { usage, texts, link }: SystemState,
  open: ReadonlySet<UsageKind>,
  act: Act,
): TemplateResult {
  const { measured, measuringSinceMs, failure } = usage;
  const lost = link.phase !== 'connected';
  return html`<section aria-labelledby="usage" aria-busy=${measuringSinceMs !== undefined}>
    <div class="title">
      <h2 id="usage">${texts.diskUsage}</h2>
      ${measured ? whenMeasured(measured, texts) : nothing}
      <div class="actions">
        ${
          measuringSinceMs === undefined
            ? measured && measureButton(texts.measureAgain, lost, act, true)
            : measuring(measuringSinceMs, texts, act)
        }
      </div>
    </div>
    ${failure === undefined ? nothing : html`<p class="failure" role="alert">${failure}</p>`}
    ${measured ? figures(measured, texts, open, lost, act) : nothing}
    ${
      measured || measuringSinceMs !== undefined
        ? nothing
        : html`<div class="empty">
            <p class="lead">${texts.notMeasured}</p>
            <p>${texts.notMeasuredHint}</p>
            ${measureButton(texts.measure, lost, act, false)}
          </div>`
    }
  </section>`;
}

function whenMeasured({ atMs, tookSeconds, outdated }: MeasuredView, texts: SystemTexts): unknown {
  const at = timeOf(atMs, texts.language);
  return html`<p class="when">
    ${fill(texts.measuredAt, at, tookSeconds)}
    ${outdated ? html`<strong>${texts.outdated}</strong>` : nothing}
  </p>`;
}

function measureButton(text: string, lost: boolean, act: Act, again: boolean): TemplateResult {
  return html`<vscode-button
    ?secondary=${again}
    ?disabled=${lost}
    @click=${() => act.ask('measure')}
  >${text}</vscode-button>`;
}

function measuring(sinceMs: number, texts: SystemTexts, act: Act): TemplateResult {
  const seconds = Math.max(0, Math.round((Date.now() - sinceMs) / 1000));
  return html`
    <vscode-progress-ring aria-hidden="true"></vscode-progress-ring>
    <span class="measuring">${fill(texts.measuring, String(seconds))}</span>
    <vscode-button secondary @click=${() => act.ask('cancel')}>${texts.cancel}</vscode-button>
  `;
}

function figures(
  measured: MeasuredView,
  texts: SystemTexts,
  open: ReadonlySet<UsageKind>,
  lost: boolean,
  act: Act,
): TemplateResult {
  const whole = measured.kinds.reduce((sum, { bytes }) => sum + bytes, 0);
  const share = (bytes: number): number => (whole > 0 ? bytes / whole : 0);
  return html`
    <p class="total">
      <span><b>${measured.total}</b> ${texts.onDisk}</span>
      <span><b>${measured.freeable}</b> ${texts.canBeFreed}</span>
    </p>
    <slipway-bar
      class="whole"
      .shares=${measured.kinds.map(({ bytes }) => share(bytes))}
      .names=${measured.kinds.map(({ kind }) => kind)}
    ></slipway-bar>
    <table class="kinds">
      <thead>
        <tr>
          <th scope="col">${texts.kind}</th>
          <th scope="col" class="wide"><span class="key"><i class="used"></i>${texts.inUse}</span>
            <span class="key"><i class="free"></i>${texts.unused}</span></th>
          <th scope="col" class="number">${texts.size}</th>
          <th scope="col" class="number">${texts.canBeFreed}</th>
          <td></td>
        </tr>
      </thead>
      ${measured.kinds.map(kind => kindRows(kind, texts, open.has(kind.kind), lost, act))}
    </table>
  `;
}

function kindRows(
  view: KindUsageView,
  texts: SystemTexts,
  isOpen: boolean,
  lost: boolean,
  act: Act,
): TemplateResult {
  const { kind, title, bytes, freeableBytes } = view;
  const free = bytes > 0 ? freeableBytes / bytes : 0;
  return html`<tbody class=${`kind ${kind}`}>
    <tr>
      <th scope="row">
        <button
          class="toggle"
          aria-expanded=${isOpen}
          aria-label=${fill(texts.details, title)}
          @click=${() => act.toggle(kind)}
        >
          ${icons.chevron}<i class="swatch"></i><span>${title}</span>
        </button>
        <span class="count">${view.count}</span>
      </th>
      <td class="wide">
        <slipway-bar
          .shares=${bytes > 0 ? [1 - free, free] : []}
          .names=${['used', 'free']}
        ></slipway-bar>
      </td>
      <td class="number">${view.size}</td>
      <td class="number">${view.freeable}</td>
      <td class="action">${pruneButton(view, texts, lost, act)}</td>
    </tr>
    ${isOpen ? html`<tr class="largest"><td colspan="5">${largest(view, texts, act)}</td></tr>` : nothing}
  </tbody>`;
}

function pruneButton(
  { kind, prune }: KindUsageView,
  texts: SystemTexts,
  lost: boolean,
  act: Act,
): unknown {
  if (prune === undefined) return nothing;
  return html`<vscode-button
    secondary
    title=${prune}
    aria-label=${prune}
    ?disabled=${lost}
    @click=${() => act.ask('prune', kind)}
  >${texts.remove}</vscode-button>`;
}

function largest(view: KindUsageView, texts: SystemTexts, act: Act): TemplateResult {
  const { kind, entries, heading, notes } = view;
  if (entries.length === 0) return html`<p class="note">${texts.nothing}</p>`;
  const most = Math.max(1, ...entries.map(({ bytes }) => bytes));
  return html`
    ${notes.map(note => html`<p class="note">${note}</p>`)}
    <table class="entries">
      ${heading === '' ? nothing : html`<caption>${heading}</caption>`}
      <thead>
        <tr>
          <th scope="col">${texts.name}</th>
          <th scope="col">${texts.usedBy}</th>
          <th scope="col" class="wide">${kind === 'cache' ? texts.lastUsed : texts.made}</th>
          <td class="wide"></td>
          <th scope="col" class="number">${texts.size}</th>
        </tr>
      </thead>
      <tbody>${entries.map(entry => entryRow(kind, entry, most, texts, act))}</tbody>
    </table>
  `;
}

function entryRow(
  kind: UsageKind,
  entry: UsageEntryView,
  most: number,
  texts: SystemTexts,
  act: Act,
): TemplateResult {
  const { id, name, bytes, timeSeconds, inUse } = entry;
  const ms = timeSeconds * 1000;
  const { language } = texts;
  return html`<tr>
    <td class="name" title=${name}>
      ${
        entry.canInspect
          ? html`<button class="link" @click=${() => act.ask('inspect', { kind, id })}>${name}</button>`
          : html`<span>${name}</span>`
      }
    </td>
    <td class=${inUse ? 'used' : 'unused'}>${entry.detail}</td>
    <td class="wide" title=${ms > 0 ? dateOf(ms, language) : ''}>
      ${ms > 0 ? ago(ms, language) : nothing}
    </td>
    <td class="wide bar">
      <slipway-bar .shares=${[bytes / most]} .names=${[inUse ? 'used' : 'free']}></slipway-bar>
    </td>
    <td class="number">${entry.size}</td>
  </tr>`;
}
