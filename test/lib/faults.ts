import type { Duplex, Readable, Writable } from 'node:stream';

export type Fault =
  | { readonly kind: 'delay'; readonly ms: number }
  | { readonly kind: 'hang' | 'reset' | 'lose' }
  | { readonly kind: 'truncate' | 'stall'; readonly bytes: number }
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly body: string;
      /** `Name: value` each. */
      readonly headers: readonly string[];
    };

export interface Rule {
  readonly match: RegExp;
  readonly fault: Fault;
  left: number;
}

/** The faults of the answer: the engine is asked. */
const passesOn: readonly Fault['kind'][] = ['truncate', 'stall', 'lose'];

/** What a fault does before the engine is asked; `ask` goes on where it lets the request pass. */
export function spoil(fault: Fault | undefined, client: Duplex, ask: () => void): void {
  if (fault === undefined || passesOn.includes(fault.kind)) ask();
  else if (fault.kind === 'delay') setTimeout(ask, fault.ms);
  else if (fault.kind === 'reset') client.destroy();
  else if (fault.kind === 'answer') {
    const { status, body, headers } = fault;
    const head = [`HTTP/1.1 ${status} Spoilt`, 'Content-Type: application/json', ...headers];
    head.push(`Content-Length: ${Buffer.byteLength(body)}`, 'Connection: close');
    client.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  }
}

/** Hands a body on, whole or as the fault says. */
export function passBody(from: Readable, to: Writable, fault: Fault | undefined): void {
  from.on('error', () => to.destroy());
  if (fault?.kind !== 'truncate' && fault?.kind !== 'stall') {
    from.on('close', () => {
      if (!from.readableEnded) to.destroy(); // cut off: the client must not take it for an end
    });
    from.pipe(to);
    return;
  }
  let left = fault.bytes;
  from.on('data', (chunk: Buffer) => {
    if (left > 0) to.write(chunk.subarray(0, left));
    left -= Math.min(left, chunk.length);
    if (left === 0 && fault.kind === 'truncate') setImmediate(() => to.destroy());
  });
  to.on('close', () => from.destroy());
}
