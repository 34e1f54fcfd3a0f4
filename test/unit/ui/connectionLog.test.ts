import assert from 'node:assert/strict';
import type { LogOutputChannel } from 'vscode';
import { EngineError } from '../../../src/engine/errors';
import { Host } from '../../../src/model/host';
import { Hosts } from '../../../src/model/hosts';
import { logConnections } from '../../../src/ui/connectionLog';

describe('the log of the connection', () => {
  it('has one line for each attempt that failed, with its cause', async () => {
    const find = (): never => {
      throw new EngineError('unreachable', 'connect ECONNREFUSED', undefined, 'ECONNREFUSED');
    };
    const host = new Host('here', () => Promise.resolve().then(find), { firstWaitMs: 5 });
    const lines: string[] = [];
    const log = { warn: (line: string) => lines.push(line) } as unknown as LogOutputChannel;
    const logging = logConnections(new Hosts([host]), log);
    const twice = new Promise<void>(done => {
      host.onDidChangeState(() => {
        if (lines.length === 2) done();
      });
    });
    host.start();
    await twice;
    host.dispose();
    logging.dispose();
    const cause = 'unreachable, ECONNREFUSED, connect ECONNREFUSED';
    assert.deepEqual(lines, Array(2).fill(`here: ${cause}; next attempt in 1 s`));
  });
});
