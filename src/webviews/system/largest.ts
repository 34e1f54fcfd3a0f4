import { html, nothing, type TemplateResult } from 'lit';
import type { KindUsageView, SystemTexts, UsageEntryView, UsageKind } from '../../protocol/system';
import { ago, dateOf } from '../lib/when';
import type { Act } from './act';

/** The largest things of a kind, in a table below its row. */
export function largest(view: KindUsageView, texts: SystemTexts, act: Act): TemplateResult {
  const { kind, entries, heading, notes } = view;
  if (entries.length === 0) return html`<p class="note">${texts.nothing}</p>`;
  const most = Math.max(1, ...entries.map(({ bytes }) => bytes));
  return html`
    ${notes.map(note => html`<p class="note">${note}</p>`)}
    <table class="entries">
      ${heading === '' ? nothing : html`<caption class="caption">${heading}</caption>`}
      <thead>
        <tr>
          <th scope="col" class="column first">${texts.name}</th>
          <th scope="col" class="column use">
            ${kind === 'container' ? texts.state : texts.usedBy}
          </th>
          <th scope="col" class="column wide time">
            ${kind === 'cache' ? texts.lastUsed : texts.made}
          </th>
          <td class="column wide share"></td>
          <th scope="col" class="column number size">${texts.size}</th>
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
  const { id, name, fullName, bytes, timeSeconds, inUse } = entry;
  const ms = timeSeconds * 1000;
  const { language } = texts;
  return html`<tr class="entry">
    <td class="small first" title=${fullName}>
      ${
        entry.canInspect
          ? html`<button class="link" @click=${() => act.ask('inspect', { kind, id })}>${name}</button>`
          : html`<span class="link">${name}</span>`
      }
    </td>
    <td class=${inUse ? 'small' : 'small quiet'}>${entry.detail}</td>
    <td class="small wide quiet" title=${ms > 0 ? dateOf(ms, language) : ''}>
      ${ms > 0 ? ago(ms, language) : nothing}
    </td>
    <td class="small wide">
      <slipway-bar .shares=${[bytes / most]} .names=${[inUse ? 'used' : 'free']}></slipway-bar>
    </td>
    <td class="small number">${entry.size}</td>
  </tr>`;
}
