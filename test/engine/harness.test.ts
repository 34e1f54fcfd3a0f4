import assert from 'node:assert/strict';
import { cleanDemo, demoLabel, makeDemo } from '../lib/demo';
import { faultProxy } from '../lib/faultProxy';
import { dockerAt, testEngine, withContainer, withEngine } from '../lib/testEngine';
import { testImages } from '../lib/testImages';

describe('the private engine', () => {
  it('crashes, starts and freezes, and keeps what it had', function () {
    this.timeout(180_000);
    return withEngine(
      async ({ control, docker }) => {
        const { id } = await docker.createContainer({
          Image: testImages.busybox,
          Cmd: ['sleep', '99'],
        });
        await docker.getContainer(id).start();
        await control.kill();
        await assert.rejects(docker.ping(), { code: 'ENOENT' });
        await control.start();
        const { State } = await docker.getContainer(id).inspect();
        assert.deepEqual([State.Status, State.ExitCode], ['exited', 255]);
        control.pause();
        const silent = await Promise.race([docker.ping(), wait(500)]);
        control.resume();
        assert.equal(silent, 'waited');
        assert.equal(String(await docker.ping()), 'OK');
      },
      { images: true },
    );
  });

  it('publishes ports where this machine reaches them', async () => {
    const { docker, control } = testEngine();
    const more = { HostConfig: { PublishAllPorts: true } };
    await withContainer(docker, { image: testImages.web, more }, async id => {
      const { NetworkSettings } = await docker.getContainer(id).inspect();
      const port = NetworkSettings.Ports['80/tcp']?.[0]?.HostPort;
      const page = await fetch(`http://${control.address}:${port}/`);
      assert.match(await page.text(), /It works/);
    });
  });
});

describe('the demo', () => {
  it('is made and removed, and nothing else is', async function () {
    this.timeout(180_000);
    const { docker } = testEngine();
    const filters = { label: Object.entries(demoLabel).map(([key, value]) => `${key}=${value}`) };
    await withContainer(docker, { name: 'not-of-the-demo' }, async id => {
      try {
        await makeDemo(docker);
        const names = (await docker.listContainers({ filters })).flatMap(c => c.Names).sort();
        assert.deepEqual(names, ['/demo-api', '/demo-cache', '/demo-db', '/demo-web']);
        const { NetworkSettings } = await docker.getContainer('demo-api').inspect();
        assert.deepEqual(Object.keys(NetworkSettings.Networks).sort(), ['demo-back', 'demo-front']);
      } finally {
        assert.equal(await cleanDemo(docker), 9);
      }
      assert.deepEqual(await docker.listContainers({ all: true, filters }), []);
      assert.deepEqual(await docker.listNetworks({ filters }), []);
      assert.deepEqual(await docker.listImages({ filters }), []);
      assert.equal((await docker.getContainer(id).inspect()).State.Running, true);
    });
  });
});

describe('the fault proxy', () => {
  it('hands on streams that both sides talk on, half-closed ones too', async () => {
    const { docker, socket } = testEngine();
    const proxy = await faultProxy(socket);
    try {
      await withContainer(docker, {}, async id => {
        const through = dockerAt(proxy.socket);
        const Cmd = ['sh', '-c', 'wc -c; exit 3'];
        const exec = await through
          .getContainer(id)
          .exec({ Cmd, AttachStdin: true, AttachStdout: true, Tty: false });
        const stream = await exec.start({ hijack: true, stdin: true });
        stream.end('x'.repeat(1_000_000));
        const said: Buffer[] = [];
        for await (const chunk of stream) said.push(chunk as Buffer);
        assert.match(Buffer.concat(said).toString('latin1'), /1000000\n$/);
        assert.equal((await exec.inspect()).ExitCode, 3);
      });
    } finally {
      await proxy.close();
    }
  });

  it('spoils what it is told to, and nothing after', async () => {
    const proxy = await faultProxy(testEngine().socket);
    const docker = dockerAt(proxy.socket);
    const once = { times: 1 };
    try {
      proxy.reset(/_ping/, once);
      await assert.rejects(docker.ping(), { code: 'ECONNRESET' });
      proxy.answer(/_ping/, 503, '{"message":"busy"}', once);
      await assert.rejects(docker.ping(), /busy/);
      proxy.hang(/_ping/, once);
      assert.equal(await Promise.race([docker.ping(), wait(300)]), 'waited');
      proxy.stall(/version/, 10, once);
      assert.equal(await Promise.race([docker.version(), wait(300)]), 'waited');
      assert.equal(String(await docker.ping()), 'OK');
      assert.equal(proxy.requests.filter(asked => asked === 'GET /_ping').length, 4);
      await proxy.down();
      await assert.rejects(docker.ping());
      await proxy.up();
      assert.equal(String(await docker.ping()), 'OK');
    } finally {
      await proxy.close();
    }
  });
});

function wait(ms: number): Promise<string> {
  return new Promise(done => setTimeout(done, ms, 'waited'));
}
