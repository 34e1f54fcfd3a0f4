import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type Docker from 'dockerode';
import { LogResume } from '../../src/docker/logResume';
import type { Engine } from '../../src/engine/connection';
import { type LogMessage, type LogQuery, readLogs } from '../../src/engine/logs';
import { faultProxy } from '../lib/faultProxy';
import { eventually } from '../lib/processes';
import { withConnection } from '../lib/talk';
import { testEngine, withContainer, withEngine } from '../lib/testEngine';

const whole: LogQuery = { tty: false, follow: false };
const forever = new AbortController().signal;

async function read(engine: Engine, id: string, query: LogQuery): Promise<readonly LogMessage[]> {
  const all: LogMessage[] = [];
  for await (const messages of readLogs(engine, id, query, forever)) all.push(...messages);
  return all;
}

/** As lines of one output, however they were cut into messages. */
function linesOf(messages: readonly LogMessage[], from: LogMessage['from']): readonly string[] {
  const own = messages.filter(message => message.from === from);
  let text = '';
  own.forEach((message, index) => {
    const next = own[index + 1];
    text += message.text + (message.ends || (next && next.stamp !== message.stamp) ? '\n' : '');
  });
  return text.replace(/\n$/, '').split('\n');
}

describe('logs, on a real engine', () => {
  const { docker, socket } = testEngine();

  /** The log of a command that has ended. */
  function logged(
    cmd: string,
    more: object,
    use: (engine: Engine, id: string) => Promise<void>,
  ): Promise<void> {
    return withConnection(socket, engine =>
      withContainer(docker, { cmd: ['sh', '-c', cmd], more }, async id => {
        await docker.getContainer(id).wait();
        await use(engine, id);
      }),
    );
  }

  it('come with their output and time', () =>
    logged('echo "Grüße, 你好"; sleep 0.1; echo bad >&2; printf end', {}, async (engine, id) => {
      const messages = await read(engine, id, whole);
      const told = messages.map(({ from, text, ends }) => ({ from, text, ends }));
      assert.deepEqual(told, [
        { from: 'stdout', text: 'Grüße, 你好', ends: true },
        { from: 'stderr', text: 'bad', ends: true },
        { from: 'stdout', text: 'end', ends: false },
      ]);
      for (const { stamp } of messages) assert.match(stamp, /^20.+\.\d{9}Z$/);
    }));

  it('come from a TTY line by line', () =>
    logged('echo one; echo bad >&2; printf end', { Tty: true }, async (engine, id) => {
      const messages = await read(engine, id, { ...whole, tty: true });
      const told = messages.map(({ from, text, ends }) => [from, text, ends]);
      assert.deepEqual(told, [
        ['stdout', 'one', true],
        ['stdout', 'bad', true],
        ['stdout', 'end', false],
      ]);
    }));

  for (const driver of ['json-file', 'local']) {
    for (const tty of [false, true]) {
      it(`join lines of 60 KB, in ${driver}, ${tty ? 'with' : 'without'} a TTY`, () => {
        // An odd start, so that characters of three bytes are cut in two.
        const cmd =
          'i=0; while [ $i -lt 2000 ]; do l="$l你好世界啊啊啊啊啊啊"; i=$((i+1)); done; echo "x$l"; echo after';
        const more = { Tty: tty, HostConfig: { LogConfig: { Type: driver, Config: {} } } };
        return logged(cmd, more, async (engine, id) => {
          const [long = '', after] = linesOf(await read(engine, id, { ...whole, tty }), 'stdout');
          const expected = `x${'你好世界啊啊啊啊啊啊'.repeat(2000)}`;
          // This driver itself spoils a character that it cuts in two.
          const spoilt = driver === 'json-file' ? long.replace(/\ufffd+/g, '?') : long;
          const pattern = driver === 'json-file' ? /^x[你好世界啊]+(\?[你好世界啊]+){2}$/ : /^x/;
          assert.match(spoilt, pattern);
          if (driver === 'local') assert.ok(long === expected, `${long.length} characters`);
          assert.equal(after, 'after');
        });
      });
    }
  }

  it('begin at the last lines, or at a time, which they include', () =>
    logged('for i in 1 2 3 4 5; do echo $i; sleep 0.01; done', {}, async (engine, id) => {
      const all = await read(engine, id, whole);
      const tail = await read(engine, id, { ...whole, tail: 2 });
      assert.deepEqual(linesOf(tail, 'stdout'), ['4', '5']);
      const resume = new LogResume();
      assert.ok(all[3]);
      resume.isNew(all[3]);
      const rest = await read(engine, id, { ...whole, since: resume.since });
      assert.deepEqual(linesOf(rest, 'stdout'), ['4', '5']);
    }));

  it('say unsupported where the driver keeps nothing, notFound where it is gone', () => {
    const more = { HostConfig: { LogConfig: { Type: 'none', Config: {} } } };
    return logged('echo one', more, async (engine, id) => {
      await assert.rejects(read(engine, id, whole), { kind: 'unsupported' });
      await assert.rejects(read(engine, 'nobody', whole), { kind: 'notFound' });
    });
  });

  it('that are followed open at once where nothing was said, and end by the signal', () =>
    withConnection(socket, engine =>
      withContainer(docker, {}, async id => {
        const life = new AbortController();
        const reader = readLogs(engine, id, { ...whole, follow: true }, life.signal);
        const next = reader.next();
        await pause(300);
        life.abort();
        assert.deepEqual(await next, { done: true, value: undefined });
      }),
    ));

  it('of 100 MB are read no faster than they are taken, and can be left at any time', () =>
    withConnection(socket, engine => {
      const cmd = 'yes 0123456789012345678901234567890123456789 | head -c 100000000; sleep 100';
      return withContainer(docker, { cmd: ['sh', '-c', cmd] }, async id => {
        const before = process.memoryUsage.rss();
        let bytes = 0;
        for await (const messages of readLogs(engine, id, { ...whole, follow: true }, forever)) {
          for (const { text } of messages) bytes += text.length;
          if (bytes > 10_000_000) break;
        }
        await pause(300);
        assert.ok(process.memoryUsage.rss() - before < 150_000_000);
      });
    }));
});

