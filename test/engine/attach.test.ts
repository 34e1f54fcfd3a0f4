import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { attachContainer, resizeContainer, waitForExit } from '../../src/engine/attach';
import { Listener, withConnection } from '../lib/talk';
import { type ContainerWish, testEngine, withContainer } from '../lib/testEngine';

const shell: ContainerWish = {
  cmd: ['sh'],
  more: { Tty: true, OpenStdin: true, Env: ['PS1=$ '] },
};

describe('attach, on a real engine', () => {
  const { docker, socket } = testEngine();
  const isRunning = async (id: string): Promise<boolean> =>
    (await docker.getContainer(id).inspect()).State.Running;

  it('types to a main process with a TTY, and resizes it', () =>
    withConnection(socket, engine =>
      withContainer(docker, shell, async id => {
        const talk = await attachContainer(engine, id, { tty: true, stdin: true });
        const listener = new Listener(talk);
        await resizeContainer(engine, id, { columns: 101, rows: 33 });
        listener.type('stty size; echo 你好\n');
        await listener.until(/33 101\r\n你好\r\n/);
        talk.close();
      }),
    ));

  it('leaves it running when closed, and on Ctrl-P Ctrl-Q', () =>
    withConnection(socket, engine =>
      withContainer(docker, shell, async id => {
        const closed = await attachContainer(engine, id, { tty: true, stdin: true });
        closed.close();
        const talk = await attachContainer(engine, id, { tty: true, stdin: true });
        const detached = new Listener(talk);
        detached.type('\u0010');
        detached.type('\u0011');
        await detached.ended;
        await pause(200);
        assert.equal(await isRunning(id), true);
      }),
    ));

  it('reads both outputs of one without a TTY, from now on', () =>
    withConnection(socket, engine => {
      const cmd = ['sh', '-c', 'while read line; do echo "got $line"; echo "bad" >&2; done'];
      return withContainer(docker, { cmd, more: { OpenStdin: true } }, async id => {
        const talk = await attachContainer(engine, id, { tty: false, stdin: true });
        const listener = new Listener(talk);
        listener.type('eins\n');
        await listener.until(/got eins\n/);
        assert.equal(listener.stderr, 'bad\n');
        talk.close();
        await pause(200);
        assert.equal(await isRunning(id), true);
      });
    }));

  it('sends nothing of its own to the process', () =>
    withConnection(socket, engine => {
      const cmd = ['sh', '-c', 'od -c'];
      return withContainer(
        docker,
        { cmd, more: { OpenStdin: true, StdinOnce: true } },
        async id => {
          const talk = await attachContainer(engine, id, { tty: false, stdin: true });
          const listener = new Listener(talk);
          listener.type('x');
          talk.endInput();
          await listener.ended;
          assert.match(listener.stdout, /^0000000 {3}x\s+0000001\s*$/);
        },
      );
    }));

  it('tells the exit code, also of one that is removed at once', () =>
    withConnection(socket, engine => {
      const cmd = ['sh', '-c', 'read line; exit 9'];
      const more = { OpenStdin: true, HostConfig: { AutoRemove: true } };
      return withContainer(docker, { cmd, more }, async id => {
        const exit = waitForExit(engine, id, new AbortController().signal);
        const talk = await attachContainer(engine, id, { tty: false, stdin: true });
        await pause(100);
        talk.write(Buffer.from('\n'));
        assert.equal(await exit, 9);
        await docker
          .getContainer(id)
          .wait({ condition: 'removed' })
          .catch(() => {});
        const gone = attachContainer(engine, 'nobody', { tty: false, stdin: true });
        await assert.rejects(gone, { kind: 'notFound' });
      });
    }));

  it('stops waiting for the exit', () =>
    withConnection(socket, engine =>
      withContainer(docker, {}, async id => {
        const life = new AbortController();
        const exit = waitForExit(engine, id, life.signal);
        await pause(50);
        life.abort();
        await assert.rejects(exit, { kind: 'cancelled' });
      }),
    ));
});
