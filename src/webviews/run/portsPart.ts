import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { parseNetworkMode } from '../../docker/networkMode';
import { plain } from '../../docker/plainText';
import { likelyPorts } from '../../docker/run/likelyPorts';
import { networkModeOf } from '../../docker/run/networkingConfig';
import {
  type PortProtocol,
  type PortRow,
  portProtocols,
  type TextRow,
} from '../../docker/run/portRow';
import type { RunSpec } from '../../docker/run/spec';
import type { RunState } from '../../protocol/run';
import { fill } from '../lib/fill';
import { forecastPart, publishPort } from './forecastPart';
import type { Form } from './form';
import { pullButton } from './headPart';
import { addButton, choice, field, info, remarks, sign, textButton, warning } from './parts';
import { publishAllWord, remoteSentence, takenSentence } from './portSentence';
import { indexesOf, portRows } from './rows';

/** The published ports, a row each, and what the image exposes besides. */
export function portsPart(form: Form, state: RunState): unknown {
  const { page, label, help } = state.texts;
  const rows = form.rows(portRows);
  const indexes = indexesOf(portRows, rows);
  const told = form.problems.of('publish');
  const mode = networkModeOf(form.spec);
  const isUnused = isIgnored(form.spec);
  const remote = remoteSentence(
    rows.map(({ row }) => row),
    state.engine,
    page,
  );
  return html`<div class="option list whole" role="group" aria-labelledby="l-publish" data-option="publish">
    <div class="label"><span id="l-publish">${label.publish}</span><code>--publish</code></div>
    ${isUnused && told.length === 0 ? info(fill(page.portsIgnored, plain(mode, 80))) : nothing}
    ${
      rows.some(({ row }) => row.kind === 'port')
        ? html`<div class="grid-head ports" aria-hidden="true">
            <span>${page.hostIp}</span><span>${page.hostPort}</span>
            <span>${page.containerPort}</span><span>${page.protocol}</span>
          </div>`
        : nothing
    }
    ${repeat(
      rows,
      ({ key }) => key,
      ({ key, row }) => portRow(form, state, key, row, indexes.get(key)),
    )}
    ${addButton(page.add, 'publish', () => form.addRow(portRows))}
    <p class="help" id="h-publish">${help.publish}</p>
    ${remarks(told, 'p-publish')}
    ${remote === '' ? nothing : info(remote)}
    ${isUnused ? nothing : forecastPart(form, state)}
  </div>`;
}

/** Whether its network is none in which ports are published. */
function isIgnored(spec: RunSpec): boolean {
  return ['host', 'none', 'container'].includes(parseNetworkMode(networkModeOf(spec)).kind);
}

function portRow(
  form: Form,
  { texts }: RunState,
  key: number,
  row: PortRow | TextRow,
  index: number | undefined,
): TemplateResult {
  const { page } = texts;
  const told = form.problems.at('publish', index);
  const isWrong = told.some(({ severity }) => severity === 'error');
  const describedBy = `p-publish-${key}`;
  const cell = (label: string, value: string, name: 'ip' | 'host' | 'container', hint = '') =>
    field({
      ...{ value, label, hint, describedBy, isWrong },
      change: text => form.changeRow(portRows, key, { ...(row as PortRow), [name]: text }),
    });
  return html`<div class="row-group" data-key=${key}>
    <div class="row ${row.kind === 'port' ? 'ports' : ''}">
      ${
        row.kind === 'text'
          ? field({
              ...{ value: row.text, label: texts.label.publish, describedBy, isWrong },
              change: text => form.changeRow(portRows, key, { kind: 'text', text }),
            })
          : html`
              ${cell(page.hostIp, row.ip, 'ip', '0.0.0.0')}
              ${cell(page.hostPort, row.host, 'host', page.portAny)}
              ${cell(page.containerPort, row.container, 'container')}
              ${choice({
                value: row.protocol,
                label: page.protocol,
                options: portProtocols
                  .filter(name => name !== 'tcp' || row.protocol === 'tcp')
                  .map(name => [name, name || 'tcp'] as const),
                change: text =>
                  form.changeRow(portRows, key, { ...row, protocol: text as PortProtocol }),
              })}
            `
      }
      ${sign('remove', page.remove, () => form.removeRow(portRows, key), 'remove')}
    </div>
    ${remarks(told, describedBy)}${taken(form, texts.page, key, row)}
  </div>`;
}

/** Who has the host port already, and the next that is free. */
function taken(
  form: Form,
  page: RunState['texts']['page'],
  key: number,
  row: PortRow | TextRow,
): unknown {
  const answer = form.ports.of(row);
  if (answer?.kind !== 'taken' || row.kind === 'text') return nothing;
  const { next } = answer;
  const use = (port: number): void => {
    form.focusNext = [`[data-key="${key}"] input`];
    form.changeRow(portRows, key, { ...row, host: String(port) });
  };
  return warning(
    takenSentence(answer, row, page),
    next === undefined ? nothing : textButton(fill(page.portUse, String(next)), () => use(next)),
  );
}

/** What `-P` will do. */
export function publishAllPart(form: Form, state: RunState): unknown {
  const { page } = state.texts;
  const { spec } = form;
  const word = isIgnored(spec) ? undefined : publishAllWord(spec, form.image.said, page);
  if (word?.kind === 'what') return info(word.sentence);
  if (word?.kind === 'later') return info(word.sentence, pullButton(form, state));
  if (word === undefined) return nothing;
  return warning(
    word.sentence,
    html`<span class="offers">
      ${likelyPorts(spec.image).map(port =>
        textButton(fill(page.publishPort, `${port}`), () => publishPort(form, `${port}/tcp`)),
      )}
    </span>`,
  );
}
