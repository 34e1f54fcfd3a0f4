import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { Documents } from '../../src/documents/documents';
import { Host } from '../../src/model/host';
import { Hosts } from '../../src/model/hosts';
import { formatKey } from '../../src/model/key';
import { Terminals } from '../../src/terminals/terminals';
import { CommandLog } from '../../src/ui/commandLog';
import { endpointAt } from '../lib/endpointAt';
import { type TestEngine, withContainer, withEngine } from '../lib/testEngine';
import { until } from './extensionApi';
import { withTerminal } from './terminalReader';

interface Own {
  readonly hosts: Hosts;
  readonly terminals: Terminals;
  key(id: string): Promise<string>;
}

/** Terminals of their own on an engine of its own, which may be stopped. */
function withOwn(use: (engine: TestEngine, own: Own) => Promise<void>): Promise<void> {
  return withEngine(
    async engine => {
      const endpoint = endpointAt(engine.socket);
      const host = new Host('away', async () => endpoint);
      const hosts = new Hosts([host]);
      const said = new CommandLog();
      const terminals = new Terminals(hosts, said);
      const key = async (id: string): Promise<string> => {
        await host.connected();
        await until('the store knows it', () => host.store.get('container', id));
        return formatKey({ host: 'away', kind: 'container', id });
      };
      try {
        await use(engine, { hosts, terminals, key });
      } finally {
        terminals.dispose();
        hosts.dispose();
        said.dispose();
      }
    },
    { images: true },
  );
}

describe('terminals, while their engine is away', () => {
  it('go on with the logs when it is back, without a gap and nothing twice', () =>
    withOwn(async ({ docker, control }, { terminals, key }) => {
      const cmd = [
        'sh',
        '-c',
        'i=$(cat /n 2>/dev/null || echo 0); while true; do i=$((i+1)); echo $i > /n; echo "n $i"; usleep 5000; done',
      ];
      const more = { HostConfig: { RestartPolicy: { Name: 'always' } } };
      await withContainer(docker, { cmd, more }, async id => {
        const logs = terminals.logs(await key(id), { tail: 'all' });
        await withTerminal(logs, async reader => {
          await reader.until(/n 50\n/);
          await control.kill(); // a stop ends its containers first, and that would be told
          await reader.until(/— no connection; waiting for the engine —/);
          await control.start();
          const at = reader.text.length;
          await until('it goes on', () => /n \d+\n/.test(reader.text.slice(at)), 20_000);
          await docker.getContainer(id).stop({ t: 0 });
          const all = (await docker.getContainer(id).logs({ stdout: true })).toString();
          const expected = all.match(/n \d+/g) ?? [];
          const shown = (): readonly string[] => reader.text.match(/^n \d+$/gm) ?? [];
          await until('all is shown', () => shown().length >= expected.length);
          assert.deepEqual(shown(), expected);
        });
      });
    }));

  it('tell a shell that broke, and open it again', () =>
    withOwn(async ({ docker, control }, { terminals, key }) => {
      const more = { HostConfig: { RestartPolicy: { Name: 'always' } } };
      await withContainer(docker, { more }, async id => {
        await withTerminal(terminals.shell(await key(id)), async shell => {
          await shell.until(/# $/);
          await control.kill();
          await shell.until(/The connection to the engine broke\.[\s\S]*Press Enter/);
          await control.start();
          await until('it runs', async () => {
            const { State } = await docker.getContainer(id).inspect();
            return State.Running;
          });
          for (let tries = 0; tries < 20 && !/# $/.test(shell.text); tries++) {
            shell.type('r');
            await pause(700);
          }
          assert.match(shell.text, /# $/);
        });
      });
    }));

  it('hold an inspect document until it is back', () =>
    withOwn(async ({ docker, control }, { hosts, key }) => {
      const documents = new Documents(hosts);
      try {
        await withContainer(docker, {}, async id => {
          const { document } = await documents.inspect(await key(id));
          const status = (): string => JSON.parse(document.getText()).State.Status;
          assert.equal(status(), 'running');
          await control.kill(); // a stop ends its containers first, and that would be read
          await pause(300);
          assert.equal(status(), 'running');
          await control.start();
          await until('it is read again', () => status() === 'exited', 20_000);
        });
      } finally {
        documents.dispose();
      }
    }));
});
