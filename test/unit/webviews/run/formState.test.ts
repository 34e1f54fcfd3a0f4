import assert from 'node:assert/strict';
import { optionNames } from '../../../../src/docker/run/options';
import { emptySpec, type RunSpec } from '../../../../src/docker/run/spec';
import type { ImageFacts, RunBeginning, RunState } from '../../../../src/protocol/run';
import { Form } from '../../../../src/webviews/run/form';
import type { Ask } from '../../../../src/webviews/run/formHost';
import { envRows, portRows, textRows } from '../../../../src/webviews/run/rows';
import { variable } from '../../../lib/variable';

const facts: ImageFacts = {
  exposed: ['80/tcp'],
  env: [],
  volumes: [],
  command: ['nginx'],
  entrypoint: [],
  user: '',
  workdir: '',
  stopSignal: '',
  health: '',
  labels: {},
  foreignPlatform: undefined,
};
const words = Object.fromEntries(optionNames.map(name => [name, name]));
const state = {
  texts: { language: 'en', label: words, help: words, problem: {}, page: {} },
  link: { phase: 'connected', sentence: '' },
  engine: { apiVersion: '1.47', os: 'linux', isLocal: true, hostName: 'localhost' },
  known: {
    images: ['nginx'],
    volumes: [],
    networks: [],
    containers: [{ name: 'web', id: '1a2b3c4d5e6f', isRunning: true }],
    isWhole: true,
  },
  work: { phase: 'idle' },
} as unknown as RunState;

interface Asked {
  readonly name: string;
  readonly params: unknown;
}

/** A form beside a host that answers at once, and what went between them. */
function formWith(
  answers: Readonly<Record<string, (params: never) => unknown>> = {},
  arranged?: unknown,
) {
  const asked: Asked[] = [];
  const host = {
    ask: (async (name: string, params: unknown) => {
      asked.push({ name, params });
      return answers[name]?.(params as never);
    }) as Ask,
    arranged,
    arrange(value: unknown) {
      this.arranged = structuredClone(value);
    },
  };
  const drawn = { times: 0 };
  const form = new Form(host, () => drawn.times++);
  return { form, host, asked, drawn };
}

const nginx: RunSpec = { ...emptySpec, image: 'nginx' };
const begin = (): RunBeginning => ({ spec: nginx, secrets: [] });
const settled = () => new Promise(resolve => setTimeout(resolve, 300));

