import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { live } from 'lit/directives/live.js';
import { icons } from '../lib/icons';
import type { Remark } from './problemIndex';

/** What several parts of the page are made of. */

/** Problems beside what they are of; told apart by their sign and their colour. */
export function remarks(told: readonly Remark[], id?: string): unknown {
  if (told.length === 0) return nothing;
  return html`<ul class="remarks" id=${id ?? nothing}>
    ${told.map(
      ({ severity, sentence }) =>
        html`<li class=${severity}>${icons[severity]}<span>${sentence}</span></li>`,
    )}
  </ul>`;
}

export function info(sentence: string, action: unknown = nothing): TemplateResult {
  return html`<div class="remark info">${icons.info}<span>${sentence}</span>${action}</div>`;
}

export function warning(sentence: string, action: unknown = nothing): TemplateResult {
  return html`<div class="remark warning">${icons.warning}<span>${sentence}</span>${action}</div>`;
}

export interface Field {
  readonly value: string;
  readonly label?: string;
  readonly id?: string;
  readonly hint?: string;
  readonly describedBy?: string;
  readonly list?: string;
  readonly isWrong?: boolean;
  readonly isSecret?: boolean;
  readonly isDisabled?: boolean;
  readonly kind?: string;
  change(value: string): void;
}

/** A text of one line; of more where the value has them, for an input would drop them. */
export function field(of: Field): TemplateResult {
  const { value, label, id, hint = '', describedBy, list, isWrong = false, kind = '' } = of;
  const change = (event: Event): void =>
    of.change((event.target as HTMLInputElement | HTMLTextAreaElement).value);
  if (/[\r\n]/.test(value)) {
    return html`<textarea
      class=${of.isSecret ? `${kind} masked` : kind}
      dir="ltr"
      spellcheck="false"
      id=${id ?? nothing}
      aria-label=${label ?? nothing}
      aria-describedby=${describedBy ?? nothing}
      aria-invalid=${isWrong ? 'true' : nothing}
      .value=${live(value)}
      @input=${change}
    ></textarea>`;
  }
  return html`<input
    class=${kind}
    type=${of.isSecret ? 'password' : 'text'}
    dir="ltr"
    spellcheck="false"
    autocomplete="off"
    id=${id ?? nothing}
    placeholder=${hint || (label ?? '')}
    title=${label ?? nothing}
    list=${list ?? nothing}
    aria-label=${label ?? nothing}
    aria-describedby=${describedBy ?? nothing}
    aria-invalid=${isWrong ? 'true' : nothing}
    ?disabled=${of.isDisabled ?? false}
    .value=${live(value)}
    @input=${change}
  />`;
}

export interface Choice {
  readonly value: string;
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly label?: string;
  readonly id?: string;
  readonly describedBy?: string;
  change(value: string): void;
}

export function choice({ value, options, label, id, describedBy, change }: Choice): TemplateResult {
  return html`<select
    id=${id ?? nothing}
    aria-label=${label ?? nothing}
    aria-describedby=${describedBy ?? nothing}
    .value=${live(value)}
    @change=${(event: Event) => change((event.target as HTMLSelectElement).value)}
  >
    ${options.map(
      ([name, text]) => html`<option value=${name} ?selected=${name === value}>${text}</option>`,
    )}
  </select>`;
}

export function check(
  label: string,
  isOn: boolean,
  change: (isOn: boolean) => void,
  describedBy?: string,
): TemplateResult {
  return html`<label class="check">
    <input
      type="checkbox"
      aria-describedby=${describedBy ?? nothing}
      .checked=${live(isOn)}
      @change=${(event: Event) => change((event.target as HTMLInputElement).checked)}
    />
    <span>${label}</span>
  </label>`;
}

/** A button that is only a sign; its name is read out, and shown where the mouse rests. */
export function sign(
  icon: keyof typeof icons,
  label: string,
  act: () => void,
  kind = '',
): TemplateResult {
  return html`<button class="sign ${kind}" title=${label} aria-label=${label} @click=${act}>
    ${icons[icon]}
  </button>`;
}

export function textButton(label: string, act: () => void, kind = ''): TemplateResult {
  return html`<button class="small-button ${kind}" @click=${act}>${label}</button>`;
}

export function addButton(label: string, option: string, act: () => void): TemplateResult {
  return html`<button class="small-button add" data-add=${option} @click=${act}>
    ${icons.add}<span>${label}</span>
  </button>`;
}

/**
 * What a field completes from; there may be thousands of images, so it is drawn when they change.
 *
 * @param marks what stands beside a value
 */
export function offers(
  id: string,
  values: readonly string[],
  marks?: ReadonlyMap<string, string>,
): unknown {
  return guard([id, values, marks], () => {
    if (values.length === 0) return nothing;
    const options = values.map(
      value => html`<option value=${value} label=${marks?.get(value) ?? nothing}></option>`,
    );
    return html`<datalist id=${id}>${options}</datalist>`;
  });
}
