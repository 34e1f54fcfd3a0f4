import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { testEngine, withContainer } from '../lib/testEngine';
import { ContainerHarness } from './containerHarness';
import { replacing, until } from './extensionApi';
import { closeTerminals, TerminalReader } from './terminalReader';

const { docker } = testEngine();

describe('starting a container in a terminal', () => {
  const on = new ContainerHarness();
  const tty = { Tty: true, OpenStdin: true };
  before(closeTerminals);

  /** Starts what was made, in a terminal that is read from its beginning. */
  async function starting(id: string, use: (reader: TerminalReader) => Promise<void>) {
    const { window } = on.api;
    const [host] = on.app.hosts.all;
    assert.ok(host);
    const create = window.createTerminal.bind(window) as (options: object) => vscode.Terminal;
    let reader: TerminalReader | undefined;
    const reading = (options: object): vscode.Terminal => {
      const terminal = create(options);
      reader = new TerminalReader(terminal);
      return terminal;
    };
    const asTerminal = reading as typeof window.createTerminal;
    const started = replacing(window, 'createTerminal', asTerminal, async () =>
      on.app.terminals.start(host, id, 'made'),
    );
    started.catch(() => {}); // awaited below
    try {
      assert.ok(reader);
      await use(reader);
      await started;
    } finally {
      reader?.dispose();
    }
  }

  it('attaches before it starts: not even the first word is lost', async () => {
    const cmd = ['sh', '-c', 'echo the first word; exit 3'];
    const more = { ...tty, HostConfig: { AutoRemove: true } };
    for (let run = 0; run < 5; run++) {
      await withContainer(docker, { cmd, more, start: false }, async id => {
        await starting(id, main =>
          main.until(/Attached[^\n]*\nthe first word\n\n?Ended with exit code 3\./),
        );
        await docker
          .getContainer(id)
          .wait({ condition: 'removed' })
          .catch(() => {}); // gone already
      });
    }
  });

  it('closes the terminal of one that cannot be started, and throws why', async () => {
    await withContainer(docker, { cmd: ['/no/such'], more: tty, start: false }, id =>
      assert.rejects(
        starting(id, async main => {
          await main.until(/The container was not started\.\nThis terminal closes by itself/);
          await until('it closes', () => main.closed);
        }),
        /no such file/,
      ),
    );
  });

  it('is cancelled where the terminal is closed before it was shown', async () => {
    await withContainer(docker, { cmd: ['sh'], more: tty, start: false }, id =>
      assert.rejects(
        starting(id, async main => main.pty.close()),
        { kind: 'cancelled' },
      ),
    );
  });
});
