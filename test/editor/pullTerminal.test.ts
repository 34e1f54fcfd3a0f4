import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { nextPullState, type PullState, pullBegin } from '../../src/docker/pullProgress';
import { ContainerHarness } from './containerHarness';
import { until } from './extensionApi';
import { closeTerminals, withTerminal } from './terminalReader';

// All in one: the harness sets up and clears up for the tests around it.
describe('the terminal of a pull, with their commands', () => {
  const on = new ContainerHarness();
  before(closeTerminals);

  /** What an engine says of a pull, line by line. */
  const lines = [
    { status: 'Pulling fs layer', id: 'aaaaaaaaaaaa' },
    { status: 'Already exists', id: 'bbbbbbbbbbbb' },
    {
      status: 'Downloading',
      id: 'aaaaaaaaaaaa',
      progressDetail: { current: 500_000, total: 1_000_000 },
    },
    { status: 'Pull complete', id: 'aaaaaaaaaaaa' },
    { status: 'Status: Downloaded newer image for x:1' },
  ];

  async function* pull(until?: Promise<void>): AsyncGenerator<PullState> {
    let state = pullBegin;
    for (const line of lines) {
      state = nextPullState(state, line);
      yield state;
      await until;
    }
  }

  function opened(before: readonly vscode.Terminal[]): vscode.Terminal {
    const terminal = vscode.window.terminals.find(one => !before.includes(one));
    return terminal ?? assert.fail('no terminal was opened');
  }

  describe('a pull in a terminal', () => {
    it('draws each layer in its place, and gives the last state', async () => {
      const before = [...vscode.window.terminals];
      const pulled = on.app.terminals.showPull('pull x:1', pull(), () => {});
      await withTerminal(opened(before), async terminal => {
        assert.equal((await pulled)?.outcome, 'newer');
        await terminal.until(/Done\.\nPress Enter to close this terminal\.\n/);
        assert.match(terminal.text, /aaaaaaaaaaaa: downloading \[=+> +\] 500 kB \/ 1 MB/);
        assert.match(terminal.text, /aaaaaaaaaaaa: done\nbbbbbbbbbbbb: was here already\nStatus: /);
        assert.ok(terminal.raw.includes('\u001b[2A'), 'it goes back up');
      });
    });

    it('is cancelled by Ctrl-C, and by closing the terminal', async () => {
      for (const close of [false, true]) {
        const before = [...vscode.window.terminals];
        let cancel: (error: Error) => void = () => {};
        const never = new Promise<void>((_, reject) => {
          cancel = reject;
        });
        never.catch(() => {});
        const stop = (): void => cancel(new Error('stopped'));
        const pulled = on.app.terminals.showPull('pull x:1', pull(never), stop);
        pulled.catch(() => {});
        await withTerminal(opened(before), async terminal => {
          await terminal.until(/aaaaaaaaaaaa: waiting/);
          if (!close) terminal.type('\u0003');
        });
        await assert.rejects(pulled, /stopped/);
      }
      await until('none is open', () => on.app.terminals.count === 0);
    });
  });
});
