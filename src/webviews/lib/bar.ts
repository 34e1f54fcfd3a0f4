import { css, html, LitElement, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';

/**
 * A bar of parts next to each other, each a share of the whole. It only repeats figures that stand
 * beside it, so assistive technology does not meet it.
 */
@customElement('slipway-bar')
export class Bar extends LitElement {
  /** Each 0 to 1; what is left of 1 stays empty. */
  @property({ attribute: false }) shares: readonly number[] = [];
  /** The CSS class of each part, `part-<name>` outside. */
  @property({ attribute: false }) names: readonly string[] = [];

  static override readonly styles = css`
    :host {
      display: flex;
      gap: 1px;
      block-size: 8px;
      min-inline-size: 2rem;
      overflow: hidden;
      border-radius: 4px;
      background: var(--slipway-track);
      outline: 1px solid var(--slipway-track-edge, transparent);
    }
    span {
      flex: none;
      inline-size: 0;
      background: currentColor;
    }
  `;

  override connectedCallback(): void {
    super.connectedCallback();
    this.setAttribute('aria-hidden', 'true');
  }

  override render(): unknown {
    return this.shares.map((_, index) => html`<span part=${this.names[index] ?? 'part'}></span>`);
  }

  /** By script, for a style attribute would be refused by the page's policy. */
  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    const parts = this.renderRoot.querySelectorAll<HTMLElement>('span');
    for (const [index, part] of [...parts].entries()) {
      const share = Math.min(1, Math.max(0, this.shares[index] ?? 0));
      part.style.inlineSize = `${(share * 100).toFixed(2)}%`;
      // A part that is there is seen, however small it is.
      part.style.minInlineSize = share > 0 ? '2px' : '0';
    }
  }
}
