import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement } from 'lit/decorators.js';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import type { RunProtocol, RunState } from '../../protocol/run';
import { fill } from '../lib/fill';
import { connect } from '../lib/host';
import { icons } from '../lib/icons';
import { changeEnd } from './changeEnd';
import { isInSight } from './changeForm';
import { changeHead, changePart } from './changePart';
import { endPart } from './endPart';
import { Form } from './form';
import { headPart } from './headPart';
import { linePart } from './linePart';
import { sectionPart } from './sectionPart';
import { found, sections } from './sections';

const host = connect<RunProtocol>();

@customElement('slipway-run')
export class RunPage extends LitElement {
  private readonly form = new Form(host, () => this.requestUpdate());
  private hadFocus = false;

  /** In the page itself, where its style sheets reach. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const asked = host.ask('texts');
    // In their order, each once there are words for it.
    host.onState(told => void asked.then(texts => this.form.tell({ ...told, texts })));
    asked.catch(error => console.error(error));
    void this.form.begin().catch(error => console.error(error));
  }

  /** Run and Cancel take each other's place: the keyboard stays with them. */
  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    this.hadFocus = document.activeElement?.matches('vscode-button.control') ?? false;
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    const { focusNext } = this.form;
    this.form.focusNext = [];
    for (const selector of focusNext) {
      const next = this.querySelector<HTMLElement>(selector);
      next?.focus();
      if (next) return;
    }
    if (!this.hadFocus || document.activeElement?.matches('vscode-button.control')) return;
    const control = this.querySelector<LitElement>('vscode-button.control');
    // A new button takes the focus only once it is drawn.
    void control?.updateComplete.then(() => control.focus());
  }

  override render(): unknown {
    const { form } = this;
    const { state } = form;
    if (!state) return nothing;
    const { change } = state;
    if (change && isInSight(change)) {
      return html`
        <div role="status">${linkBanner(state)}</div>
        <main>${changePart(form, change)}</main>
        <footer>${changeEnd(form, state, change)}</footer>
      `;
    }
    const matches = found(form.query, state.texts);
    return html`
      <div role="status">${linkBanner(state)}</div>
      <main>
        ${change ? changeHead(form, change) : nothing}
        ${headPart(form, state)}
        <div class="sections">
          ${sections.map(section => sectionPart(form, state, section, matches))}
          <p class="note" role="status">
            ${matches?.size === 0 ? fill(state.texts.page.noOption, form.query) : nothing}
          </p>
        </div>
      </main>
      <footer>
        ${linePart(form, state)}${change ? changeEnd(form, state, change) : endPart(form, state)}
      </footer>
    `;
  }
}

function linkBanner({ link }: RunState): unknown {
  if (link.phase === 'connected') return nothing;
  return html`<div class=${link.phase === 'lost' ? 'banner error' : 'banner'}>
    ${link.phase === 'lost' ? icons.warning : nothing}
    <p>${link.sentence}</p>
  </div>`;
}
