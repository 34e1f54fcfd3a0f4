import assert from 'node:assert/strict';
import { nextPullState, type PullState, pullBegin } from '../../src/docker/pullProgress';
import { EngineError } from '../../src/engine/errors';
import { Hosts } from '../../src/model/hosts';
import { Terminals } from '../../src/terminals/terminals';
import { CommandLog } from '../../src/ui/commandLog';
import { until } from './extensionApi';
import { closeTerminals, withTerminal } from './terminalReader';

describe('the terminal of a pull', () => {
  // Of the tests' own build, whose errors these are.
  const said = new CommandLog();
  const terminals = new Terminals(new Hosts([]), said);
  before(closeTerminals);
  after(() => {
    terminals.dispose();
    said.dispose();
  });

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

  describe('a pull in a terminal', () => {
    it('draws each layer in its place, and closes by itself', async () => {
      const pulling = terminals.showPull('pull x:1', pull(), () => {});
      await withTerminal(pulling, async terminal => {
        await terminal.until(/Done\.\nThis terminal closes by itself\.\n/);
        assert.match(terminal.text, /aaaaaaaaaaaa: downloading \[=+> +\] 500 kB \/ 1 MB/);
        assert.match(terminal.text, /aaaaaaaaaaaa: done\nbbbbbbbbbbbb: was here already\nStatus: /);
        assert.ok(terminal.raw.includes('\u001b[2A'), 'it goes back up');
        assert.equal(terminal.closed, false, 'it can be read');
        await until('it closes', () => terminal.closed);
      });
    });

    it('is cancelled by Ctrl-C, and by closing the terminal', async () => {
      for (const close of [false, true]) {
        let cancel: (error: Error) => void = () => {};
        const never = new Promise<void>((_, reject) => {
          cancel = reject;
        });
        never.catch(() => {});
        const stop = (): void => cancel(new EngineError('cancelled', 'cancelled'));
        const pulling = terminals.showPull('pull x:1', pull(never), stop);
        await withTerminal(pulling, async terminal => {
          await terminal.until(/aaaaaaaaaaaa: waiting/);
          if (close) return;
          terminal.type('\u0003');
          await terminal.until(/Cancelled\.\nThis terminal closes by itself\.\n/);
        });
        await assert.rejects(never, { kind: 'cancelled' });
      }
      await until('none is open', () => terminals.count === 0);
    });

    it('stays open where it failed, and says all of it', async () => {
      const why = Promise.reject(new EngineError('server', 'no space left on device', 500));
      why.catch(() => {});
      await withTerminal(
        terminals.showPull('pull x:1', pull(why), () => {}),
        async terminal => {
          await terminal.until(/no space left on device\nPress Enter to close this terminal\.\n/);
          await new Promise(resolve => setTimeout(resolve, 5_000));
          assert.equal(terminal.closed, false);
        },
      );
    });
  });
});
