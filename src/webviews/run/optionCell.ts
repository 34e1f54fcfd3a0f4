import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { plain } from '../../docker/plainText';
import {
  factsOf,
  isList,
  isSwitch,
  type ListName,
  type OptionName,
  type SwitchName,
  type TextName,
} from '../../docker/run/options';
import { isOn, textOf } from '../../docker/run/spec';
import type { RunState } from '../../protocol/run';
import type { Form } from './form';
import { exampleOf, offersFor } from './hints';
import { inheritedText } from './inherited';
import { addButton, check, choice, field, offers, remarks, sign, textButton } from './parts';
import { indexesOf, textRows } from './rows';

/** An option with its name, its control by its type, its help, and what is wrong with it. */
export function optionCell(form: Form, state: RunState, name: OptionName): unknown {
  const { texts, known } = state;
  const value = isList(name) ? form.rows(textRows(name)) : form.spec.options[name];
  const inherited = inheritedText(form.facts, name);
  const watched = [value, form.problems.key(name), inherited, texts, known];
  return guard(watched, () =>
    isSwitch(name) ? switchCell(form, state, name) : valueCell(form, state, name),
  );
}

function switchCell(form: Form, { texts }: RunState, name: SwitchName): TemplateResult {
  const value = form.spec.options[name];
  const told = form.problems.of(name);
  // Where off is not what Docker does by itself, or is said expressly, there are three states.
  const isThree = factsOf(name).preset === 'true' || name === 'init' || value === false;
  const label = texts.label[name];
  return html`<div class="option switch" data-option=${name}>
    <div class="label">
      ${
        isThree
          ? html`<label for="o-${name}">${label}</label>`
          : check(
              label,
              isOn(form.spec, name),
              on => form.set(name, on || undefined),
              `h-${name} p-${name}`,
            )
      }
      <code>--${name}</code>
    </div>
    ${
      isThree
        ? choice({
            id: `o-${name}`,
            describedBy: `h-${name} p-${name}`,
            value: value === undefined ? '' : `${value}`,
            options: [
              ['', texts.page.unset],
              ['true', `--${name}`],
              ['false', `--${name}=false`],
            ],
            change: text => form.set(name, text === '' ? undefined : text === 'true'),
          })
        : nothing
    }
    <p class="help" id="h-${name}">${texts.help[name]}</p>
    ${remarks(told, `p-${name}`)}
  </div>`;
}

function valueCell(form: Form, state: RunState, name: TextName | ListName): TemplateResult {
  const { texts } = state;
  const told = form.problems.of(name);
  const values = offersFor(name, state.known);
  return html`<div
    class=${isList(name) ? 'option list' : 'option'}
    role=${isList(name) ? 'group' : nothing}
    aria-labelledby=${isList(name) ? `l-${name}` : nothing}
    data-option=${name}
  >
    <div class="label">
      ${
        isList(name)
          ? html`<span id="l-${name}">${texts.label[name]}</span>`
          : html`<label for="o-${name}">${texts.label[name]}</label>`
      }
      <code>--${name}</code>
      ${isList(name) ? nothing : origin(form, state, name)}
    </div>
    ${isList(name) ? listControl(form, state, name) : textControl(form, name, values.length > 0)}
    ${offers(`d-${name}`, values)}
    <p class="help" id="h-${name}">${texts.help[name]}</p>
    ${remarks(told, `p-${name}`)}
  </div>`;
}

/** Whether the value is the image's own, and the way back to it. */
function origin(form: Form, { texts }: RunState, name: TextName): unknown {
  const inherited = inheritedText(form.facts, name);
  if (inherited === '') return nothing;
  if (form.spec.options[name] === undefined) {
    return html`<span class="origin">${texts.page.fromImage}</span>`;
  }
  return textButton(texts.page.restore, () => form.set(name, undefined), 'origin');
}

function textControl(form: Form, name: TextName, hasOffers: boolean): TemplateResult {
  return field({
    value: textOf(form.spec, name),
    id: `o-${name}`,
    hint: plain(inheritedText(form.facts, name), 200) || exampleOf(name),
    describedBy: `h-${name} p-${name}`,
    isWrong: form.problems.of(name).some(({ severity }) => severity === 'error'),
    ...(hasOffers && { list: `d-${name}` }),
    change: text => form.set(name, text === '' ? undefined : text),
  });
}

function listControl(form: Form, { texts, known }: RunState, name: ListName): TemplateResult {
  const codec = textRows(name);
  const rows = form.rows(codec);
  const indexes = indexesOf(codec, rows);
  const hasOffers = offersFor(name, known).length > 0;
  const isFile = factsOf(name).file === true;
  const choose = async (key: number): Promise<void> => {
    const path = await form.deeds.pick('file');
    if (path !== undefined) form.changeRow(codec, key, path);
  };
  return html`
    ${repeat(
      rows,
      ({ key }) => key,
      ({ key, row }) => {
        const told = form.problems.at(name, indexes.get(key));
        return html`<div class="row-group" data-key=${key}>
          <div class="row">
            ${field({
              value: row,
              label: texts.label[name],
              hint: exampleOf(name),
              describedBy: `h-${name} p-${name}-${key}`,
              isWrong: told.some(({ severity }) => severity === 'error'),
              ...(hasOffers && { list: `d-${name}` }),
              change: text => form.changeRow(codec, key, text),
            })}
            ${isFile ? sign('file', texts.page.chooseFile, () => void choose(key)) : nothing}
            ${sign('remove', texts.page.remove, () => form.removeRow(codec, key), 'remove')}
          </div>
          ${remarks(told, `p-${name}-${key}`)}
        </div>`;
      },
    )}
    ${addButton(texts.page.add, name, () => form.addRow(codec))}
  `;
}
