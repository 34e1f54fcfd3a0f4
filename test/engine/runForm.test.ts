import '../lib/vscodeWords';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type Docker from 'dockerode';
import type { Host } from '../../src/model/host';
import type { RunEnd } from '../../src/protocol/run';
import { eventually } from '../lib/processes';
import { specOf, Worker } from '../lib/runForm';
import { testEngine, withContainer, withEngine } from '../lib/testEngine';
import { testImages } from '../lib/testImages';
import { pushImage } from '../lib/testRegistry';
import { connected, hostAt } from './following';

const unique = (): string => `form-${Math.random().toString(36).slice(2, 10)}`;

describe('the run form, on a real engine', () => {
  const { docker, host: url } = testEngine();
  let host: Host;
  let form: Worker;

  before(async () => {
    host = hostAt(url);
    await connected(host);
  });
  beforeEach(() => {
    form = new Worker(host);
  });
  after(() => host.dispose());

  /** Runs a line under a name of its own, and removes what came of it. */
  async function running(
    line: string,
    end: RunEnd,
    use: (name: string) => Promise<void>,
  ): Promise<void> {
    const name = unique();
    try {
      await form.worker.run({ spec: specOf(`docker run --name ${name} ${line}`), end });
      await use(name);
    } finally {
      await docker.getContainer(name).remove({ force: true, v: true }).catch(ignore);
    }
  }
  const inspect = (name: string) => docker.getContainer(name).inspect();
  const isThere = (name: string): Promise<boolean> =>
    inspect(name).then(
      () => true,
      () => false,
    );

  it('makes the container that the options say', () =>
    running(
      '--memory 64m --cpus 0.5 -e A=b --env PATH -v /data --tmpfs /t:size=1m --restart on-failure:3 ' +
        '--cap-drop ALL --read-only --hostname here --init --stop-signal SIGKILL ' +
        `${testImages.busybox} sleep 60`,
      'create',
      async name => {
        const { Config, HostConfig, State } = await inspect(name);
        assert.equal(State.Status, 'created');
        assert.deepEqual(Config.Cmd, ['sleep', '60']);
        assert.ok(Config.Env.includes('A=b') && Config.Env.includes(`PATH=${process.env['PATH']}`));
        assert.equal(Config.Hostname, 'here');
        assert.equal(HostConfig.Memory, 64 * 1024 * 1024);
        assert.equal(HostConfig.NanoCpus, 500_000_000);
        assert.deepEqual(HostConfig.RestartPolicy, { Name: 'on-failure', MaximumRetryCount: 3 });
        assert.deepEqual(HostConfig.CapDrop, ['ALL']);
        assert.deepEqual(HostConfig.Tmpfs, { '/t': 'size=1m' });
        assert.equal(HostConfig.ReadonlyRootfs, true);
        assert.deepEqual(form.phases, ['creating', 'done']);
        assert.match(form.said[0] ?? '', /^create --name \S+ -m 64m/);
      },
    ));

  it('starts it in the background, and says so', () =>
    running(`-it ${testImages.busybox} sh`, 'start', async name => {
      const { Config, State } = await inspect(name);
      assert.equal(State.Running, true);
      // In the background nobody's leaving ends the input.
      assert.equal(Config.StdinOnce, false);
      assert.deepEqual(form.phases, ['creating', 'starting', 'done']);
      const sentence = `The container "${name}" is running.`;
      const opens = ['logs', 'shell'];
      assert.deepEqual(form.last, { phase: 'done', name, sentence, opens });
      assert.match(form.said[0] ?? '', /^run -itd --name/);
    }));

  it('opens the logs once the store knows it', () =>
    running(`${testImages.busybox} sleep 60`, 'logs', async name => {
      const { Id } = await inspect(name);
      assert.deepEqual(form.opened, [`logs ${host.id}/container/${Id}`]);
    }));

  it('offers what there is to look at of what it made', async () => {
    const opens = (): readonly string[] | undefined =>
      form.last.phase === 'done' ? form.last.opens : undefined;
    await running(`-p 127.0.0.1::80 ${testImages.busybox} sleep 60`, 'start', async name => {
      assert.deepEqual(opens(), ['browser', 'logs', 'shell']);
      for (const what of ['browser', 'logs', 'shell'] as const) form.worker.open(what);
      const key = `${host.id}/container/${(await inspect(name)).Id}`;
      assert.deepEqual(form.opened, [`browse ${key}`, `logs ${key}`, `shell ${key}`]);
    });
    await running(`${testImages.busybox} true`, 'start', async () => {
      assert.deepEqual(opens(), ['logs']);
    });
    await running(`--rm ${testImages.busybox} true`, 'start', async () => {
      assert.deepEqual(opens(), []);
    });
    await running(testImages.busybox, 'create', async () => assert.deepEqual(opens(), []));
  });

  it('leaves the start to the terminal that attaches', () =>
    running(`-d ${testImages.busybox} sleep 60`, 'attach', async name => {
      const { Id, State } = await inspect(name);
      assert.deepEqual(form.opened, [`attach ${Id}`]);
      assert.equal(State.Status, 'created');
      assert.doesNotMatch(form.said[0] ?? '', / -d /);
    }));

  it('leaves nothing behind of a start that fails, and says why', async () => {
    const name = unique();
    const spec = specOf(`docker run --name ${name} -v /data ${testImages.busybox} /no/such`);
    const sentence = new RegExp(
      `^The image cannot run "/no/such": check the command\\. .*The container "${name}" was removed again\\.$`,
    );
    await assert.rejects(form.worker.run({ spec, end: 'start' }), { message: sentence });
    assert.equal(form.last.phase, 'failed');
    assert.equal(await isThere(name), false);
  });

  it('tells of one that ends at once what it printed last', async () => {
    const script = 'for i in $(seq 30); do echo line $i; done; exit 3';
    const name = unique();
    try {
      const spec = specOf(`docker run --name ${name} ${testImages.busybox} sh -c '${script}'`);
      await assert.rejects(form.worker.run({ spec, end: 'start' }), {
        message: `The container "${name}" ended at once, with code 3.`,
      });
      const { last } = form;
      assert.ok(last.phase === 'failed');
      const lines = last.log.split('\n');
      assert.deepEqual([lines.length, lines[0], lines.at(-1)], [20, 'line 11', 'line 30']);
      assert.equal(await isThere(name), true, 'it ran: its log is worth keeping');
    } finally {
      await docker.getContainer(name).remove({ force: true }).catch(ignore);
    }
  });

  it('refuses in words, and sends nothing then', async () => {
    const cases: readonly (readonly [string, RegExp])[] = [
      ['docker run', /^The image is missing/],
      ['docker run --memory 1x a', /^"1x" is no size/],
      ['docker run --frob=1 a', /^Docker has no option --frob: check/],
      ['docker run --rm --restart always a', /leave out --rm or "always"\.$/],
      ['docker run --env-file /no/such a', /^The file \/no\/such cannot be read/],
      ['docker run --env-file such a', /^No folder is open in which "such" could begin/],
      ['docker run -v ./x:/x a', /^No folder is open in which ".*x" could begin/],
    ];
    for (const [line, sentence] of cases) {
      const run = form.worker.run({ spec: specOf(line), end: 'start' });
      await assert.rejects(run, { message: sentence }, line);
    }
    assert.deepEqual(form.said, []);
  });

  it('says of a name that is taken what to do', () =>
    withContainer(docker, { name: unique(), start: false }, async id => {
      const name = (await inspect(id)).Name.slice(1);
      const spec = specOf(`docker run --name ${name} ${testImages.busybox}`);
      const message = `"${name}" is taken already: choose another name.`;
      await assert.rejects(form.worker.run({ spec, end: 'start' }), { message });
    }));

  it('says of an image that is not to be pulled that it is not here', async () => {
    const spec = specOf('docker run --pull never slipway-test/absent:1');
    await assert.rejects(form.worker.run({ spec, end: 'start' }), {
      message: /^The image "slipway-test\/absent:1" is not here, and is not to be pulled/,
    });
    assert.deepEqual(form.phases, ['creating', 'failed']);
  });

  it('reads the files that the command line would read, and writes the id', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-run-'));
    form.folder = folder;
    try {
      fs.writeFileSync(
        path.join(folder, 'vars'),
        '\ufeff# comment\n\n  A=1 #2\nB="x"\nHOME\nNONE_SUCH\nC=1\n',
      );
      fs.writeFileSync(path.join(folder, 'labels'), 'team=a b\nalone\n');
      fs.writeFileSync(path.join(folder, 'bad'), 'A=1\nB B=2\n');
      const files = '--env-file vars -e C=2 --label-file labels --cidfile id';
      await running(`${files} ${testImages.busybox}`, 'create', async name => {
        const { Config, Id } = await inspect(name);
        const wanted = ['A=1 #2', 'B="x"', `HOME=${process.env['HOME']}`, 'C=2'];
        assert.deepEqual(
          Config.Env.filter(text => !text.startsWith('PATH=')),
          wanted,
        );
        assert.deepEqual(Config.Labels, { team: 'a b', 'slipway.test': '1' });
        assert.equal(fs.readFileSync(path.join(folder, 'id'), 'utf8'), Id);
        assert.match(form.said[0] ?? '', / --env-file vars /);
      });
      const again = form.worker.run({ spec: specOf('docker run --cidfile id a'), end: 'create' });
      await assert.rejects(again, { message: /^The file id is there already/ });
      const bad = form.worker.run({ spec: specOf('docker run --env-file bad a'), end: 'create' });
      await assert.rejects(bad, { message: 'The name in line 2 of bad has a space: take it out.' });
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });

  it('does not show secrets in the log of commands', () =>
    running(`-e DB_PASSWORD=geheim -e A=b ${testImages.busybox}`, 'create', async () => {
      assert.match(form.said[0] ?? '', /-e DB_PASSWORD=\*\*\* -e A=b /);
    }));

  it('removes what it made where it is cancelled', async () => {
    const name = unique();
    form = new Worker(host, { attach: () => new Promise(() => {}) });
    const spec = specOf(`docker run --name ${name} ${testImages.busybox} sleep 60`);
    const run = form.worker.run({ spec, end: 'attach' });
    assert.ok(await eventually(() => form.last.phase === 'starting', 5_000));
    await assert.rejects(form.worker.run({ spec, end: 'create' }), {
      message: /under way already/,
    });
    form.worker.cancel();
    await run;
    assert.deepEqual(form.last, { phase: 'idle' });
    assert.equal(await isThere(name), false);
  });
});

