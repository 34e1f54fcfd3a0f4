import '../../lib/vscodeWords';
import assert from 'node:assert/strict';
import type { PublishedPort } from '../../../src/docker/ports';
import type { Container } from '../../../src/engine/records';
import { arrange } from '../../../src/trees/arrange';
import { containerView } from '../../../src/trees/container';
import { container, membership, network, top, world } from './records';

const usual = { grouping: 'compose', sorting: 'newest', label: '', filter: '', all: true };
const port = (hostPort: number, more: Partial<PublishedPort> = {}): PublishedPort => ({
  ip: '',
  hostPort,
  containerPort: 80,
  protocol: 'tcp',
  ...more,
});
const look = (more: Partial<Container>, place = top) =>
  containerView.row(container('web', more), world({}), place);

describe('the row of a container', () => {
  const states: readonly (readonly [string, Partial<Container>])[] = [
    ['running', {}],
    ['healthy', { health: 'healthy' }],
    ['unhealthy', { health: 'unhealthy' }],
    ['starting', { health: 'starting' }],
    ['paused', { state: 'paused' }],
    ['restarting', { state: 'restarting', exitCode: 1 }],
    ['exited', { state: 'exited', exitCode: 0 }],
    ['failed', { state: 'exited', exitCode: 137 }],
    ['dead', { state: 'dead' }],
    ['created', { state: 'created' }],
    ['removing', { state: 'removing' }],
  ];

  it('tells each state by a shape of its own, not by the colour alone', () => {
    const shapes = states.map(([, more]) => look(more).icon.id);
    assert.equal(new Set(shapes).size, states.length, shapes.join(' '));
    for (const [name, more] of states)
      assert.match(look(more).icon.color ?? '', /^slipway\./, name);
  });

  it('says image and ports, and first of all what is wrong', () => {
    assert.equal(look({}).description, 'nginx:1.27');
    assert.equal(look({ ports: [port(8080)] }).description, 'nginx:1.27 · 8080→80');
    assert.equal(look({ health: 'unhealthy' }).description, 'unhealthy · nginx:1.27');
    assert.equal(look({ state: 'exited', exitCode: 0 }).description, 'nginx:1.27');
    assert.equal(look({ state: 'exited', exitCode: 3 }).description, 'exit code 3 · nginx:1.27');
  });

  it('says what part it has in a change that is not confirmed', () => {
    const old = container('web-slipway-old-0a1b2c3d', { state: 'exited', exitCode: 0 });
    const all = [container('web'), old, container('other')];
    const of = (name: string) => {
      const one = all.find(record => record.name === name) ?? assert.fail(name);
      const { description, flags, spoken } = containerView.row(
        one,
        world({ containers: all }),
        top,
      );
      return { description, flags, spoken };
    };
    assert.equal(of('web').description, 'changed, not confirmed · nginx:1.27');
    assert.equal(of('web').flags, 'container running changed');
    assert.match(of('web').spoken, /old container is kept/);
    assert.match(of(old.name).description ?? '', /^kept until the change is confirmed · /);
    assert.equal(of(old.name).flags, 'container exited kept');
    assert.equal(of('other').flags, 'container running');
  });

  it('shows a few ports, and how many more there are', () => {
    const ports = [1, 2, 3, 4, 5].map(number => port(number));
    assert.equal(look({ ports }).description, 'nginx:1.27 · 1→80 2→80 3→80 +2');
  });

  it('shows the first digits of an image that has no name', () => {
    const image = `sha256:${'0123456789abcdef'.repeat(4)}`;
    assert.equal(look({ image }).description, '0123456789ab');
    assert.equal(look({ image: image.slice(7) }).description, '0123456789ab');
  });

  it('does not repeat the image below it', () => {
    const place = { grouping: 'image', group: 'nginx:1.27', isBelow: true };
    assert.equal(look({ ports: [port(8080)] }, place).description, '8080→80');
  });

  it('has flags for menus', () => {
    assert.equal(look({}).flags, 'container running');
    assert.equal(look({ health: 'healthy' }).flags, 'container running healthy');
    assert.equal(look({ ports: [port(80)] }).flags, 'container running browsable');
    assert.equal(look({ ports: [port(53, { protocol: 'udp' })] }).flags, 'container running');
    assert.equal(look({ state: 'exited', ports: [] }).flags, 'container exited');
  });

  it('is read aloud in whole sentences', () => {
    assert.equal(
      look({ health: 'healthy', ports: [port(8080)] }).spoken,
      'Container web, running, healthy, from the image nginx:1.27. Published ports: 8080→80.',
    );
    assert.match(
      look({ state: 'exited', exitCode: 137 }).spoken,
      /^Container web, exited with code 137,/,
    );
  });

  it('shows a hostile name as what it is', () => {
    const name = 'a\u202eb\n<b>c</b> $(rocket)\u0007';
    const row = containerView.row(container(name, { image: name }), world({}), top);
    assert.equal(row.label, 'a\\u202eb\\n<b>c</b> $(rocket)\\u0007');
    for (const text of [row.label, row.description, row.spoken]) {
      assert.doesNotMatch(text ?? '', /[\p{Cc}\u202e]/u);
    }
    assert.ok(containerView.row(container('x'.repeat(5_000)), world({}), top).label.length <= 300);
  });
});

