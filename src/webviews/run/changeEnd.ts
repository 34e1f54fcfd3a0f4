import { html, nothing, type TemplateResult } from 'lit';
import type { ChangeState } from '../../protocol/change';
import type { RunState } from '../../protocol/run';
import { icons } from '../lib/icons';
import { shownLog } from './endPart';
import type { Form } from './form';
import { problemCount } from './linePart';

/** What can be done with a change now, and what came of it. */
export function changeEnd(form: Form, state: RunState, change: ChangeState): TemplateResult {
  return html`
    <div class="work" role="status">${workPart(form, state, change)}</div>
    <div class="buttons">${buttons(form, state, change)}</div>
  `;
}

function workPart(form: Form, { texts: { page } }: RunState, change: ChangeState): unknown {
  const { phase, steps, texts, outcome, fraction } = change;
  if (phase === 'working' || phase === 'reading') {
    const sentence = phase === 'reading' ? texts.reading : (steps.at(-1) ?? '');
    return html`<div class="busy">
      <progress aria-label=${sentence} value=${fraction ?? nothing}></progress>
      <span class="sentence">${sentence}</span>
      <vscode-button class="control" secondary @click=${() => void form.change.ask({ do: 'cancel' })}>
        ${page.cancel}
      </vscode-button>
    </div>`;
  }
  if (form.change.refusal !== '') {
    return html`<div class="outcome error">${icons.error}<span>${form.change.refusal}</span></div>`;
  }
  if (outcome.kind === 'none') return nothing;
  const icon = outcome.kind === 'fine' ? icons.done : icons.error;
  return html`<div class="outcome ${outcome.kind}">${icon}<span>${outcome.sentence}</span></div>
    ${
      outcome.log === ''
        ? nothing
        : html`<h3 id="last-output">${page.lastOutput}</h3>
            <pre tabindex="0" dir="ltr" aria-labelledby="last-output">${shownLog(outcome.log)}</pre>`
    }`;
}

function buttons(form: Form, state: RunState, change: ChangeState): unknown {
  const { phase, texts, review } = change;
  const own = form.change;
  switch (phase) {
    case 'working':
    case 'reading':
      return nothing;
    case 'editing':
      return reviewButton(form, state, change);
    case 'reviewed': {
      const canApply = review?.kind === 'live' || review?.kind === 'swap';
      // What failed as it is will fail again.
      const isNext = canApply && change.outcome.kind !== 'error';
      return html`
        ${canApply ? button(texts.apply, isNext, () => void own.apply(change)) : nothing}
        ${button(texts.edit, !isNext, () => void own.ask({ do: 'edit' }))}
      `;
    }
    case 'swapped':
      return html`
        ${button(texts.keep, true, () => void own.ask({ do: 'keep' }))}
        ${button(texts.undo, false, () => void own.ask({ do: 'undo' }))}
      `;
    case 'stuck':
      return button(texts.again, true, () => void own.ask({ do: 'again' }));
    case 'settled':
      return button(texts.edit, true, () => void own.ask({ do: 'edit' }));
  }
}

function reviewButton(form: Form, state: RunState, { texts }: ChangeState): TemplateResult {
  const { link } = state;
  const reason = link.phase === 'connected' ? form.problems.firstError() : link.sentence;
  const review = (): void => {
    if (reason === undefined) void form.change.ask({ do: 'review', spec: form.spec });
  };
  return html`
    <vscode-button
      class="control"
      ?disabled=${reason !== undefined}
      title=${reason ?? nothing}
      aria-describedby="reason"
      @click=${review}
    >
      ${texts.review}
    </vscode-button>
    <span class="reason" id="reason" role="status">
      ${link.phase === 'connected' ? problemCount(form, state) : link.sentence}
    </span>
  `;
}

function button(label: string, isFirst: boolean, act: () => void): TemplateResult {
  return html`<vscode-button class=${isFirst ? 'control' : ''} ?secondary=${!isFirst} @click=${act}>
    ${label}
  </vscode-button>`;
}