describe('the run form and a registry', () => {
  it('pulls where the image is missing, always where asked to, and not when cancelled', () =>
    withEngine(
      async ({ docker, host: url, control }) => {
        const { registry } = control;
        const host = hostAt(url);
        try {
          await connected(host);
          await pullsMissing(docker, host, registry);
          await cancelsPull(docker, host, registry);
        } finally {
          host.dispose();
        }
      },
      { config: { 'insecure-registries': ['10.199.0.0/16'] }, images: true },
    ));

  async function pullsMissing(docker: Docker, host: Host, registry: string): Promise<void> {
    const image = `${registry}/form:1`;
    await pushImage(docker, testImages.busybox, image);
    const form = new Worker(host);
    await form.worker.run({ spec: specOf(`docker run ${image} sleep 60`), end: 'start' });
    assert.deepEqual(form.phases, ['creating', 'pulling', 'creating', 'starting', 'done']);
    const fractions = form.works.map(work => ('fraction' in work ? work.fraction : undefined));
    assert.ok(
      fractions.some(part => part !== undefined),
      String(fractions),
    );
    const again = new Worker(host);
    await again.worker.run({ spec: specOf(`docker run ${image}`), end: 'create' });
    assert.deepEqual(again.phases, ['creating', 'done']);
    const always = new Worker(host);
    await always.worker.run({ spec: specOf(`docker run --pull always ${image}`), end: 'create' });
    assert.deepEqual(always.phases, ['creating', 'pulling', 'creating', 'done']);
    await always.worker.pull(image);
    assert.deepEqual(always.phases.slice(-2), ['pulling', 'idle']);
    assert.equal(always.said.at(-1), `pull ${image}`);
  }

  async function cancelsPull(docker: Docker, host: Host, registry: string): Promise<void> {
    const before = (await docker.listContainers({ all: true })).length;
    const form = new Worker(host, { pull: (_, { signal }) => untilAborted(signal) });
    const spec = specOf(`docker run ${registry}/absent:1`);
    const run = form.worker.run({ spec, end: 'start' });
    assert.ok(await eventually(() => form.last.phase === 'pulling', 10_000));
    form.worker.cancel();
    await run;
    assert.deepEqual(form.last, { phase: 'idle' });
    assert.equal((await docker.listContainers({ all: true })).length, before);
  }
});

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
}

function ignore(): void {
  // It is gone already.
}
