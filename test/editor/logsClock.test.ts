import assert from 'node:assert/strict';
import { Host } from '../../src/model/host';
import { Hosts } from '../../src/model/hosts';
import { formatKey } from '../../src/model/key';
import { Terminals } from '../../src/terminals/terminals';
import { CommandLog } from '../../src/ui/commandLog';
import { endpointAt } from '../lib/endpointAt';
import { faultProxy } from '../lib/faultProxy';
import { testEngine, withContainer } from '../lib/testEngine';
import { until } from './extensionApi';
import { withTerminal } from './terminalReader';

describe('the logs of the last minutes, on an engine whose clock is another', () => {
  it('are counted by the engine’s clock, also where that was set after connecting', async () => {
    const { docker, socket } = testEngine();
    const proxy = await faultProxy(socket);
    const host = new Host('off', async () => endpointAt(proxy.socket));
    const hosts = new Hosts([host]);
    const said = new CommandLog();
    const terminals = new Terminals(hosts, said);
    const shift = -7_200;
    try {
      await withContainer(docker, { cmd: ['sh', '-c', 'echo one; sleep 60'] }, async id => {
        await host.connected();
        await until('the store knows it', () => host.store.get('container', id));
        proxy.shiftClock(shift);
        const key = formatKey({ host: 'off', kind: 'container', id });
        await withTerminal(terminals.logs(key, { sinceSeconds: 300 }), logs => logs.until(/one/));
        const asked = proxy.requests.find(request => request.includes(`/containers/${id}/logs`));
        const since = Number(/[?&]since=([\d.]+)/.exec(asked ?? '')?.[1]);
        const wanted = Date.now() / 1000 + shift - 300;
        assert.ok(Math.abs(since - wanted) < 15, `${since}, not ${wanted}`);
      });
    } finally {
      terminals.dispose();
      hosts.dispose();
      said.dispose();
      await proxy.close();
    }
  });
});
