import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, type Engine } from '../../src/engine/connection';
import { findEndpoint } from '../../src/engine/endpoints';

/** What the double knows of a container; survives JSON. */
export interface DoubleContainer {
  readonly Id: string;
  Name: string;
  readonly State: { Running: boolean; Paused: boolean };
  readonly HostConfig: {
    RestartPolicy: { Name: string };
    readonly NetworkMode?: string;
    Memory?: number;
  };
  /** What was asked of each that it is in. */
  readonly networks: Record<string, object>;
}

/** What happens to a request. `late`: it is cut off, and carried out a little later. */
export type DoubleFault = 'reset' | 'lose' | 'refuse' | 'late';

/**
 * Stands in for an engine where one change is to fail in thousands of ways, which takes a real one
 * hours. It knows containers by name, state and networks, and what the engine refuses of them.
 */
export class ContainerDouble {
  readonly host: string;
  /** Of requests, `METHOD /path`, without the version. */
  faultFor: (request: string) => DoubleFault | undefined = () => undefined;
  /** What must never be seen: two that run under the names of one swap. */
  readonly breaches: string[] = [];
  /** How long a container takes to stop, in milliseconds. */
  graceMs = 0;
  /** How late what is late is carried out, in milliseconds. */
  lateByMs = 15;
  readonly #server: http.Server;
  readonly #folder = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-double-'));
  #made = 0;
  #starts = 0;

  constructor(public containers: DoubleContainer[]) {
    const socket = path.join(this.#folder, 'docker.sock');
    this.host = `unix://${socket}`;
    this.#server = http.createServer((request, response) => void this.#serve(request, response));
    this.#server.listen(socket);
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
    fs.rmSync(this.#folder, { recursive: true, force: true });
  }

  async #serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const body = await text(request);
    const url = new URL(request.url ?? '', 'http://double');
    const asked = `${request.method} ${url.pathname.replace(/^\/v[\d.]+/, '')}`;
    const fault = this.faultFor(asked);
    if (fault === 'reset') return void request.socket.destroy();
    if (fault === 'refuse') return answer(response, 500, { message: 'spoilt' });
    if (fault === 'late') {
      request.socket.destroy();
      await sleep(this.lateByMs);
    }
    const [status, said] = await this.#take(asked, url.searchParams, body);
    if (fault === 'late') return;
    if (fault === 'lose') return void request.socket.destroy();
    answer(response, status, said);
  }

  /** A stop takes its time, and means the run that it found. */
  async #take(
    asked: string,
    query: URLSearchParams,
    body: string,
  ): Promise<readonly [number, unknown]> {
    const starts = this.#starts;
    if (asked.endsWith('/stop')) await sleep(this.graceMs);
    return asked.endsWith('/stop') && starts !== this.#starts
      ? [204, undefined]
      : this.#act(asked, query, body);
  }

  #act(asked: string, query: URLSearchParams, body: string): readonly [number, unknown] {
    if (asked === 'GET /_ping') return [200, {}];
    if (asked === 'GET /version') return [200, { Version: '20.10.24', ApiVersion: '1.41' }];
    if (asked === 'POST /containers/create') return this.#create(query.get('name') ?? '', body);
    const [, network = '', move] = /^POST \/networks\/([^/]+)\/(\w+)$/.exec(asked) ?? [];
    if (move) return this.#move(network, move, JSON.parse(body));
    const [, method, key = '', verb] =
      /^(\w+) \/containers\/([^/]+)(?:\/(\w+))?$/.exec(asked) ?? [];
    const found = this.containers.find(({ Id, Name }) => Id === key || Name === `/${key}`);
    if (!found) return [404, { message: 'No such container' }];
    if (method === 'DELETE') return this.#remove(found, query.get('force') === 'true');
    return this.#change(found, verb ?? '', query, body);
  }

  #create(name: string, body: string): readonly [number, unknown] {
    if (this.#isTaken(name)) return [409, { message: 'taken' }];
    const { HostConfig } = JSON.parse(body);
    const Id = `${++this.#made}`.padStart(64, 'e');
    const State = { Running: false, Paused: false };
    this.containers.push({ Id, Name: `/${name}`, State, HostConfig, networks: {} });
    return [201, { Id }];
  }

  #remove(found: DoubleContainer, force: boolean): readonly [number, unknown] {
    if (found.State.Running && !force) return [409, { message: 'runs' }];
    this.containers = this.containers.filter(one => one !== found);
    return [204, undefined];
  }

  #change(
    found: DoubleContainer,
    verb: string,
    query: URLSearchParams,
    body: string,
  ): readonly [number, unknown] {
    const { State } = found;
    const done = [204, undefined] as const;
    if (verb === 'json') {
      const NetworkSettings = { Networks: found.networks };
      return [200, { ...found, NetworkSettings, Config: {}, Mounts: [] }];
    }
    if (verb === 'start') return this.#start(found);
    if (verb === 'stop') {
      if (State.Paused) return [409, { message: 'paused' }];
      Object.assign(State, { Running: false });
    } else if (verb === 'pause' || verb === 'unpause') {
      if (!State.Running || State.Paused === (verb === 'pause')) return [409, { message: 'no' }];
      State.Paused = verb === 'pause';
    } else if (verb === 'rename') {
      const name = query.get('name') ?? '';
      if (this.#isTaken(name)) return [409, { message: 'taken' }];
      found.Name = `/${name}`;
    } else if (verb === 'update') {
      Object.assign(found.HostConfig, JSON.parse(body));
      return [200, {}];
    }
    return done;
  }

  #move(
    network: string,
    move: string,
    { Container, EndpointConfig = {} }: { Container: string; EndpointConfig?: object },
  ): readonly [number, unknown] {
    const found = this.containers.find(({ Id }) => Id === Container);
    if (!found) return [404, { message: 'No such container' }];
    if (network in found.networks === (move === 'connect')) return [403, { message: 'no' }];
    if (move === 'connect') found.networks[network] = EndpointConfig;
    else delete found.networks[network];
    return [200, undefined];
  }

  #start(found: DoubleContainer): readonly [number, unknown] {
    const [, parent] = /^container:(.*)$/.exec(found.HostConfig.NetworkMode ?? '') ?? [];
    const runs = this.containers.find(({ Id }) => Id === parent)?.State.Running;
    if (parent !== undefined && !runs) return [409, { message: 'cannot join' }];
    found.State.Running = true;
    this.#starts++;
    const own = stem(found.Name);
    const both = this.containers.filter(one => one.State.Running && stem(one.Name) === own);
    if (both.length > 1) this.breaches.push(both.map(({ Name }) => Name).join(' and '));
    return [204, undefined];
  }

  #isTaken(name: string): boolean {
    return this.containers.some(({ Name }) => Name === `/${name}`);
  }
}

function stem(name: string): string {
  return name.replace(/-slipway-.*/, '');
}

function answer(response: http.ServerResponse, status: number, said: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Api-Version': '1.41' });
  response.end(said === undefined ? undefined : JSON.stringify(said));
}

/** One with these containers, and a connection to it. */
export async function withDouble(
  containers: DoubleContainer[],
  use: (double: ContainerDouble, engine: Engine) => Promise<void>,
): Promise<void> {
  const world = { env: {}, home: '/nonexistent', platform: process.platform };
  const double = new ContainerDouble(structuredClone(containers));
  try {
    const engine = await connect(await findEndpoint(double.host, world));
    await use(double, engine);
    engine.close();
  } finally {
    double.close();
  }
}