describe('containers, arranged', () => {
  const project = (name: string) => ({ 'com.docker.compose.project': name });
  const front = network('front');
  const all = [
    container('shop-web', { labels: { ...project('shop'), team: 'red' }, createdSeconds: 1 }),
    container('shop-db', { labels: project('shop'), createdSeconds: 2, state: 'exited' }),
    container('blog', { labels: project('blog'), createdSeconds: 3, image: 'ghost:5' }),
    container('lonely', { createdSeconds: 4, networks: [membership(front, { ipv4: '10.1.0.7' })] }),
  ];
  const arranged = (choice: Partial<typeof usual>) => {
    const known = { ...usual, ...choice };
    const found = arrange(containerView, known, world({ containers: all }), all, c => c.name);
    return found
      .top()
      .flatMap(entry =>
        'id' in entry ? [entry.id] : [`[${entry.group}]`, ...found.members(entry.group)],
      );
  };

  it('are grouped by compose project, the others below', () => {
    assert.deepEqual(arranged({}), ['[blog]', 'blog', '[shop]', 'shop-db', 'shop-web', 'lonely']);
  });

  it('are grouped by image, network, state, a label, or not', () => {
    assert.deepEqual(arranged({ grouping: 'image' })[0], '[ghost:5]');
    assert.deepEqual(arranged({ grouping: 'network' }).slice(0, 2), ['[front]', 'lonely']);
    assert.deepEqual(
      arranged({ grouping: 'state' }).filter(row => row.startsWith('[')),
      ['[running]', '[exited]'],
    );
    assert.deepEqual(arranged({ grouping: 'label', label: 'team' }).slice(0, 2), [
      '[red]',
      'shop-web',
    ]);
    assert.deepEqual(arranged({ grouping: 'none' }), ['lonely', 'blog', 'shop-db', 'shop-web']);
    assert.deepEqual(arranged({ grouping: 'of a later version' }), arranged({}));
  });

  it('are sorted', () => {
    const sorted = (sorting: string) => arranged({ grouping: 'none', sorting });
    assert.deepEqual(sorted('oldest'), ['shop-web', 'shop-db', 'blog', 'lonely']);
    assert.deepEqual(sorted('name'), ['blog', 'lonely', 'shop-db', 'shop-web']);
    assert.equal(sorted('state').at(-1), 'shop-db');
  });

  it('are filtered by all words, in names, images, addresses and labels', () => {
    const filtered = (filter: string) => arranged({ grouping: 'none', filter });
    assert.deepEqual(filtered('SHOP web'), ['shop-web']);
    assert.deepEqual(filtered('ghost'), ['blog']);
    assert.deepEqual(filtered('10.1.0.7'), ['lonely']);
    assert.deepEqual(filtered('team=red'), ['shop-web']);
    assert.deepEqual(filtered('front'), ['lonely']);
    assert.deepEqual(filtered('no such thing'), []);
  });

  it('have groups that count', () => {
    const place = { grouping: 'compose', group: 'shop', isBelow: false };
    const row = containerView.group('shop', all.slice(0, 2), place);
    assert.equal(row.description, '1 of 2 running');
    assert.equal(row.flags, 'containerGroup compose running exited');
    assert.equal(row.spoken, 'Group shop, running containers: 1 of 2.');
  });
});

