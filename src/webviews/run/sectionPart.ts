import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { OptionName } from '../../docker/run/options';
import type { RunState } from '../../protocol/run';
import { fill } from '../lib/fill';
import { icons } from '../lib/icons';
import { commandPart } from './commandPart';
import { envPart } from './envPart';
import type { Form } from './form';
import { labelsPart } from './labelsPart';
import { mountsPart } from './mountsPart';
import { networkPart } from './networkPart';
import { optionCell } from './optionCell';
import { portsPart, publishAllPart } from './portsPart';
import { countSet, optionsOf, type Section } from './sections';
import { unknownPart } from './unknownPart';

type Part = (form: Form, state: RunState) => unknown;

/** What stands before the plain options of a section, with the options it stands for. */
const ownParts: Partial<Readonly<Record<Section, readonly [readonly OptionName[], Part]>>> = {
  image: [[], commandPart],
  ports: [['publish'], portsPart],
  environment: [['env'], envPart],
  mounts: [['volume', 'mount', 'tmpfs'], mountsPart],
  network: [['network'], networkPart],
  other: [[], unknownPart],
};
/** What stands below an option. */
const below: Partial<Readonly<Record<OptionName, Part>>> = {
  'publish-all': publishAllPart,
  label: labelsPart,
};

/**
 * A section that opens and closes.
 *
 * @param matches the options that are searched for; then only they are seen, and it is open
 */
export function sectionPart(
  form: Form,
  state: RunState,
  section: Section,
  matches: ReadonlySet<OptionName> | undefined,
): unknown {
  const all = optionsOf(section);
  const seen = matches === undefined ? all : all.filter(name => matches.has(name));
  if (seen.length === 0) return nothing;
  const isOpen = matches !== undefined || form.isOpen(section);
  const count = countSet(form.spec, section);
  const errors = form.problems.countErrors(all);
  const { page } = state.texts;
  return html`<section class="section" data-section=${section}>
    <h2>
      <button
        class="toggle"
        aria-expanded=${isOpen ? 'true' : 'false'}
        aria-controls="s-${section}"
        ?disabled=${matches !== undefined}
        @click=${() => form.toggle(section)}
      >
        ${icons.chevron}<span>${page[section]}</span>
        ${count > 0 ? html`<span class="count">${fill(page.set, String(count))}</span>` : nothing}
        ${
          errors > 0
            ? html`<span class="errors">${icons.error}${fill(page.problems, String(errors))}</span>`
            : nothing
        }
      </button>
    </h2>
    <div class="body" id="s-${section}" ?hidden=${!isOpen}>
      ${isOpen ? body(form, state, section, seen, matches === undefined) : nothing}
    </div>
  </section>`;
}

function body(
  form: Form,
  state: RunState,
  section: Section,
  seen: readonly OptionName[],
  isWhole: boolean,
): TemplateResult {
  const [own = [], part] = ownParts[section] ?? [];
  const isPartSeen = isWhole || own.some(name => seen.includes(name));
  const options = seen.filter(name => !own.includes(name));
  return html`
    ${part && isPartSeen ? part(form, state) : nothing}
    ${
      options.length === 0
        ? nothing
        : html`<div class="options">
            ${repeat(
              options,
              name => name,
              name => html`<div class="cell">
                ${optionCell(form, state, name)}${below[name]?.(form, state) ?? nothing}
              </div>`,
            )}
          </div>`
    }
  `;
}
