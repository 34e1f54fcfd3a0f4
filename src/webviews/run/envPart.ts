import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { plain } from '../../docker/plainText';
import { withOption } from '../../docker/run/edit';
import { type EnvRow, fromEnvBlock, inheritedEnv, toEnvBlock } from '../../docker/run/envRow';
import { isSecretReference } from '../../docker/run/secrets';
import { listOf } from '../../docker/run/spec';
import { isSecretName } from '../../docker/secretName';
import type { RunState } from '../../protocol/run';
import { icons } from '../lib/icons';
import type { Form } from './form';
import { addButton, field, remarks, sign, textButton } from './parts';
import { envRows, indexesOf, type Kept } from './rows';

/** The variables, in rows or as a block of text, and those that the image brings. */
export function envPart(form: Form, state: RunState): unknown {
  const { page, label, help } = state.texts;
  const block = toEnvBlock(listOf(form.spec, 'env'));
  const isText = form.asText && block !== undefined;
  return html`<div class="option list whole" role="group" aria-labelledby="l-env" data-option="env">
    <div class="label">
      <span id="l-env">${label.env}</span><code>--env</code>
      ${
        block === undefined
          ? nothing
          : textButton(isText ? page.asRows : page.asText, () => form.toggleText(), 'origin')
      }
    </div>
    ${isText ? textBlock(form, state, block) : rowsPart(form, state)}
    <p class="help" id="h-env">${help.env}</p>
    ${remarks(form.problems.of('env'), 'p-env')}
    ${guard([form.facts, form.spec.options.env, state.texts], () => inheritedPart(form, state))}
  </div>`;
}

function textBlock(form: Form, { texts }: RunState, block: string): unknown {
  const change = (event: Event): void => {
    const { value } = event.target as HTMLTextAreaElement;
    form.blockText = value;
    form.edit(withOption(form.spec, 'env', fromEnvBlock(value)));
  };
  // What is typed may have empty lines, which say nothing: it stays while it says the same.
  const isSame = fromEnvBlock(form.blockText).join('\n') === block;
  const told = listOf(form.spec, 'env').flatMap((_, index) => form.problems.at('env', index));
  return html`<textarea
      class="block"
      dir="ltr"
      spellcheck="false"
      aria-label=${texts.label.env}
      aria-describedby="h-env p-env-all"
      .value=${live(isSame ? form.blockText : block)}
      @input=${change}
    ></textarea>
    ${remarks(told, 'p-env-all')}`;
}

function rowsPart(form: Form, state: RunState): TemplateResult {
  const { page } = state.texts;
  const rows = form.rows(envRows);
  const indexes = indexesOf(envRows, rows);
  return html`
    ${
      rows.length > 0
        ? html`<div class="grid-head env" aria-hidden="true">
            <span>${page.name}</span><span>${page.value}</span>
          </div>`
        : nothing
    }
    ${repeat(
      rows,
      ({ key }) => key,
      row => envRow(form, state, row, indexes.get(row.key)),
    )}
    ${addButton(page.add, 'env', () => form.addRow(envRows))}
  `;
}

function envRow(
  form: Form,
  { texts: { page } }: RunState,
  { key, row }: Kept<EnvRow>,
  index: number | undefined,
): TemplateResult {
  const told = form.problems.at('env', index);
  const isSecret = form.secrets.has(row.key);
  const isMasked = isSecret && !isSecretReference(row.value ?? '');
  const isShown = form.isShown(key);
  const describedBy = `p-env-${key}`;
  const isWrong = told.some(({ severity }) => severity === 'error');
  return html`<div class="row-group" data-key=${key}>
    <div class="row env">
      ${field({
        ...{ value: row.key, label: page.name, describedBy, isWrong },
        change: text => {
          form.secrets.rename(row.key, text);
          form.changeRow(envRows, key, { ...row, key: text });
        },
      })}
      <span class="with-sign">
        ${field({
          ...{ value: row.value ?? '', label: page.value, describedBy },
          isSecret: isMasked && !isShown,
          change: value => form.changeRow(envRows, key, { ...row, value }),
        })}
        ${
          isMasked
            ? sign(isShown ? 'eyeClosed' : 'eye', isShown ? page.hideValue : page.showValue, () =>
                form.toggleSecret(key),
              )
            : nothing
        }
        ${secretSign(form, row.key, page)}
      </span>
      ${sign('remove', page.remove, () => form.removeRow(envRows, key), 'remove')}
    </div>
    ${remarks(told, describedBy)}
  </div>`;
}

/** Marks a variable as secret; those whose names say so are without being marked. */
function secretSign(form: Form, name: string, page: RunState['texts']['page']): TemplateResult {
  const isByName = isSecretName(name);
  const label = isByName ? page.secretByName : page.markSecret;
  const isSecret = form.secrets.has(name);
  return html`<button
    class="sign toggle-secret"
    title=${label}
    aria-label=${label}
    aria-pressed=${isSecret}
    ?disabled=${isByName || name === ''}
    @click=${() => form.secrets.mark(name, !isSecret)}
  >
    ${icons.key}
  </button>`;
}

function inheritedPart(form: Form, { texts: { page } }: RunState): unknown {
  const own = inheritedEnv(form.facts?.env ?? [], listOf(form.spec, 'env'));
  if (own.length === 0) return nothing;
  return html`<ul class="inherited-list" aria-label=${page.fromImage}>
    ${own.map(row => {
      const { key, value = '' } = row;
      const shown = isSecretName(key) ? '••••••••' : plain(value, 300);
      return html`<li class="inherited">
        <code class="text" dir="ltr" title=${isSecretName(key) ? nothing : shown}>
          ${plain(key, 100)}=${shown}
        </code>
        <span class="origin">${page.fromImage}</span>
        ${textButton(page.override, () => form.addRow(envRows, row))}
      </li>`;
    })}
  </ul>`;
}
