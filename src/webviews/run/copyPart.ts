import { html, nothing, type TemplateResult } from 'lit';
import { plain } from '../../docker/plainText';
import type { RunState } from '../../protocol/run';
import { fill } from '../lib/fill';
import type { CopyForm } from './deeds';
import type { Form } from './form';

/** Names of programs and formats: the same in every language. */
const forms: readonly (readonly [CopyForm, string])[] = [
  ['bash', 'bash'],
  ['powershell', 'PowerShell'],
  ['cmd', 'cmd'],
  ['compose', 'Compose'],
  ['json', 'JSON'],
];

/** The same run in other words, for the clipboard. */
export function copyPart(form: Form, { texts: { page } }: RunState): TemplateResult {
  return html`<div class="copy-as" role="group" aria-labelledby="copy-as">
    <span id="copy-as">${page.copyAs}</span>
    ${forms.map(
      ([as, name]) => html`<button
        class="small-button"
        data-copy=${as}
        @click=${() => void form.deeds.copy(as, form.draft, form.apiVersion)}
      >
        ${form.deeds.copied === as ? page.copied : name}
      </button>`,
    )}
  </div>`;
}

/** What got lost on the way to Compose, for as long as the run is the one that was copied. */
export function leftPart(form: Form, { texts: { page } }: RunState): unknown {
  const { left, leftOf } = form.deeds;
  if (left.length === 0 || leftOf !== form.spec) return nothing;
  const flags = left.map(flag => plain(flag, 60)).join(', ');
  return fill(page.composeLeft, plain(flags, 600));
}
