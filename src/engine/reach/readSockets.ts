import type { SocketTexts } from '../../docker/network/facts';
import { splitTables } from '../../docker/network/sockets';
import type { CallOptions, Engine } from '../connection';
import { runExec } from '../exec';
import { runHelper } from './helper';
import { unlessRefused } from './unlessRefused';

export interface SocketOptions extends CallOptions {
  /** Whether a helper container may be run where the image has no `cat`. */
  readonly mayHelp?: boolean;
}

const tables = ['tcp', 'tcp6', 'udp', 'udp6'].map(name => `/proc/net/${name}`);

/**
 * What the network of a running container, or the host's, listens on. The engine's archives have
 * nothing below /proc (404), so a program in there has to read it.
 *
 * @param network a container's id, or `host`, which takes a helper
 * @returns undefined where it cannot be read
 */
export async function readSockets(
  engine: Engine,
  network: string,
  { mayHelp = false, ...options }: SocketOptions = {},
): Promise<SocketTexts | undefined> {
  const own = network === 'host' ? undefined : await byExec(engine, network, options);
  if (own !== undefined || !mayHelp) return own;
  const wish = { network, script: `cat ${tables.join(' ')}` };
  const said = await unlessRefused(runHelper(engine, wish, options));
  return said === undefined ? undefined : splitTables(said);
}

async function byExec(
  engine: Engine,
  container: string,
  options: CallOptions,
): Promise<SocketTexts | undefined> {
  const command = ['cat', ...tables];
  const result = await unlessRefused(runExec(engine, container, { command }, options));
  return result && splitTables(result.stdout);
}
