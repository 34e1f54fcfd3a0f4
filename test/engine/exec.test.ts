import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { Engine } from '../../src/engine/connection';
import { EngineError } from '../../src/engine/errors';
import {
  type ExecWish,
  readEndedExec,
  readExec,
  resizeExec,
  runExec,
  startExec,
} from '../../src/engine/exec';
import { faultProxy } from '../lib/faultProxy';
import { eventually } from '../lib/processes';
import { Listener, withConnection } from '../lib/talk';
import { testEngine, withContainer } from '../lib/testEngine';

const shell: ExecWish = {
  command: ['sh'],
  tty: true,
  stdin: true,
  env: ['TERM=xterm-256color', 'PS1=$ '],
};

describe('exec, on a real engine', () => {
  const { docker, socket } = testEngine();

  /** A running container, with a connection to its engine. */
  function inContainer(use: (engine: Engine, id: string) => Promise<void>): Promise<void> {
    return withConnection(socket, engine => withContainer(docker, {}, id => use(engine, id)));
  }

  it('runs a short command: both outputs apart, and its code', () =>
    inContainer(async (engine, id) => {
      const command = ['sh', '-c', 'echo "Grüße, 你好"; echo bad >&2; exit 7'];
      const result = await runExec(engine, id, { command });
      assert.deepEqual(result, { code: 7, stdout: 'Grüße, 你好\n', stderr: 'bad\n' });
    }));

  it('takes user, working folder and environment', () =>
    inContainer(async (engine, id) => {
      const command = ['sh', '-c', 'id -un; pwd; echo $COLOUR'];
      const wish = { command, user: 'guest', workingDir: '/etc', env: ['COLOUR=blau'] };
      assert.equal((await runExec(engine, id, wish)).stdout, 'guest\n/etc\nblau\n');
    }));

  it('tells what never started from what ended so', () =>
    inContainer(async (engine, id) => {
      const wishes: readonly [Partial<ExecWish>, string, RegExp][] = [
        [{ command: ['bash'] }, 'notStarted', /executable file not found/],
        [{ command: ['/bin/nosuch'] }, 'notStarted', /no such file or directory/],
        [{ user: 'nobody-here' }, 'notStarted', /unable to find user/],
        [{ workingDir: '/nowhere' }, 'notStarted', /chdir to cwd/],
        [{ command: ['sh', '-c', 'echo x; exit 127'] }, 'exited', /x/],
      ];
      for (const [wish, kind, words] of wishes) {
        try {
          const exec = await startExec(engine, id, { ...shell, ...wish });
          const listener = new Listener(exec);
          await listener.ended;
          assert.match(listener.stdout, words);
          assert.equal((await readEndedExec(engine, exec.id)).kind, kind);
        } catch (error) {
          // Docker 28 looks for the user first, and refuses in the same words.
          if (!wish.user || !EngineError.is(error, 'badRequest')) throw error;
          assert.match(error.message, words);
        }
      }
    }));

  it('is a terminal: size, colours, Ctrl-C, exit code', () =>
    inContainer(async (engine, id) => {
      const exec = await startExec(engine, id, { ...shell, size: { columns: 90, rows: 30 } });
      const listener = new Listener(exec);
      await resizeExec(engine, exec.id, { columns: 120, rows: 40 });
      listener.type('stty size; echo $TERM\n');
      await listener.until(/40 120\r\nxterm-256color\r\n/);
      listener.type('sleep 100\n');
      await pause(200);
      listener.type('\u0003');
      listener.type('echo code $?\n');
      await listener.until(/code 130/);
      assert.equal((await readExec(engine, exec.id)).kind, 'running');
      listener.type('exit 3\n');
      await listener.ended;
      assert.deepEqual(await readEndedExec(engine, exec.id), { kind: 'exited', code: 3 });
    }));

  it('takes characters whose bytes come one by one', () =>
    inContainer(async (engine, id) => {
      const exec = await startExec(engine, id, { ...shell, command: ['cat'] });
      const listener = new Listener(exec);
      for (const byte of Buffer.from('你好，世界 🐳\n')) {
        exec.write(Uint8Array.of(byte));
        await pause(5);
      }
      await listener.until(/你好，世界 🐳\r\n你好，世界 🐳\r\n/);
      exec.close();
      await assert.rejects(listener.ended, { kind: 'unreachable' });
    }));

  it('passes the end of input', () =>
    inContainer(async (engine, id) => {
      const wish = { ...shell, command: ['wc', '-c'], tty: false };
      const exec = await startExec(engine, id, wish);
      const listener = new Listener(exec);
      exec.write(Buffer.alloc(300_000, 'x'));
      exec.endInput();
      await listener.ended;
      assert.equal(listener.stdout.trim(), '300000');
    }));

  it('gives the code of one that was killed, and of one whose container stopped', () =>
    inContainer(async (engine, id) => {
      const first = await startExec(engine, id, shell);
      const killed = new Listener(first);
      killed.type('kill -9 $$\n');
      await killed.ended;
      assert.deepEqual(await readEndedExec(engine, first.id), { kind: 'exited', code: 137 });
      const second = await startExec(engine, id, shell);
      const stopped = new Listener(second);
      await stopped.until(/\$ /);
      await docker.getContainer(id).stop({ t: 0 });
      await stopped.ended;
      assert.deepEqual(await readEndedExec(engine, second.id), { kind: 'exited', code: 137 });
    }));

  it('says conflict for a container that does not run, notFound for one that is gone', () =>
    withConnection(socket, engine =>
      withContainer(docker, { start: false }, async id => {
        await assert.rejects(startExec(engine, id, shell), { kind: 'conflict' });
        await assert.rejects(startExec(engine, 'nobody', shell), { kind: 'notFound' });
      }),
    ));

  it('bounds the time of a short command', () =>
    inContainer(async (engine, id) => {
      const slow = runExec(engine, id, { command: ['sleep', '30'] }, { timeoutMs: 300 });
      await assert.rejects(slow, { kind: 'timeout' });
    }));

  it('reads no more than is taken from it, and ends at once', () =>
    inContainer(async (engine, id) => {
      const exec = await startExec(engine, id, { ...shell, command: ['yes'], tty: false });
      const before = process.memoryUsage.rss();
      let bytes = 0;
      for await (const { data } of exec.output) {
        bytes += data.length;
        if (bytes > 1_000_000) break;
      }
      await pause(500);
      assert.ok(process.memoryUsage.rss() - before < 50_000_000);
      exec.close();
    }));
});

