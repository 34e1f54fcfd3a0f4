import { html, nothing, type TemplateResult } from 'lit';
import type {
  ChangeData,
  ChangeNote,
  ChangeReview,
  ChangeRow,
  ChangeState,
} from '../../protocol/change';
import { fill } from '../lib/fill';
import { icons } from '../lib/icons';
import type { Form } from './form';
import { check, field, textButton } from './parts';

/** What a change does, before it is done, and how far it is. */
export function changePart(form: Form, change: ChangeState): TemplateResult {
  const { review, texts } = change;
  const isOpen = change.phase === 'reviewed';
  // What is under way comes first; what it was to do stays below.
  return html`<div class="change">
    <h1>${fill(texts.heading, change.name)}</h1>
    ${notesPart(form, change.notes, change)}
    ${change.steps.length === 0 ? nothing : stepsPart(change)}
    ${review === undefined ? nothing : reviewPart(form, change, review, isOpen)}
  </div>`;
}

/** What is said above the form, too. */
export function changeHead(form: Form, change: ChangeState): TemplateResult {
  return html`<div class="change-head">
    <p class="note">${change.texts.hint}</p>
    ${notesPart(form, change.notes, change)}
  </div>`;
}

function notesPart(form: Form, notes: readonly ChangeNote[], { texts }: ChangeState): unknown {
  if (notes.length === 0) return nothing;
  return html`<ul class="change-notes">
    ${notes.map(
      ({ severity, sentence, files }) => html`<li class="remark ${severity}">
        ${icons[severity]}<span>${sentence}</span>
        ${files.map((file, at) =>
          textButton(
            fill(texts.openFile, file),
            () => void form.change.ask({ do: 'compose', file: at }),
          ),
        )}
      </li>`,
    )}
  </ul>`;
}

function reviewPart(
  form: Form,
  change: ChangeState,
  { sentence, rows, notes, data }: ChangeReview,
  isOpen: boolean,
): TemplateResult {
  return html`
    <p class="change-lead">${sentence}</p>
    ${notesPart(form, notes, change)}
    ${rows.length === 0 ? nothing : rowsPart(rows, change)}
    ${data === undefined ? nothing : dataPart(form, change, data, isOpen)}
  `;
}

function rowsPart(rows: readonly ChangeRow[], { texts }: ChangeState): TemplateResult {
  const side = (text: string | undefined, kind: 'before' | 'after'): TemplateResult =>
    text === undefined || text === ''
      ? html`<span class="none">${texts.nothing}</span>`
      : html`<code class=${kind} dir="ltr">${text}</code>`;
  return html`<table class="change-rows">
    <thead>
      <tr>
        <th scope="col">${texts.option}</th>
        <th scope="col">${texts.before}</th>
        <th scope="col">${texts.after}</th>
      </tr>
    </thead>
    <tbody>
      ${rows.flatMap(({ label, flag, values, isLive }) =>
        values.map(
          ({ before, after }, at) => html`<tr class=${at === 0 ? 'first' : ''}>
            <th scope="row">
              ${
                at > 0
                  ? html`<span class="again">${label}</span>`
                  : html`${label} ${flag === '' ? nothing : html`<code>${flag}</code>`}
                      ${isLive ? nothing : html`<span class="how">${texts.swap}</span>`}`
              }
            </th>
            <td>${side(before, 'before')}</td>
            <td>${side(after, 'after')}</td>
          </tr>`,
        ),
      )}
    </tbody>
  </table>`;
}

function dataPart(
  form: Form,
  { texts, ...change }: ChangeState,
  { carried, emptied, layer, paths, more, commit }: ChangeData,
  isOpen: boolean,
): TemplateResult {
  const words = { added: texts.added, changed: texts.changed, deleted: texts.deleted };
  return html`
    ${
      carried.length === 0
        ? nothing
        : html`<h2>${texts.carried}</h2>
            <ul class="change-list">
              ${carried.map(
                ({ name, target }) =>
                  html`<li>${icons.done}<span>${fill(texts.carriedTo, name, target)}</span></li>`,
              )}
            </ul>`
    }
    ${
      emptied.length === 0
        ? nothing
        : html`<h2>${texts.emptied}</h2>
            <ul class="change-list">
              ${emptied.map(path => html`<li><code dir="ltr">${path}</code></li>`)}
            </ul>`
    }
    <h2>${texts.files}</h2>
    <p>${layer}</p>
    ${
      paths.length === 0
        ? nothing
        : html`<ul class="change-paths" tabindex="0" aria-label=${texts.files}>
            ${paths.map(
              ({ path, kind }) => html`<li class=${kind}>
                <span class="kind">${words[kind]}</span><code dir="ltr">${path}</code>
              </li>`,
            )}
            ${more > 0 ? html`<li class="note">${fill(texts.more, String(more))}</li>` : nothing}
          </ul>`
    }
    ${commit === undefined || !isOpen ? nothing : commitPart(form, { texts, ...change }, commit)}
  `;
}

function commitPart(
  form: Form,
  change: ChangeState,
  { returning }: NonNullable<ChangeData['commit']>,
): TemplateResult {
  const { texts } = change;
  const own = form.change;
  return html`<div class="change-commit">
    ${check(texts.commit, own.isCommitting, isOn => own.commit(isOn), 'h-commit')}
    ${
      own.isCommitting
        ? html`<div class="option">
            <label for="o-commit">${texts.commitName}</label>
            ${field({
              id: 'o-commit',
              value: own.commitName(change),
              describedBy: 'h-commit',
              change: name => own.nameCommit(name),
            })}
          </div>`
        : nothing
    }
    <p class="note" id="h-commit">${texts.commitHint} ${own.isCommitting ? returning : ''}</p>
  </div>`;
}

function stepsPart({ steps, texts, phase, outcome }: ChangeState): TemplateResult {
  const last = steps.length - 1;
  const signOf = (at: number): unknown => {
    if (at < last || (phase !== 'working' && outcome.kind !== 'error')) return icons.done;
    return phase === 'working' ? icons.chevron : icons.error;
  };
  return html`<h2 id="change-steps">${texts.progress}</h2>
    <ol class="change-list" aria-labelledby="change-steps">
      ${steps.map((step, at) => html`<li>${signOf(at)}<span>${step}</span></li>`)}
    </ol>`;
}
