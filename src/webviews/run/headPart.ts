import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import type { RunState } from '../../protocol/run';
import type { Form } from './form';
import { foreignSentence } from './imageSentence';
import { field, info, offers, remarks, textButton, warning } from './parts';

/** The image, and the search over all options. */
export function headPart(form: Form, state: RunState): unknown {
  const { texts, known } = state;
  const { page } = texts;
  const told = form.spec.image === '' ? [] : form.problems.ofImage;
  return html`<header>
    <div class="image">
      <div class="saved-name">
        <label for="o-image">${page.imageName}</label>
        ${state.saved ? html`<span class="origin">${state.saved.sentence}</span>` : nothing}
      </div>
      ${field({
        id: 'o-image',
        value: form.spec.image,
        hint: 'nginx:alpine',
        list: 'd-images',
        describedBy: 'p-image',
        isWrong: told.length > 0,
        change: image => form.edit({ ...form.spec, image }),
      })}
      ${offers('d-images', known.images)}
      <div role="status" id="p-image">
        ${remarks(told)}${told.length === 0 ? imageWord(form, state) : nothing}
      </div>
    </div>
    <div class="search">
      <label for="search">${page.search}</label>
      <input
        id="search"
        type="search"
        spellcheck="false"
        autocomplete="off"
        .value=${live(form.query)}
        @input=${(event: Event) => form.search((event.target as HTMLInputElement).value)}
      />
    </div>
  </header>`;
}

function imageWord(form: Form, state: RunState): unknown {
  const { page } = state.texts;
  const { said } = form.image;
  if (said === undefined || form.spec.image === '') return nothing;
  if (said.kind === 'unknown') return warning(said.sentence);
  if (said.kind === 'missing') return info(page.imageMissing, pullButton(form, state));
  const sentence = foreignSentence(said.image, state.engine, page);
  return sentence === '' ? nothing : warning(sentence);
}

/** Gets the image now, so that what it brings is seen before the run. */
export function pullButton(form: Form, { texts: { page }, work, link }: RunState): unknown {
  if (link.phase !== 'connected' || isBusy(work)) return nothing;
  return textButton(page.imagePull, () => void form.deeds.pull(form.spec.image));
}

export function isBusy({ phase }: RunState['work']): boolean {
  return phase === 'pulling' || phase === 'creating' || phase === 'starting';
}
