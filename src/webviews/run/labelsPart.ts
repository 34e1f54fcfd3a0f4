import { html, nothing } from 'lit';
import { formatKeyValue } from '../../docker/keyValue';
import { plain } from '../../docker/plainText';
import { inheritedEnv } from '../../docker/run/envRow';
import { listOf } from '../../docker/run/spec';
import type { RunState } from '../../protocol/run';
import type { Form } from './form';
import { textButton } from './parts';
import { textRows } from './rows';

/** The labels that the image brings. */
export function labelsPart(form: Form, { texts: { page } }: RunState): unknown {
  const labels = Object.entries(form.facts?.labels ?? {});
  const texts = labels.map(([key, value]) => formatKeyValue({ key, value }));
  const own = inheritedEnv(texts, listOf(form.spec, 'label'));
  if (own.length === 0) return nothing;
  return html`<ul class="inherited-list" aria-label=${page.fromImage}>
    ${own.map(row => {
      const text = plain(formatKeyValue(row), 300);
      return html`<li class="inherited">
        <code class="text" dir="ltr" title=${text}>${text}</code>
        <span class="origin">${page.fromImage}</span>
        ${textButton(page.override, () => form.addRow(textRows('label'), formatKeyValue(row)))}
      </li>`;
    })}
  </ul>`;
}
