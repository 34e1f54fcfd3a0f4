import assert from 'node:assert/strict';
import type { Agent } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { testEngine, withContainer } from '../lib/testEngine';
import { unique } from './commandHarness';
import { ContainerHarness } from './containerHarness';
import { until } from './extensionApi';
import { closeTerminals, withTerminal } from './terminalReader';

const { docker } = testEngine();
// All in one: the harness sets up and clears up for the tests around it.
describe('the terminal of logs, with their commands', () => {
  const on = new ContainerHarness();
  before(closeTerminals);

  /** Counts in both outputs until it is told to stop, and goes on counting at the next start. */
  const counter = `trap "stop=1" TERM; i=$(cat /n 2>/dev/null || echo 0)
while [ -z "$stop" ]; do i=$((i+1)); echo "out $i"; echo "err $i" >&2; usleep 2000; done; echo $i > /n; exit 3`;
  const counting = { cmd: ['sh', '-c', counter], more: { StopSignal: 'SIGTERM' } };

  const stopped = /— stopped, exit code 3; waiting for the next start —/g;

  function numbers(text: string, word: string): number[] {
    return [...text.matchAll(new RegExp(`^${word} (\\d+)$`, 'gm'))].map(found => Number(found[1]));
  }

  function assertCounts(text: string): void {
    for (const word of ['out', 'err']) {
      const found = numbers(text, word);
      const wrong = found.findIndex((number, index) => number !== index + 1);
      assert.equal(wrong, -1, `${word}: ${found.slice(Math.max(0, wrong - 3), wrong + 3)}`);
      assert.ok(found.length > 50);
    }
  }

  describe('logs in a terminal', () => {
    it('go on over stops, starts and restarts, without a gap and nothing twice', async () => {
      const name = unique();
      await withContainer(docker, { ...counting, name }, async id => {
        const key = await on.row(id, 'running');
        const wish = { tail: 'all' } as const;
        await withTerminal(on.app.terminals.logs(key, wish), async logs => {
          assert.equal(logs.name, `${name}: logs`);
          await logs.until(/out 60\n/);
          await docker.getContainer(id).stop({ t: 5 });
          await logs.until(stopped);
          await pause(300);
          await docker.getContainer(id).start();
          await logs.until(/next start —\n(?:out|err) /);
          await pause(500);
          await docker.getContainer(id).restart({ t: 5 });
          await pause(700);
          await docker.getContainer(id).stop({ t: 5 });
          const counted = (await docker.getContainer(id).logs({ stdout: true, stderr: true }))
            .toString()
            .match(/out \d+/g)?.length;
          await until('all is shown', () => numbers(logs.text, 'out').length === counted);
          assertCounts(logs.text);
          assert.ok(logs.raw.includes('\u001b[33merr 1\u001b[39m'));
        });
        assert.deepEqual(on.lines, [['logs', '--follow', name]]);
      });
    });

    it('show also a run that was over before anyone could look', async () => {
      const cmd = ['sh', '-c', 'echo "run $(cat /n 2>/dev/null)"; echo again > /n'];
      await withContainer(docker, { cmd, start: false }, async id => {
        const key = await on.row(id, 'created');
        await withTerminal(on.app.terminals.logs(key), async logs => {
          await logs.until(/— not started yet; waiting for its start —/);
          await docker.getContainer(id).start();
          await logs.until(/run \n— stopped, exit code 0; waiting/);
          await docker.getContainer(id).start();
          await logs.until(/run again\n— stopped, exit code 0; waiting/);
          await docker.getContainer(id).remove({ force: true });
          await logs.until(/The container "[^"]+" was removed\.\nPress Enter/);
        });
      });
    });

    it('show and hide times, stop by Ctrl-C, and are opened once', async () => {
      const cmd = ['sh', '-c', 'echo 你好; sleep 1000'];
      await withContainer(docker, { cmd }, async id => {
        const key = await on.row(id, 'running');
        const terminal = on.app.terminals.logs(key);
        await withTerminal(terminal, async logs => {
          await logs.until(/^你好$/m);
          assert.equal(on.app.terminals.logs(key), terminal);
          logs.type('t');
          await logs.until(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z 你好$/m);
          logs.raw = '';
          logs.type('t');
          await logs.until(/^你好$/m);
          logs.type('\u0003');
          await logs.until(/The logs are no longer followed\.\nPress Enter/);
          logs.raw = '';
          logs.type('r');
          await logs.until(/^你好$/m);
          assert.equal(on.app.terminals.logs(key, { tail: 100 }), terminal);
          await logs.until(/Logs from the last 100 lines on\.[^\n]*\n你好$/m);
        });
        assert.equal(on.app.terminals.count, 0);
      });
    });

    it('begin where they are asked to', async () => {
      const cmd = ['sh', '-c', 'for i in 1 2 3 4 5; do echo line $i; done; sleep 1000'];
      await withContainer(docker, { cmd }, async id => {
        const key = await on.row(id, 'running');
        await withTerminal(on.app.terminals.logs(key, { tail: 2 }), async logs => {
          await logs.until(/line 5/);
          assert.match(logs.text, /on\.[^\n]*\nline 4\nline 5\n$/);
        });
        await pause(2_500); // engines tell their clock in whole seconds
        const wish = { sinceSeconds: 1, tail: 'all' } as const;
        await withTerminal(on.app.terminals.logs(key, wish), async logs => {
          await logs.opened();
          await pause(500);
          assert.doesNotMatch(logs.text, /line/);
        });
      });
    });

    it('say why there is nothing to read', async () => {
      const more = { HostConfig: { LogConfig: { Type: 'none', Config: {} } } };
      await withContainer(docker, { more }, async id => {
        const key = await on.row(id, 'running');
        await withTerminal(on.app.terminals.logs(key), logs =>
          logs.until(/This container keeps no logs: its log driver is "none"\./),
        );
      });
    });

    it('are shown without what could do harm', async () => {
      const evil = '\\033]52;c;aGFja2Vk\\007\\033[2J\\033[31mred\\033[0m\\033]0;title\\007';
      await withContainer(
        docker,
        { cmd: ['sh', '-c', `printf '${evil}\\n'; sleep 9`] },
        async id => {
          const key = await on.row(id, 'running');
          await withTerminal(on.app.terminals.logs(key), async logs => {
            await logs.until(/red/);
            assert.ok(
              logs.raw.includes('\r\n\u001b[31mred\u001b[0m\r\n'),
              JSON.stringify(logs.raw),
            );
          });
        },
      );
    });

    it('of 100 MB leave the editor at ease, and stop at once', async () => {
      const flood = 'yes "$(head -c 100 /dev/zero | tr "\\0" x)" | head -c 100000000; sleep 1000';
      await withContainer(docker, { cmd: ['sh', '-c', flood] }, async id => {
        const key = await on.row(id, 'running');
        const wish = { tail: 'all' } as const;
        await withTerminal(on.app.terminals.logs(key, wish), async logs => {
          await logs.until(/x{100}\n/);
          const delay = monitorEventLoopDelay({ resolution: 5 });
          delay.enable();
          await pause(3_000);
          delay.disable();
          // Not the longest of all: the machine may have other things to do.
          const still = delay.percentile(90) / 1e6;
          assert.ok(still < 200, `the host stood still for ${still} ms`);
          assert.ok(logs.raw.length > 300_000, `${logs.raw.length} characters in 3 s`);
          const start = performance.now();
          logs.type('\u0003');
          await until('it stops', () => logs.raw.slice(-2_000).includes('no longer followed'));
          assert.ok(performance.now() - start < 1_000);
          logs.raw = '';
        });
      });
    });

    it('leave no stream open', async () => {
      await withContainer(docker, {}, async id => {
        const key = await on.row(id, 'running');
        const [host] = on.app.hosts.all;
        const modem = host?.engine.streams.modem as unknown as { agent: Agent };
        const streams = (): number => Object.values(modem.agent.sockets).flat().length;
        const pipes = (): number =>
          process.getActiveResourcesInfo().filter(name => name === 'PipeWrap').length;
        await until('what was before is gone', () => streams() <= 1, 2_000).catch(() => {});
        const [streamsBefore, pipesBefore] = [streams(), pipes()];
        for (let round = 0; round < 3; round++) {
          await withTerminal(on.app.terminals.logs(key), async logs => {
            await logs.until(/Logs from/);
            await until('it reads', () => streams() > streamsBefore);
          });
          await withTerminal(on.app.terminals.shell(key), shell => shell.until(/# $/));
          await withTerminal(on.app.terminals.attach(key), main => main.until(/Attached/));
        }
        await until('no more streams', () => streams() === streamsBefore);
        // Kept connections for calls come and go: eight at most.
        await until('no more pipes', () => pipes() <= pipesBefore + 8);
        assert.equal(on.app.terminals.count, 0);
      });
    });
  });
});
