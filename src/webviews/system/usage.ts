import { html, nothing, type TemplateResult } from 'lit';
import type {
  KindUsageView,
  MeasuredView,
  SystemState,
  SystemTexts,
  UsageKind,
} from '../../protocol/system';
import { fill } from '../lib/fill';
import { icons } from '../lib/icons';
import { timeOf } from '../lib/when';
import type { Act } from './act';
import { largest } from './largest';

/** What the engine keeps on the disk: asked for by a button, as it takes long. */
export function usagePart(
  { usage, texts, link }: SystemState,
  open: ReadonlySet<UsageKind>,
  act: Act,
): TemplateResult {
  const { measured, measuringSinceMs, failure } = usage;
  const lost = link.phase !== 'connected';
  const how =
    measuringSinceMs === undefined
      ? measureButton(texts, lost, act, measured !== undefined)
      : measuring(measuringSinceMs, texts, act);
  return html`<section aria-labelledby="usage" aria-busy=${measuringSinceMs !== undefined}>
    <div class="title">
      <h2 id="usage">${texts.diskUsage}</h2>
      ${measured ? whenMeasured(measured, texts) : nothing}
      <div class="actions">${measured ? how : nothing}</div>
    </div>
    ${failure === undefined ? nothing : html`<p class="failure" role="alert">${failure}</p>`}
    ${
      measured
        ? figures(measured, texts, open, lost, act)
        : html`<div class="empty">
            ${
              measuringSinceMs === undefined
                ? html`<p class="lead">${texts.notMeasured}</p>`
                : nothing
            }
            <p>${texts.notMeasuredHint}</p>
            <div class="how">${how}</div>
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

function measureButton(
  texts: SystemTexts,
  lost: boolean,
  act: Act,
  again: boolean,
): TemplateResult {
  return html`<vscode-button
    class="control"
    ?secondary=${again}
    ?disabled=${lost}
    @click=${() => act.ask('measure')}
  >${again ? texts.measureAgain : texts.measure}</vscode-button>`;
}

function measuring(sinceMs: number, texts: SystemTexts, act: Act): TemplateResult {
  const seconds = Math.max(0, Math.round((Date.now() - sinceMs) / 1000));
  return html`
    <vscode-progress-ring aria-hidden="true"></vscode-progress-ring>
    <span class="measuring">${fill(texts.measuring, String(seconds))}</span>
    <vscode-button class="control" secondary @click=${() => act.ask('cancel')}>${texts.cancel}</vscode-button>
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
      <span><b>${measured.freeable}</b> ${texts.canBeFreedTotal}</span>
    </p>
    <slipway-bar
      class="whole"
      .shares=${measured.kinds.map(({ bytes }) => share(bytes))}
      .names=${measured.kinds.map(({ kind }) => kind)}
    ></slipway-bar>
    <table class="kinds">
      <thead>
        <tr>
          <th scope="col" class="column first">${texts.kind}</th>
          <th scope="col" class="column wide">
            <span class="key"><i class="mark used"></i>${texts.inUse}</span>
            <span class="key"><i class="mark free"></i>${texts.unused}</span>
          </th>
          <th scope="col" class="column number">${texts.size}</th>
          <th scope="col" class="column number">${texts.canBeFreed}</th>
          <td class="column action"></td>
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
      <th scope="row" class="cell first">
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
      <td class="cell wide">
        <slipway-bar
          .shares=${bytes > 0 ? [1 - free, free] : []}
          .names=${['used', 'free']}
        ></slipway-bar>
      </td>
      <td class="cell number">${view.size}</td>
      <td class="cell number">${view.freeable}</td>
      <td class="cell action">${pruneButton(view, texts, lost, act)}</td>
    </tr>
    ${
      isOpen
        ? html`<tr>
            <td colspan="5" class="inside">
              ${largest(view, texts, act)}
              <div class="below">${pruneButton(view, texts, lost, act)}</div>
            </td>
          </tr>`
        : nothing
    }
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