describe('exec, over a bad connection', () => {
  const { docker, socket } = testEngine();

  it('ends when the connection breaks, and the program still runs', async () => {
    const proxy = await faultProxy(socket);
    try {
      await withContainer(docker, {}, id =>
        withConnection(proxy.socket, async engine => {
          const exec = await startExec(engine, id, shell);
          const listener = new Listener(exec);
          // a shell would end with its input, sooner or later
          listener.type('echo here; exec sleep 60\n');
          await listener.until(/^here\r\n/m);
          proxy.resetAll();
          await listener.ended.catch(() => {}); // some resets look like an end
          assert.equal((await readEndedExec(engine, exec.id)).kind, 'running');
        }),
      );
    } finally {
      await proxy.close();
    }
  });

  it('refuses an answer that is no stream, instead of taking it for an end', async () => {
    const proxy = await faultProxy(socket);
    try {
      await withContainer(docker, {}, id =>
        withConnection(proxy.socket, async engine => {
          proxy.answer(/exec\/\w+\/start/, 200, '');
          await assert.rejects(startExec(engine, id, shell), { kind: 'unsupported' });
          proxy.clear();
          proxy.hang(/exec\/\w+\/start/);
          const slow = startExec(engine, id, shell, { timeoutMs: 200 });
          await assert.rejects(slow, { kind: 'timeout' });
        }),
      );
    } finally {
      await proxy.close();
    }
  });

  it('leaves no connection behind', async () => {
    const proxy = await faultProxy(socket);
    try {
      await withContainer(docker, {}, id =>
        withConnection(proxy.socket, async engine => {
          await runExec(engine, id, { command: ['true'] });
          const before = proxy.connections();
          const life = new AbortController();
          const execs = await Promise.all(
            Array.from({ length: 5 }, () => startExec(engine, id, shell, { signal: life.signal })),
          );
          assert.ok(proxy.connections() >= 5);
          execs[0]?.close();
          life.abort();
          // What is left are the kept ones for calls, eight at most.
          const calls = (): number => proxy.connections();
          assert.ok(await eventually(() => calls() <= Math.max(before, 8), 2_000));
          const streams = execs.map(exec => new Listener(exec).ended.catch(() => {}));
          await Promise.all(streams);
        }),
      );
      assert.ok(await eventually(() => proxy.connections() === 0, 2_000));
    } finally {
      await proxy.close();
    }
  });
});