describe('the rows below a container', () => {
  const front = network('front');
  const web = container('web', {
    ports: [port(8080), port(5353, { protocol: 'udp', ip: '127.0.0.1', containerPort: 53 })],
    networks: [membership(front, { ipv4: '10.1.0.2', ipv6: 'fd00::2', mac: '02:42:0a:01:00:02' })],
    mounts: [
      { type: 'volume', volume: 'data', source: '/var/lib/…', target: '/data', readOnly: true },
      { type: 'bind', volume: '', source: '/etc', target: '/host', readOnly: false },
      { type: 'tmpfs', volume: '', source: '', target: '/tmp', readOnly: false },
    ],
  });
  const rows = async (c: Container, known: Parameters<typeof world>[0] = {}, path: string[] = []) =>
    (await containerView.parts(c, path, world(known))).map(({ row }) =>
      `${row.label} | ${row.description ?? ''}`.trim(),
    );

  it('are its ports, networks, mounts and processes', async () => {
    assert.deepEqual(await rows(web), [
      '8080→80 | http://localhost:8080/',
      '127.0.0.1:5353→53/udp | udp',
      'front | 10.1.0.2 · fd00::2',
      '/data | data · read-only',
      '/host | /etc',
      '/tmp | tmpfs',
      'Processes |',
    ]);
    assert.equal((await rows({ ...web, state: 'exited' })).includes('Processes |'), false);
  });

  it('open the browser at what a browser speaks', async () => {
    const [tcp, udp] = await containerView.parts(web, [], world({}));
    assert.equal(tcp?.row.click?.command, 'slipway.view.openPort');
    assert.equal(udp?.row.click, undefined);
  });

  it('tell aliases once they are known, without the name and the id', async () => {
    const place = membership(front, {
      ipv4: '10.1.0.2',
      aliases: ['www', 'web', web.id.slice(0, 12), 'api'],
    });
    const details = { [web.id]: { networks: [place] } as never };
    assert.equal((await rows(web, { details }))[2], 'front | 10.1.0.2 · fd00::2 · alias www, api');
  });

  it('are its mounts of --tmpfs too, once they are known, and each once', async () => {
    const tmpfs = (target: string, readOnly: boolean) =>
      ({ type: 'tmpfs', volume: '', source: '', target, readOnly }) as const;
    const known = { networks: [], tmpfs: [tmpfs('/tmp', false), tmpfs('/run', true)] };
    const details = { [web.id]: known as never };
    const mounts = (await rows(web, { details })).filter(row => row.includes('tmpfs'));
    assert.deepEqual(mounts, ['/tmp | tmpfs', '/run | tmpfs · read-only']);
  });

  it('tell whose network it lives in', async () => {
    const side = container('side', { networkMode: `container:${web.id}` });
    assert.equal((await rows(side, { containers: [web, side] }))[0], 'Network of web |');
  });

  it('have ids that differ, and list the processes', async () => {
    const parts = await containerView.parts(web, [], world({}));
    assert.equal(new Set(parts.map(part => part.id)).size, parts.length);
    const one = {
      pid: '12',
      parentPid: '1',
      user: 'root',
      time: '00:00:01',
      command: 'sh -c\u0007',
    };
    assert.deepEqual(await rows(web, { processes: [one] }, ['processes']), [
      'sh -c\\u0007 | 12 · root · 00:00:01',
    ]);
  });
});

describe('the tooltip of a container', () => {
  const evil = '[x](command:workbench.action.quit) <img src=x onerror=1> **b** `c` $(rocket)';

  it('shows Markdown and HTML of the engine as text', () => {
    const c = container('web', { command: evil, labels: { evil }, image: evil });
    const text = containerView.tooltip(c, world({}));
    assert.doesNotMatch(text, /[<[\]`]|\$\(|\*\*b/);
    assert.match(text, /&#60;img src&#61;x/);
  });

  it('tells time, limits and restart policy once they are known', () => {
    const c = container('web');
    const now = new Date((1_000 + 3 * 7 * 24 * 3600 - 7_200) * 1000).toISOString();
    const details = {
      [c.id]: {
        command: ['nginx', '-g', 'daemon off;'],
        startedAt: now,
        finishedAt: '',
        error: '',
        oomKilled: false,
        restartPolicy: 'always',
        restartCount: 2,
        memoryBytes: 64 * 1024 * 1024,
        cpus: 0.5,
        pidsLimit: 0,
        networks: [],
      } as never,
    };
    const text = containerView.tooltip(c, world({ details }));
    assert.match(text, /Up for 2 hours/);
    assert.match(text, /memory 64 MiB&#44; CPUs 0&#46;5/);
    assert.match(text, /always · restarts so far&#58; 2/);
    assert.match(containerView.tooltip(c, world({})), /Created 3 weeks ago/);
  });
});
