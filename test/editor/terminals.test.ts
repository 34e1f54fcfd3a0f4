import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import * as vscode from 'vscode';
import { testEngine, withContainer } from '../lib/testEngine';
import { testImages } from '../lib/testImages';
import { unique } from './commandHarness';
import { ContainerHarness, stateOf } from './containerHarness';
import { until } from './extensionApi';
import { closeTerminals, withTerminal } from './terminalReader';

const { docker } = testEngine();
// All in one: the harness sets up and clears up for the tests around it.
describe('terminals, with their commands', () => {
  const on = new ContainerHarness();
  before(closeTerminals);

  /** The processes of a container that look like this. */
  async function processes(id: string, pattern: RegExp): Promise<number> {
    const { Processes } = await docker.getContainer(id).top();
    return (Processes as string[][]).filter(columns => pattern.test(columns.at(-1) ?? '')).length;
  }

  describe('a shell in a terminal', () => {
    it('takes the best there is, types, shows the exit code, and runs again', async () => {
      const name = unique();
      await withContainer(docker, { name }, async id => {
        const key = await on.row(id, 'running');
        await withTerminal(on.app.terminals.shell(key), async shell => {
          await shell.until(/# $/);
          assert.equal(shell.name, `${name}: sh`);
          assert.deepEqual(on.lines, [['exec', '-it', name, 'sh']]);
          shell.type('echo $TERM; echo "a你好b"\r');
          await shell.until(/xterm-256color\na你好b\n/);
          shell.type('exit 7\r');
          await shell.until(/Ended with exit code 7\.\nPress Enter to close/);
          shell.type('r');
          await shell.until(/Press Enter[\s\S]*# $/);
          shell.type('exit\r');
          await shell.until(/Ended with exit code 0\./);
          shell.type('\r');
          await until('it is closed', () => shell.closed);
        });
      });
    });

    it('takes what is typed before it is there, character halves, and new sizes', async () => {
      await withContainer(docker, {}, async id => {
        const key = await on.row(id, 'running');
        await withTerminal(on.app.terminals.shell(key), async shell => {
          const whale = '🐳';
          await shell.opened();
          shell.type('echo ');
          shell.type(whale.slice(0, 1));
          shell.type(`${whale.slice(1)}\r`);
          await shell.until(/\n🐳\n/);
          await pause(500); // the editor lays itself out
          shell.resize(77, 22);
          await pause(200);
          shell.type('stty size\r');
          await shell.until(/\n22 77\n/);
          shell.type('sleep 100\r');
          await pause(200);
          shell.type('\u0003');
          shell.type('echo code $?\r');
          await shell.until(/\ncode 130\n/);
        });
      });
    });

    it('is hung up when its terminal is closed', async () => {
      await withContainer(docker, {}, async id => {
        const key = await on.row(id, 'running');
        await withTerminal(on.app.terminals.shell(key), async shell => {
          await shell.until(/# $/);
          shell.type('sleep 1234\r');
          await until('it sleeps', () => processes(id, /sleep 1234/).then(found => found > 0));
        });
        await until('nothing is left', () =>
          processes(id, /sleep 1234|^sh/).then(found => found === 0),
        );
      });
      assert.equal(on.app.terminals.count, 0);
    });

    it('says how it ended: killed, or with its container', async () => {
      await withContainer(docker, {}, async id => {
        const key = await on.row(id, 'running');
        await withTerminal(on.app.terminals.shell(key), async shell => {
          await shell.until(/# $/);
          shell.type('kill -9 $$\r');
          await shell.until(/Ended with exit code 137, by the signal SIGKILL\./);
          shell.type('r');
          await shell.until(/Press Enter[\s\S]*# $/);
          await docker.getContainer(id).stop({ t: 0 });
          await shell.until(/The container "[^"]+" stopped, and the shell with it\./);
          shell.type('r');
          await shell.until(/is not running[\s\S]*Press Enter/);
        });
      });
    });

    it('falls back from one that is not there, and says so', async () => {
      await withContainer(docker, {}, async id => {
        const key = await on.row(id, 'running');
        const wish = { shell: '/bin/zsh', user: 'guest', workingDir: '/etc' };
        await withTerminal(on.app.terminals.shell(key, wish), async shell => {
          await shell.until(/"\/bin\/zsh" is not in this container\. Trying "sh"\./);
          await shell.until(/\$ $/);
          shell.type('id -un; pwd\r');
          await shell.until(/guest\n\/etc\n/);
        });
        const line = on.lines[0]?.slice(0, 6);
        assert.deepEqual(line, ['exec', '-it', '--user', 'guest', '--workdir', '/etc']);
      });
    });

    it('says what is wrong with a user or a folder', async () => {
      await withContainer(docker, {}, async id => {
        const key = await on.row(id, 'running');
        const { terminals } = on.app;
        await withTerminal(terminals.shell(key, { user: 'nobody-here' }), shell =>
          shell.until(/The container has no user "nobody-here"\.\nunable to find user/),
        );
        await withTerminal(terminals.shell(key, { workingDir: '/nowhere' }), shell =>
          shell.until(/The container has no folder "\/nowhere"\.\nOCI runtime/),
        );
      });
    });

    it('explains a container that has none', async () => {
      const name = unique();
      await withContainer(docker, { name, image: testImages.noShell }, async id => {
        const key = await on.row(id, 'running');
        await withTerminal(on.app.terminals.shell(key), async shell => {
          await shell.until(/There is no shell in this container: bash, sh, ash were not found\./);
          assert.match(
            shell.text,
            new RegExp(`--pid container:${name} --network container:${name}`),
          );
        });
        assert.deepEqual(on.lines, []);
      });
    });

    it('keeps the clipboard and the editor from what a container prints', async () => {
      await withContainer(docker, {}, async id => {
        const key = await on.row(id, 'running');
        await vscode.env.clipboard.writeText('mine');
        await withTerminal(on.app.terminals.shell(key), async shell => {
          await shell.until(/# $/);
          shell.type(
            "printf '\\033]52;c;aGFja2Vk\\007\\033]633;E;rm\\007\\033[31mred\\033[0m\\n'\r",
          );
          await shell.until(/\nred\n/);
          assert.ok(!shell.raw.includes('\u001b]52'));
          assert.ok(!shell.raw.includes('\u001b]633'));
          assert.ok(shell.raw.includes('\u001b[31mred'));
        });
        assert.equal(await vscode.env.clipboard.readText(), 'mine');
      });
    });

    it('is asked for by the command, with shell, user and folder', async () => {
      await withContainer(docker, {}, async id => {
        const key = await on.row(id, 'running');
        const before = new Set(vscode.window.terminals);
        const asking = on.run('shellAs', key);
        const list = await on.user.pick('/bin/ash');
        assert.deepEqual(
          list.items.map(item => item.label),
          ['The best there is', '/bin/sh', '/bin/ash'],
        );
        await on.user.type('guest');
        const folder = await on.user.next();
        on.user.write(folder, 'tmp');
        assert.match(String(folder.validationMessage), /relative/);
        on.user.write(folder, '/tmp');
        await on.user.enter();
        await asking;
        const opened = vscode.window.terminals.find(terminal => !before.has(terminal));
        assert.ok(opened);
        await withTerminal(opened, async shell => {
          await shell.opened();
          shell.type('id -un; pwd; echo $0\r');
          await shell.until(/guest\n\/tmp\n\/bin\/ash\n/);
        });
      });
    });
  });

  it('are called after their container, also once it is renamed', async () => {
    const [old, wanted] = [unique(), unique()];
    await withContainer(docker, { name: old }, async id => {
      const key = await on.row(id, 'running');
      await withTerminal(on.app.terminals.shell(key), async shell => {
        await shell.until(/# $/);
        await withTerminal(on.app.terminals.logs(key), async logs => {
          await logs.opened();
          assert.equal(logs.name, `${old}: logs`);
          await docker.getContainer(id).rename({ name: wanted });
          await until('both are renamed', () => logs.name === `${wanted}: logs`);
          assert.equal(shell.name, `${wanted}: sh`);
          await docker.getContainer(id).remove({ force: true });
          await logs.until(new RegExp(`"${wanted}" was removed`));
        });
      });
    });
  });

  describe('a main process in a terminal', () => {
    const tty = { Tty: true, OpenStdin: true, Env: ['PS1=$ '] };

    it('with a TTY is drawn, typed to, and left running', async () => {
      const name = unique();
      await withContainer(docker, { name, cmd: ['sh'], more: tty }, async id => {
        const key = await on.row(id, 'running');
        await withTerminal(on.app.terminals.attach(key), async main => {
          await main.until(/Attached to the main process\. Ctrl-P Ctrl-Q/);
          await main.until(/\$ /);
          await pause(500); // the editor lays itself out
          main.resize(88, 33);
          await pause(200);
          main.type('echo 你好; stty size\r');
          await main.until(/你好\n33 88\n/);
          main.type('\u0010\u0011');
          await main.until(/Detached\. The container goes on running\./);
        });
        assert.deepEqual(on.lines, [['attach', name]]);
        await withTerminal(on.app.terminals.attach(key), main => main.until(/Attached/));
        await pause(200);
        assert.equal(await stateOf(id), 'running');
      });
    });

    it('tells its exit code', async () => {
      await withContainer(docker, { cmd: ['sh'], more: tty }, async id => {
        const key = await on.row(id, 'running');
        await withTerminal(on.app.terminals.attach(key), async main => {
          await main.until(/Attached/);
          main.type('exit 5\r');
          await main.until(/Ended with exit code 5\./);
          main.type('r');
          await main.until(/is not running/);
        });
      });
    });

    it('without a TTY is typed to by lines, its errors told apart', async () => {
      const cmd = ['sh', '-c', 'while read l; do echo "got $l"; echo "bad $l" >&2; done'];
      await withContainer(docker, { cmd, more: { OpenStdin: true } }, async id => {
        const key = await on.row(id, 'running');
        await withTerminal(on.app.terminals.attach(key), async main => {
          await main.until(/Attached/);
          main.type('ein你\u007fs\r');
          await main.until(/got eins\n/);
          await until('the error is yellow', () => main.raw.includes('\u001b[33mbad eins'));
        });
        await pause(200);
        assert.equal(await stateOf(id), 'running');
      });
    });

    it('without input is only shown, and interrupted by Ctrl-C', async () => {
      const cmd = ['sh', '-c', 'trap "echo bye; exit 4" INT; while true; do sleep 0.1; done'];
      const more = { HostConfig: { AutoRemove: true } };
      await withContainer(docker, { cmd, more }, async id => {
        const key = await on.row(id, 'running');
        await withTerminal(on.app.terminals.attach(key), async main => {
          await main.until(/takes no input/);
          main.type('x\r');
          await pause(300);
          main.type('\u0003');
          await main.until(/bye\nEnded with exit code 4\./);
        });
        await docker
          .getContainer(id)
          .wait({ condition: 'removed' })
          .catch(() => {});
      });
    });

    it('whose input ends with the first who leaves keeps it', async () => {
      const more = { OpenStdin: true, StdinOnce: true };
      await withContainer(docker, { cmd: ['cat'], more }, async id => {
        const key = await on.row(id, 'running');
        await withTerminal(on.app.terminals.attach(key), main =>
          main.until(/Its input stays with who started it/),
        );
        await pause(300);
        assert.equal(await stateOf(id), 'running');
      });
    });
  });
});
