import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { commandLine } from '../../docker/commandLine';
import { plain } from '../../docker/plainText';
import { withFlagsMoved } from '../../docker/run/movedFlags';
import type { RunState } from '../../protocol/run';
import { fill } from '../lib/fill';
import type { Form } from './form';
import { addButton, field, info, remarks, sign, textButton } from './parts';
import { textRows } from './rows';

const words = textRows('command');

/** The command, a word a row; the image's own where there is none. */
export function commandPart(form: Form, { texts }: RunState): unknown {
  const { page } = texts;
  const rows = form.rows(words);
  const { facts, spec } = form;
  const entrypoint = spec.options.entrypoint === undefined ? (facts?.entrypoint ?? []) : [];
  // With another entrypoint, the image's command does not count any more.
  const own = spec.options.entrypoint === undefined ? (facts?.command ?? []) : [];
  const isOwn = rows.length === 0 && own.length > 0;
  const isMisplaced = form.draft.problems.some(({ code }) => code === 'command.flag');
  const override = (): void => {
    form.focusNext = ['[data-part="command"] input'];
    form.edit({ ...spec, command: own });
  };
  return html`<div class="option list whole" role="group" aria-labelledby="l-command" data-part="command">
    <div class="label">
      <span id="l-command">${page.command}</span>
      ${
        rows.length > 0 && own.length > 0
          ? textButton(page.restore, () => form.edit({ ...spec, command: [] }), 'origin')
          : nothing
      }
    </div>
    ${
      isOwn
        ? html`<div class="inherited">
            <code class="text" dir="ltr">${plain(commandLine(own), 300)}</code>
            <span class="origin">${page.fromImage}</span>
            ${textButton(page.override, override)}
          </div>`
        : nothing
    }
    <div class="words">
      ${repeat(
        rows,
        ({ key }) => key,
        ({ key, row }) => html`<div class="row" data-key=${key}>
          ${field({
            value: row,
            label: page.command,
            describedBy: 'h-command',
            change: text => form.changeRow(words, key, text),
          })}
          ${sign('remove', page.remove, () => form.removeRow(words, key), 'remove')}
        </div>`,
      )}
    </div>
    ${isOwn ? nothing : addButton(page.add, 'command', () => form.addRow(words))}
    <p class="help" id="h-command">${page.commandHint}</p>
    ${
      entrypoint.length > 0
        ? info(fill(page.entrypointFirst, plain(commandLine(entrypoint), 200)))
        : nothing
    }
    ${remarks(form.problems.ofCommand)}
    ${
      isMisplaced
        ? textButton(page.moveFlags, () => form.edit(withFlagsMoved(spec)), 'add')
        : nothing
    }
  </div>`;
}
