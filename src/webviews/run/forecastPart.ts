import { html, nothing, type TemplateResult } from 'lit';
import { plain } from '../../docker/plainText';
import { forecastPorts, type PortForecast } from '../../docker/run/portForecast';
import { blankPort, type PortRow, portProtocols, type TextRow } from '../../docker/run/portRow';
import type { RunState } from '../../protocol/run';
import { fill } from '../lib/fill';
import { icons } from '../lib/icons';
import type { Form } from './form';
import { portRows } from './rows';

/** More ports than this are only counted: a range may have thousands. */
const mostShown = 12;

/** Which ports of the container will be reached, and where. */
export function forecastPart(form: Form, state: RunState): unknown {
  const { page } = state.texts;
  const ports = forecastPorts(form.spec, form.facts?.exposed ?? []);
  if (ports.length === 0) return nothing;
  const more = ports.length - mostShown;
  return html`<table class="forecast">
    <caption>${page.forecast}</caption>
    <thead>
      <tr>
        <th scope="col">${page.inContainer}</th>
        <th scope="col">${page.reachedAt}</th>
        <td></td>
      </tr>
    </thead>
    <tbody>
      ${ports.slice(0, mostShown).map(
        port => html`<tr class=${port.kind}>
          <th scope="row"><code>${plain(port.container, 40)}</code></th>
          <td>${reachedAt(port, state)}</td>
          <td>
            ${port.kind === 'closed' ? publishButton(form, state, port) : nothing}
            ${port.isExposed ? html`<span class="origin">${page.isExposed}</span>` : nothing}
          </td>
        </tr>`,
      )}
    </tbody>
  </table>
  ${more > 0 ? html`<p class="help">${fill(page.portMore, `${more}`)}</p>` : nothing}`;
}

function reachedAt({ kind, ip, host }: PortForecast, { texts, engine }: RunState): unknown {
  const { page } = texts;
  if (kind === 'closed') return page.portClosed;
  const own = ip === '' || ip === '0.0.0.0' ? (engine?.hostName ?? '') : ip;
  const address = own.includes(':') ? `[${own}]` : own;
  const place = html`<code>${plain(`${address}:`, 80)}${host}</code>`;
  if (kind === 'fixed') return place;
  if (kind === 'choice') return fill(page.portOneOf, plain(`${address}:${host}`, 80));
  return ip === '' ? page.portAny : `${plain(address, 80)}, ${page.portAny}`;
}

function publishButton(
  form: Form,
  { texts: { page } }: RunState,
  port: PortForecast,
): TemplateResult {
  const name = plain(port.container, 40);
  return html`<button
    class="small-button add"
    aria-label=${fill(page.publishPort, name)}
    @click=${() => publishPort(form, port.container)}
  >
    ${icons.add}<span>${fill(page.publishPort, name)}</span>
  </button>`;
}

/** Publishes a port of the container under its own number. */
export function publishPort(form: Form, port: string): void {
  const [container = '', protocol = ''] = port.split('/');
  const known = portProtocols.find(name => name === protocol && name !== 'tcp') ?? '';
  const row: PortRow = { ...blankPort, host: container, container, protocol: known };
  form.addRow<PortRow | TextRow>(portRows, row);
}