/** Prints numbers without end, in both outputs; told to stop, it does so between two of them. */
const counter = `trap "stop=1" TERM; i=$(cat /n 2>/dev/null || echo 0)
while [ -z "$stop" ]; do i=$((i+1)); echo "out $i"; echo "err $i" >&2; usleep 300; done; echo $i > /n`;

/** Follows over all stops and breaks, as long as the signal lets it. */
async function follow(
  socket: string,
  id: string,
  seen: LogMessage[],
  life: AbortSignal,
): Promise<void> {
  const resume = new LogResume();
  while (!life.aborted) {
    resume.begin();
    const query = { ...whole, follow: true, since: resume.since };
    try {
      await withConnection(socket, async engine => {
        for await (const messages of readLogs(engine, id, query, life)) {
          seen.push(...messages.filter(message => resume.isNew(message)));
        }
      });
    } catch {
      // as its reader does: again
    }
    await pause(20);
  }
}

describe('logs that are read on', () => {
  /** Follows a counting container while something happens to it, and compares with the log itself. */
  async function assertWhole(
    docker: Docker,
    sockets: { readonly direct: string; readonly followed: string },
    happening: (id: string) => Promise<void>,
  ): Promise<void> {
    const more = { StopSignal: 'SIGTERM', HostConfig: { RestartPolicy: { Name: 'always' } } };
    await withContainer(docker, { cmd: ['sh', '-c', counter], more }, async id => {
      const seen: LogMessage[] = [];
      const life = new AbortController();
      const following = follow(sockets.followed, id, seen, life.signal);
      assert.ok(await eventually(() => seen.length > 300, 20_000), 'it counts');
      await happening(id);
      const before = seen.length;
      assert.ok(await eventually(() => seen.length > before + 300, 20_000), 'it goes on counting');
      await docker.getContainer(id).stop({ t: 5 });
      const all = await withConnection(sockets.direct, engine => read(engine, id, whole));
      await eventually(() => seen.length >= all.length, 5_000);
      await pause(200);
      life.abort();
      await following;
      const first = seen.findIndex((message, index) => message.stamp !== all[index]?.stamp);
      assert.equal(first, -1, `${seen.length} of ${all.length}, the first wrong is ${first}`);
      assert.equal(seen.length, all.length);
      const numbers = linesOf(seen, 'stdout').map(line => Number(line.slice(4)));
      assert.deepEqual(
        numbers.filter((number, index) => number !== index + 1),
        [],
      );
    });
  }

  it('have no gap and nothing twice over a container’s restarts', () => {
    const { docker, socket } = testEngine();
    return assertWhole(docker, { direct: socket, followed: socket }, async id => {
      for (let restart = 0; restart < 3; restart++) {
        await docker.getContainer(id).restart({ t: 5 });
        await pause(300);
      }
    });
  });

  it('have no gap and nothing twice over breaks of the connection', async () => {
    const { docker, socket } = testEngine();
    const proxy = await faultProxy(socket);
    try {
      await assertWhole(docker, { direct: socket, followed: proxy.socket }, async () => {
        for (let cut = 0; cut < 5; cut++) {
          proxy.resetAll();
          await pause(200);
        }
      });
    } finally {
      await proxy.close();
    }
  });

  it('have no gap and nothing twice over an engine’s restart', () =>
    withEngine(
      async ({ docker, socket, control }) => {
        await assertWhole(docker, { direct: socket, followed: socket }, async () => {
          await control.stop();
          await control.start();
        });
      },
      { images: true },
    ));
});
