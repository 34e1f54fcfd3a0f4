import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { invisible, plain } from '../../docker/plainText';
import type { RunProblem } from '../../docker/run/problem';
import type { Shell } from '../../docker/run/shellWord';
import type { RunState } from '../../protocol/run';
import { fill } from '../lib/fill';
import { icons } from '../lib/icons';
import { copyPart, leftPart } from './copyPart';
import type { Form } from './form';
import { choice } from './parts';
import { sentenceOf } from './problemIndex';

/** The whole run as the line that a shell would take, to read, to paste and to type in. */
export function linePart(form: Form, state: RunState): TemplateResult {
  const { texts } = state;
  const { page } = texts;
  const { line, shell, layout, problems } = form.draft;
  return html`
    <div class="line-head">
      <label for="line">${page.line}</label>
      <div class="tools">
        ${choice({
          value: shell,
          label: page.line,
          options: [
            ['bash', page.shellBash],
            ['powershell', page.shellPowershell],
            ['cmd', page.shellCmd],
          ],
          change: to => form.write({ shell: to as Shell }),
        })}
        <button
          class="small-button"
          @click=${() => form.write({ layout: layout === 'line' ? 'lines' : 'line' })}
        >
          ${layout === 'line' ? page.manyLines : page.oneLine}
        </button>
        ${copyPart(form, state)}
      </div>
    </div>
    <textarea
      id="line"
      dir="ltr"
      spellcheck="false"
      placeholder=${page.lineHint}
      aria-describedby="line-problems"
      .value=${live(line)}
      @beforeinput=${noteWhole}
      @input=${(event: InputEvent) => typed(form, event)}
    ></textarea>
    ${writtenOut(line)}
    <p class="note copied" role="status">${leftPart(form, state)}</p>
    ${problems.length === 0 ? nothing : problemList(problems, texts)}
  `;
}

/** What cannot be seen in a line, or turns it around, is shown as what it is. */
function writtenOut(line: string): unknown {
  const seen = line.replace(/[\n\t]/g, '');
  if (seen.search(invisible) < 0) return nothing;
  return html`<code class="written-out" dir="ltr">${plain(seen, 2000)}</code>`;
}

/** Whether what comes in next takes the place of all that stood there. */
let isWhole = false;

function noteWhole({ target }: Event): void {
  const { selectionStart, selectionEnd, value } = target as HTMLTextAreaElement;
  isWhole = selectionStart === 0 && selectionEnd === value.length;
}

function typed(form: Form, event: InputEvent): void {
  const { value } = event.target as HTMLTextAreaElement;
  form.type(value, isWhole && event.inputType === 'insertFromPaste');
}

/** Each leads to its place in the line. */
function problemList(problems: readonly RunProblem[], texts: RunState['texts']): TemplateResult {
  return html`<ul class="line-problems" id="line-problems">
    ${problems.map(problem => {
      const { severity, start, end } = problem;
      return html`<li class=${severity}>
        <button class="link" @click=${() => select(start, end)}>
          ${icons[severity]}<span>${sentenceOf(problem, texts.problem)}</span>
        </button>
      </li>`;
    })}
  </ul>`;
}

function select(start: number, end: number): void {
  const line = document.querySelector<HTMLTextAreaElement>('#line');
  line?.focus();
  line?.setSelectionRange(start, end);
}

/** How many problems there are, in words; read out whenever it changes. */
export function problemCount(form: Form, { texts: { page } }: RunState): unknown {
  const errors = form.draft.problems.filter(({ severity }) => severity === 'error').length;
  if (errors === 0) return html`<span class="fine">${icons.done}${page.noProblems}</span>`;
  return html`<span class="error">${icons.error}${fill(page.problems, String(errors))}</span>`;
}
