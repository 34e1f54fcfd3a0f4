import { html, nothing, type TemplateResult } from 'lit';
import { plain } from '../../docker/plainText';
import type { RunEnd, RunState } from '../../protocol/run';
import { icons } from '../lib/icons';
import type { Form } from './form';
import { isBusy } from './headPart';
import { problemCount } from './linePart';
import { textButton } from './parts';

/** What is done with it all, how far that is, and how it ended. */
export function endPart(form: Form, state: RunState): TemplateResult {
  return html`
    <div class="work" role="status">${workPart(form, state)}</div>
    ${isBusy(state.work) ? nothing : buttons(form, state)}
  `;
}

function workPart(form: Form, { work, texts: { page } }: RunState): unknown {
  if (work.phase === 'pulling' || work.phase === 'creating' || work.phase === 'starting') {
    return html`<div class="busy">
      <progress aria-label=${work.sentence} value=${work.fraction ?? nothing}></progress>
      <span class="sentence">${work.sentence}</span>
      <vscode-button class="control" secondary @click=${() => form.deeds.cancel()}>
        ${page.cancel}
      </vscode-button>
    </div>`;
  }
  if (work.phase === 'failed') {
    return html`<div class="outcome error">${icons.error}<span>${work.sentence}</span></div>
      ${
        work.log === ''
          ? nothing
          : html`<h3 id="last-output">${page.lastOutput}</h3>
              <pre tabindex="0" dir="ltr" aria-labelledby="last-output">${shownLog(work.log)}</pre>`
      }`;
  }
  if (form.deeds.refusal !== '') {
    return html`<div class="outcome error">${icons.error}<span>${form.deeds.refusal}</span></div>`;
  }
  if (work.phase !== 'done') return nothing;
  const openings = { browser: page.openBrowser, logs: page.openLogs, shell: page.openShell };
  return html`<div class="outcome fine">${icons.done}<span>${work.sentence}</span>
    ${work.opens.map(what => textButton(openings[what], () => void form.deeds.open(what)))}
  </div>`;
}

/** What a program printed, with nothing in it that turns or hides its neighbours. */
export function shownLog(log: string): string {
  return log
    .split('\n')
    .map(line => plain(line))
    .join('\n');
}

function buttons(form: Form, state: RunState): TemplateResult {
  const { page } = state.texts;
  const reason = reasonAgainst(form, state);
  const all: readonly (readonly [RunEnd, string])[] = [
    ['start', page.run],
    ['attach', page.runAttach],
    ['logs', page.runLogs],
    ['create', page.createOnly],
  ];
  return html`<div class="buttons">
    ${all.map(
      ([end, label]) => html`<vscode-button
        class=${end === 'start' ? 'control' : ''}
        ?secondary=${end !== 'start'}
        ?disabled=${reason !== undefined}
        title=${reason ?? nothing}
        aria-describedby="reason"
        @click=${() => reason === undefined && void form.run(end)}
      >
        ${label}
      </vscode-button>`,
    )}
    ${saveButtons(form, state)}
    <span class="reason" id="reason" role="status">
      ${state.link.phase === 'connected' ? problemCount(form, state) : state.link.sentence}
    </span>
  </div>`;
}

/** Into the file that the form is of, or another. */
function saveButtons(form: Form, { saved, texts: { page } }: RunState): TemplateResult {
  const button = (label: string, anew: boolean, isDisabled: boolean): TemplateResult =>
    html`<vscode-button
      secondary
      ?disabled=${isDisabled}
      @click=${() => isDisabled || void form.save(anew)}
    >
      ${label}
    </vscode-button>`;
  const lacksImage = form.spec.image === '';
  if (!saved) return html`<span class="save">${button(page.saveAnew, true, lacksImage)}</span>`;
  return html`<span class="save">
    ${button(page.save, false, lacksImage || !form.isChanged)}
    ${button(page.saveAs, true, lacksImage)}
  </span>`;
}

/** Why nothing can be run now. */
function reasonAgainst(form: Form, { link }: RunState): string | undefined {
  if (link.phase !== 'connected') return link.sentence;
  return form.problems.firstError();
}