describe('the form of a run', () => {
  it('begins with what the host says, and after a reload with what was kept', async () => {
    const { form, host } = formWith({ begin });
    form.tell(state);
    await form.begin();
    form.write({ layout: 'line' });
    form.set('rm', true);
    form.toggle('resources');
    assert.equal(form.draft.line, 'docker run --rm nginx');
    const again = formWith({}, host.arranged);
    await again.form.begin();
    assert.deepEqual(again.form.draft, form.draft);
    assert.equal(again.form.isOpen('resources'), true);
    assert.deepEqual(again.asked, []);
  });

  it('leaves what has secrets in it to the host alone', async () => {
    const stored = new Map<string, string>();
    const answers = {
      begin,
      keep: ({ id, text }: { id: string; text: string }) => void stored.set(id, text),
      kept: (id: string) => stored.get(id),
    };
    const { form, host } = formWith(answers);
    await form.begin();
    form.write({ layout: 'line' });
    form.type('docker  run -e DB_PASSWORD=hunter2 -e PLACE=cellar nginx', false);
    form.secrets.mark('PLACE', true);
    assert.doesNotMatch(JSON.stringify(host.arranged), /hunter2|cellar/);
    const again = formWith(answers, host.arranged);
    await again.form.begin();
    assert.deepEqual(again.form.draft, form.draft);
    assert.ok(again.form.secrets.has('PLACE'));
    await again.form.run('start');
    const { params } = again.asked.at(-1) ?? {};
    assert.deepEqual(params, { spec: form.spec, end: 'start', secrets: ['PLACE'] });
    form.secrets.mark('PLACE', false);
    form.type('docker run -e PLACE=cellar nginx', false);
    assert.deepEqual([...stored.values()], ['']);
    assert.match(JSON.stringify(host.arranged), /cellar/);
  });

  it('refers to the secrets that the host has lost', async () => {
    const { form, host } = formWith({ begin });
    await form.begin();
    form.type('docker run -e DB_PASSWORD=hunter2 nginx', false);
    const again = formWith({}, host.arranged);
    await again.form.begin();
    assert.deepEqual(again.form.spec.options.env, [
      `DB_PASSWORD=${variable('secret:DB_PASSWORD')}`,
    ]);
  });

  it('keeps a variable marked when its name is changed', async () => {
    const { form } = formWith({ begin });
    await form.begin();
    form.secrets.mark('PLACE', true);
    form.secrets.rename('PLACE', 'PLACES');
    assert.deepEqual([form.secrets.has('PLACE'), form.secrets.has('PLACES')], [false, true]);
  });

  it('can be filled where the host has nothing to begin with', async () => {
    const { form } = formWith({ begin: () => Promise.reject(new Error('away')) });
    await form.begin();
    assert.ok(form.problems.firstError() !== undefined);
    assert.equal(form.deeds.refusal, 'away');
    form.type('docker run nginx', false);
    assert.equal(form.problems.firstError(), undefined);
  });

  it('leaves alone what was typed before the host said what to begin with', async () => {
    const { form } = formWith({ begin });
    const beginning = form.begin();
    form.type('docker run redis', false);
    await beginning;
    assert.equal(form.draft.line, 'docker run redis');
  });

  it('asks once about the image that stands there at last', async () => {
    const image = (name: string) =>
      name === 'nginx' ? { kind: 'here', image: facts } : { kind: 'missing' };
    const { form, asked } = formWith({ image });
    form.tell(state);
    for (const name of ['n', 'ng', 'nginx']) form.edit({ ...form.spec, image: name });
    assert.equal(form.facts, undefined);
    await settled();
    assert.deepEqual(asked, [{ name: 'image', params: 'nginx' }]);
    assert.deepEqual(form.facts, facts);
    form.edit({ ...form.spec, image: 'redis' });
    assert.equal(form.facts, undefined);
    await settled();
    assert.equal(form.image.said?.kind, 'missing');
    form.tell({ ...state, known: { ...state.known, images: ['nginx', 'redis'] } });
    await settled();
    assert.deepEqual(
      asked.map(({ params }) => params),
      ['nginx', 'redis', 'redis'],
    );
  });

  it('asks who has the host ports, and again when the containers are others', async () => {
    const port = () => ({ kind: 'taken', by: 'web', next: 8081 });
    const { form, asked } = formWith({ port });
    form.tell(state);
    form.type('docker run -p 127.0.0.1:8080:80/udp -p 90 nginx', false);
    await settled();
    const ports = asked.filter(({ name }) => name === 'port');
    assert.deepEqual(
      ports.map(({ params }) => params),
      [{ port: 8080, protocol: 'udp', ip: '127.0.0.1' }],
    );
    const [first, second] = form.rows(portRows);
    assert.ok(first && second);
    assert.deepEqual(form.ports.of(first.row), port());
    assert.equal(form.ports.of(second.row), undefined);
    form.set('rm', true);
    form.tell({ ...state, known: { ...state.known, containers: [] } });
    await settled();
    assert.equal(asked.filter(({ name }) => name === 'port').length, 2);
  });

  it('asks whom it reaches by name, and again when others are there', async () => {
    const peers = [{ name: 'db', aliases: [] }];
    const { form, asked } = formWith({ names: (networks: string[]) => networks.map(() => peers) });
    form.tell(state);
    form.type('docker run --network n --network host nginx', false);
    await settled();
    assert.deepEqual(form.names.of('n'), peers);
    assert.equal(form.names.of('host'), undefined);
    form.set('rm', true);
    form.tell(structuredClone(state));
    form.tell({ ...state, known: { ...state.known, isWhole: false } });
    await settled();
    const names = asked.filter(({ name }) => name === 'names');
    assert.deepEqual(
      names.map(({ params }) => params),
      [['n'], ['n']],
    );
    form.names.unfold('n');
    assert.deepEqual([form.names.isWhole('n'), form.names.isWhole('m')], [true, false]);
  });

  it('keeps a new row until it says something, and says where the focus goes', async () => {
    const { form } = formWith();
    form.write({ layout: 'line' });
    form.edit({ ...emptySpec, image: 'nginx' });
    form.type('docker  run  nginx', false);
    form.addRow(envRows);
    assert.equal(form.draft.line, 'docker  run  nginx');
    const [row] = form.rows(envRows);
    assert.ok(row);
    assert.match(form.focusNext[0] ?? '', new RegExp(`"${row.key}"`));
    form.changeRow(envRows, row.key, { key: 'A', value: '1' });
    assert.equal(form.draft.line, 'docker run -e A=1 nginx');
    assert.equal(form.rows(envRows)[0]?.key, row.key);
    form.removeRow(envRows, row.key);
    assert.equal(form.draft.line, 'docker run nginx');
    form.addRow(textRows('command'), 'sh');
    assert.deepEqual(form.spec.command, ['sh']);
  });

  it('shows why the host refused, until the next try', async () => {
    const { form, asked } = formWith({
      run: ({ end }: { end: string }) =>
        end === 'start' ? Promise.reject(new Error('No.')) : null,
    });
    form.edit(nginx);
    await form.run('start');
    assert.equal(form.deeds.refusal, 'No.');
    await form.run('create');
    assert.equal(form.deeds.refusal, '');
    assert.deepEqual(asked.at(-1), {
      name: 'run',
      params: { spec: nginx, end: 'create', secrets: [] },
    });
  });

  it('copies the line, and the body of the request', async () => {
    const copied: string[] = [];
    const { form } = formWith({ copy: (text: string) => copied.push(text) });
    form.edit(nginx);
    await form.deeds.copy('bash', form.draft);
    await form.deeds.copy('json', form.draft, form.apiVersion);
    assert.equal(copied[0], form.draft.line);
    assert.equal(JSON.parse(copied[1] ?? '').Image, 'nginx');
  });

  it('keeps the parts of the state that are as they were', () => {
    const { form } = formWith();
    form.tell(state);
    const pulling = { phase: 'pulling', sentence: 'a', fraction: 0.5 } as const;
    form.tell({ ...structuredClone(state), work: pulling });
    assert.equal(form.state?.texts, state.texts);
    assert.equal(form.state?.known, state.known);
    assert.deepEqual(form.state?.work, pulling);
  });
});
