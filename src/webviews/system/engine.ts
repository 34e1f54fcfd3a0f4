import { html, nothing, type TemplateResult } from 'lit';
import type {
  EngineView,
  Fact,
  FactGroup,
  SystemState,
  SystemTexts,
  WarningView,
} from '../../protocol/system';
import { icons } from '../lib/icons';
import type { Act } from './act';

/** Why there is no connection, and the way to try again. */
export function linkBanner({ link, texts }: SystemState, act: Act): unknown {
  if (link.phase === 'connected') return nothing;
  if (link.phase === 'connecting') {
    return html`<div class="banner">
      <vscode-progress-ring aria-hidden="true"></vscode-progress-ring>
      <p>${link.sentence}</p>
    </div>`;
  }
  return html`<div class="banner error">
    ${icons.warning}
    <p>${link.sentence}</p>
    <vscode-button @click=${() => act.ask('refresh')}>${texts.tryAgain}</vscode-button>
  </div>`;
}

export function engineHead({ texts, link }: SystemState, engine: EngineView, act: Act): unknown {
  const lost = link.phase !== 'connected';
  return html`
    <header>
      <div class="title">
        <h1>${engine.title}</h1>
        ${lost ? nothing : html`<span class="state">${link.sentence}</span>`}
        <div class="actions">
          <vscode-button secondary @click=${() => act.ask('showEvents')}>
            ${texts.showEvents}
          </vscode-button>
          <vscode-button secondary ?disabled=${lost} @click=${() => act.ask('refresh')}>
            ${texts.refresh}
          </vscode-button>
        </div>
      </div>
      <ul class="about">${engine.about.map(text => html`<li>${text}</li>`)}</ul>
    </header>
    <dl class="counts">
      ${engine.counts.map(
        ({ label, value, parts }) => html`<div>
          <dt>${label}</dt>
          <dd class="value">${value}</dd>
          ${parts.map(part => html`<dd class="part">${part}</dd>`)}
        </div>`,
      )}
    </dl>
    ${engine.warnings.length > 0 ? warningsPart(engine.warnings, texts) : nothing}
  `;
}

function warningsPart(warnings: readonly WarningView[], texts: SystemTexts): TemplateResult {
  return html`<section aria-labelledby="warnings">
    <h2 id="warnings">${texts.warnings}</h2>
    <ul class="warnings">
      ${warnings.map(
        ({ meaning, cure, own }) => html`<li>
          ${icons.warning}
          <div>
            <p class="meaning">${meaning ?? own}</p>
            ${cure === undefined ? nothing : html`<p>${cure}</p>`}
            ${
              meaning === undefined
                ? nothing
                : html`<details>
                    <summary>${texts.engineSays}</summary>
                    ${own.split('\n').map(line => html`<p class="own">${line}</p>`)}
                  </details>`
            }
          </div>
        </li>`,
      )}
    </ul>
  </section>`;
}

export function engineParts(engine: EngineView, texts: SystemTexts): TemplateResult {
  return html`<section aria-labelledby="about">
    <h2 id="about">${texts.about}</h2>
    <div class="groups">${engine.groups.map(group => factGroup(group))}</div>
  </section>`;
}

function factGroup({ title, facts }: FactGroup): TemplateResult {
  return html`<section class="group">
    <h3>${title}</h3>
    <dl>${facts.map(fact => factRow(fact))}</dl>
  </section>`;
}

function factRow({ name, values, code, note }: Fact): TemplateResult {
  const shown = (value: string): unknown => (code ? html`<code>${value}</code>` : value);
  return html`<div>
    <dt>${name}</dt>
    <dd>
      ${values.map(value => html`<span class="line">${shown(value)}</span>`)}
      ${note === undefined ? nothing : html`<span class="note">${note}</span>`}
    </dd>
  </div>`;
}
