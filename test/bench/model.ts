import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findEndpoint } from '../../src/engine/endpoints';
import { Host } from '../../src/model/host';
import { faultProxy } from '../lib/faultProxy';
import type { TestEngine } from '../lib/testEngine';
import { rawGet } from './multiplied';
import { type Figure, median, timed, timesOf } from './stats';

const run = promisify(execFile);

/** What the host process alone does, without an editor: reading, following, taking over. */
export async function modelFigures(engine: TestEngine): Promise<Figure[]> {
  return [...(await refreshAgainstCli(engine)), ...(await idle(engine))];
}

function hostAt(url: string): Host {
  const world = { env: {}, home: '/nonexistent', platform: process.platform };
  return new Host('bench', () => findEndpoint(url, world));
}

async function refreshAgainstCli({ socket, host: url }: TestEngine): Promise<Figure[]> {
  const kinds = ['container', 'image', 'volume', 'network', 'context'];
  const env = { PATH: process.env['PATH'], HOME: '/nonexistent', DOCKER_HOST: url };
  const cli = await timesOf(11, () =>
    timed(() => Promise.all(kinds.map(kind => run('docker', [kind, 'ls'], { env })))),
  );
  const host = hostAt(url);
  await host.connected();
  const [container] = host.store.all('container');
  const id = container?.id ?? '';
  const filters = encodeURIComponent(JSON.stringify({ id: [id] }));
  const ours = await timesOf(51, () =>
    timed(() => rawGet(socket, `/containers/json?all=1&filters=${filters}`)),
  );
  host.dispose();
  return [
    { what: 'five `docker … ls` at once (a refresh the CLI way)', value: median(cli), unit: 'ms' },
    { what: 'reading the one container that an event names', value: median(ours), unit: 'ms' },
    { what: 'refresh, CLI way ÷ ours', value: median(cli) / median(ours), unit: '×', least: 20 },
  ];
}

/** What a host asks for when nothing happens, for ten seconds. */
async function idle({ socket }: TestEngine): Promise<Figure[]> {
  const proxy = await faultProxy(socket);
  const host = hostAt(proxy.host);
  try {
    await host.connected();
    await new Promise(resolve => setTimeout(resolve, 2000));
    proxy.requests.length = 0;
    await new Promise(resolve => setTimeout(resolve, 10_000));
    const value = proxy.requests.length;
    return [{ what: 'requests in ten idle seconds', value, unit: '', limit: 0 }];
  } finally {
    host.dispose();
    await proxy.close();
  }
}
