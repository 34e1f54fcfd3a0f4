import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';

type Entry = Record<string, unknown>;

/** An engine's answers, recorded and multiplied; what is not a list is asked of the engine itself. */
export interface MultipliedEngine {
  readonly host: string;
  readonly socket: string;
  /** The ids in the container list, which do not exist but in it. */
  readonly containerIds: readonly string[];
  /** Changes one container in the list, and sends the event for it to all who listen. */
  touch(id: string): void;
  /** Puts one container more in the list, and sends the event. */
  add(): string;
  close(): Promise<void>;
}

/** Stands before a real engine that has at least one container and one image. */
export async function multipliedEngine(
  target: string,
  counts: { readonly containers: number; readonly images: number },
): Promise<MultipliedEngine> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-multiplied-'));
  const socket = path.join(dir, 'docker.sock');
  const containers = copies(
    await ask(target, '/containers/json?all=1'),
    counts.containers,
    asContainer,
  );
  const images = copies(await ask(target, '/images/json'), counts.images, asImage);
  const byId = new Map(containers.map(c => [String(c['Id']), c]));
  const listeners = new Set<http.ServerResponse>();
  const imageAnswer = JSON.stringify(images);
  const server = http.createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://engine');
    const asked = url.pathname.replace(/^\/v[\d.]+/, '');
    if (asked === '/events') return listen(response, listeners);
    if (asked === '/images/json') return void response.end(imageAnswer);
    if (asked === '/containers/json') {
      const ids = idsOf(url.searchParams.get('filters'));
      const found = ids ? ids.flatMap(id => byId.get(id) ?? []) : [...byId.values()];
      return void response.end(JSON.stringify(found));
    }
    return pass(target, request, response);
  });
  await new Promise<void>(done => server.listen(socket, done));
  const send = (action: string, id: string): void => {
    const event = { Type: 'container', Action: action, Actor: { ID: id }, time: seconds() };
    for (const listener of listeners) listener.write(`${JSON.stringify(event)}\n`);
  };
  return {
    host: `unix://${socket}`,
    socket,
    containerIds: [...byId.keys()],
    touch(id) {
      const entry = byId.get(id);
      const running = entry?.['State'] === 'running';
      const next = running
        ? { State: 'exited', Status: 'Exited (0) 1 second ago' }
        : { State: 'running', Status: 'Up 1 second' };
      byId.set(id, { ...entry, ...next });
      send(running ? 'die' : 'start', id);
    },
    add() {
      const number = byId.size;
      const entry = asContainer(containers[0] ?? {}, number);
      const id = String(entry['Id']);
      byId.set(id, entry);
      send('create', id);
      return id;
    },
    close: () =>
      new Promise(done => {
        server.close(() => {
          fs.rmSync(dir, { recursive: true, force: true });
          done();
        });
        server.closeAllConnections();
      }),
  };
}

function copies(
  answer: Entry[],
  count: number,
  change: (entry: Entry, number: number) => Entry,
): Entry[] {
  if (answer.length === 0) throw new Error('nothing to multiply');
  return Array.from({ length: count }, (_, n) => change(answer[n % answer.length] ?? {}, n));
}

/** Ten containers a project, all on the engine's own images. */
function asContainer(entry: Entry, number: number): Entry {
  const hex = number.toString(16).padStart(8, '0');
  const project = `project-${Math.floor(number / 10)}`;
  const labels = {
    'com.docker.compose.project': project,
    'com.docker.compose.service': `service-${number % 10}`,
  };
  return {
    ...entry,
    Id: hex.repeat(8),
    Names: [`/${project}-service-${number % 10}-1`],
    Labels: { ...(entry['Labels'] as object), ...labels },
  };
}

function asImage(entry: Entry, number: number): Entry {
  const hex = number.toString(16).padStart(8, '0');
  const tags = [`example/app-${Math.floor(number / 5)}:${number % 5}`];
  return { ...entry, Id: `sha256:${hex.repeat(8)}`, RepoTags: tags };
}

function idsOf(filters: string | null): readonly string[] | undefined {
  if (filters === null) return undefined;
  const { id } = JSON.parse(filters) as { id?: string[] | Record<string, boolean> };
  return id && (Array.isArray(id) ? id : Object.keys(id));
}

function listen(response: http.ServerResponse, listeners: Set<http.ServerResponse>): void {
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.flushHeaders();
  listeners.add(response);
  response.on('close', () => listeners.delete(response));
}

function pass(target: string, request: http.IncomingMessage, response: http.ServerResponse): void {
  const { method, headers, url: path } = request;
  const onward = http.request({ socketPath: target, path, method, headers }, answer => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => response.destroy());
  request.pipe(onward);
}

/** One plain GET, read to its end and parsed. */
export async function ask(socketPath: string, path: string): Promise<Entry[]> {
  return JSON.parse((await rawGet(socketPath, path)).toString('utf8')) as Entry[];
}

/** One plain GET over the socket, read to its end: what any client must at least wait for. */
export function rawGet(socketPath: string, path: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const request = http.get({ socketPath, path, agent: false }, answer => {
      const chunks: Buffer[] = [];
      answer.on('data', chunk => chunks.push(chunk as Buffer));
      answer.on('end', () => resolve(Buffer.concat(chunks)));
      answer.on('error', reject);
    });
    request.on('error', reject);
  });
}

function seconds(): number {
  return Math.floor(Date.now() / 1000);
}
