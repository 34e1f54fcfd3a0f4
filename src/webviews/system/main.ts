import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-progress-ring/index.js';
import type { SystemProtocol, SystemState, UsageKind } from '../../protocol/system';
import { connect } from '../lib/host';
import '../lib/bar';
import type { Act } from './act';
import { engineHead, engineParts, linkBanner } from './engine';
import { usagePart } from './usage';

const host = connect<SystemProtocol>();

/** What the user arranged: the kinds whose largest are shown. */
interface Arranged {
  readonly open: readonly UsageKind[];
}

@customElement('slipway-system')
export class SystemPage extends LitElement {
  @state() private state: SystemState | undefined;
  @state() private open: ReadonlySet<UsageKind> = new Set((host.arranged as Arranged)?.open ?? []);
  private clock: number | undefined;
  private hadFocus = false;

  /** In the page itself, where its style sheets reach. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    host.onState(told => {
      this.state = told;
      this.tick();
    });
  }

  /** Measure, Cancel and Measure Again take each other's place: the keyboard stays with them. */
  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    this.hadFocus = document.activeElement?.matches('.control') ?? false;
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    if (!this.hadFocus || document.activeElement?.matches('.control')) return;
    const control = this.querySelector<LitElement>('.control');
    // A new button takes the focus only once it is drawn.
    void control?.updateComplete.then(() => control.focus());
  }

  override render(): unknown {
    const { state: told } = this;
    if (!told) return nothing;
    const { engine, link } = told;
    const lost = link.phase !== 'connected';
    return html`
      <div role="status">${linkBanner(told, this.act)}</div>
      ${
        engine &&
        html`<main class=${lost ? 'lost' : ''}>
          ${engineHead(told, engine, this.act)}
          ${usagePart(told, this.open, this.act)}
          ${engineParts(engine, told.texts)}
        </main>`
      }
    `;
  }

  /** While it measures, the page counts the seconds by itself. */
  private tick(): void {
    const measuring = this.state?.usage.measuringSinceMs !== undefined;
    if (measuring) this.clock ??= window.setInterval(() => this.requestUpdate(), 1000);
    else {
      window.clearInterval(this.clock);
      this.clock = undefined;
    }
  }

  private readonly act: Act = {
    ask: (name, ...params) => void host.ask(name, ...params).catch(error => console.error(error)),
    toggle: kind => {
      const open = new Set(this.open);
      if (!open.delete(kind)) open.add(kind);
      this.open = open;
      host.arrange({ open: [...open] } satisfies Arranged);
    },
  };
}
