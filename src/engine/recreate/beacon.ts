import { randomBytes } from 'node:crypto';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

/** Nobody who lives takes this long to be reached, in milliseconds. */
const patience = 2_000;

/**
 * A sign of life that ends with its process, however that ends: a socket that it listens on. A
 * process id would be another's soon after, and a clock stands still in a machine that sleeps.
 */
export class Beacon {
  private constructor(
    readonly address: string,
    private readonly server: net.Server,
  ) {}

  static async light(): Promise<Beacon> {
    const address = addressOf(`slipway-${randomBytes(8).toString('hex')}`);
    const server = net.createServer(connection => connection.destroy());
    server.unref();
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(address, resolve);
    });
    return new Beacon(address, server);
  }

  close(): void {
    this.server.close();
  }
}

/** Where it cannot be told, it burns. */
export async function isBurning(address: string): Promise<boolean> {
  return new Promise(resolve => {
    const socket = net.connect(address);
    const end = (isAlive: boolean): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(isAlive);
    };
    const timer = setTimeout(end, patience, true);
    socket.once('connect', () => end(true));
    socket.once('error', ({ code }: NodeJS.ErrnoException) =>
      end(code !== 'ENOENT' && code !== 'ECONNREFUSED'),
    );
  });
}

/** The address of a socket has room for some hundred bytes. */
function addressOf(name: string): string {
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  const folder = os.tmpdir();
  return path.join(Buffer.byteLength(folder) > 70 ? '/tmp' : folder, `${name}.sock`);
}
