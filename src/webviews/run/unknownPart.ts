import { html, nothing } from 'lit';
import { plain } from '../../docker/plainText';
import type { UnknownOption } from '../../docker/run/spec';
import type { RunState } from '../../protocol/run';
import type { Form } from './form';
import { sign } from './parts';

/** Flags that Docker does not have: they stay until the user takes them away. */
export function unknownPart(form: Form, { texts: { page } }: RunState): unknown {
  const { unknown = [], ...rest } = form.spec;
  if (unknown.length === 0) return nothing;
  const without = (option: UnknownOption): void => {
    const others = unknown.filter(other => other !== option);
    form.edit({ ...rest, ...(others.length > 0 && { unknown: others }) });
  };
  return html`<ul class="unknown">
    ${unknown.map(
      option => html`<li class="inherited">
        <code class="text" dir="ltr">
          ${plain(option.value === undefined ? option.flag : `${option.flag}=${option.value}`, 300)}
        </code>
        ${sign('remove', page.remove, () => without(option), 'remove')}
      </li>`,
    )}
  </ul>`;
}
