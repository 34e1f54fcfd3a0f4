import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import type { Duplex } from 'node:stream';
import { type Fault, passBody, type Rule, spoil } from './faults';

/** Which requests: `METHOD /path?query` is searched. Docker clients put a version first: `/v1.41/containers/json`. */
export type Match = RegExp;

export interface Times {
  /** Only the next so many requests that match; without it, all until `clear()`. */
  readonly times?: number;
}

export interface Headers {
  /** `Name: value` each. */
  readonly headers?: readonly string[];
}

/** A socket that stands before an engine's, hands on all it hears (hijacked streams too), and spoils what it is told to. */
export interface FaultProxy {
  readonly socket: string;
  /** As in DOCKER_HOST. */
  readonly host: string;
  /** What was asked so far, `METHOD /path?query`; empty it to count anew. */
  readonly requests: string[];
  /** Those that were answered to the end, each with the time of that, in milliseconds. */
  readonly answers: { readonly asked: string; readonly at: number }[];
  /** Connections that are open now. */
  readonly connections: () => number;
  /** Hands the request on only after a while. */
  delay(match: Match, ms: number, times?: Times): void;
  /** Takes the request and never answers. */
  hang(match: Match, times?: Times): void;
  /** Closes the connection instead of answering. */
  reset(match: Match, times?: Times): void;
  /** Closes the connection once the engine has answered, and says nothing of that. */
  lose(match: Match, times?: Times): void;
  /** Closes the connection after so many bytes of the body. */
  truncate(match: Match, bytes: number, times?: Times): void;
  /** Goes silent after so many bytes of the body, without closing. */
  stall(match: Match, bytes: number, times?: Times): void;
  /** Answers, and loses the body from its start: a stream that says nothing and shows no sign of it. */
  drop(match: Match, times?: Times): void;
  /** Answers in the engine's place. */
  answer(match: Match, status: number, body: string, more?: Times & Headers): void;
  /** The clock that answers tell goes wrong by so many seconds. */
  shiftClock(seconds: number): void;
  /** No more faults for new requests. */
  clear(): void;
  /** Cuts all connections at once, as an engine that dies does. */
  resetAll(): void;
  /** Cuts all and takes the socket away; `up()` brings it back. */
  down(): Promise<void>;
  up(): Promise<void>;
  close(): Promise<void>;
}

export async function faultProxy(target: string): Promise<FaultProxy> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-proxy-'));
  const socket = path.join(dir, 'docker.sock');
  const requests: string[] = [];
  const answers: { asked: string; at: number }[] = [];
  const sockets = new Set<Duplex>();
  const rules: Rule[] = [];
  let shift = 0;
  const server = proxyServer(
    target,
    sockets,
    asked => {
      requests.push(asked);
      return takeFault(rules, asked);
    },
    asked => void answers.push({ asked, at: Date.now() }),
    () => shift,
  );
  const add = (match: Match, fault: Fault, times: Times = {}): void => {
    rules.push({ match, fault, left: times.times ?? Number.POSITIVE_INFINITY });
  };
  const resetAll = (): void => {
    for (const open of sockets) open.destroy();
  };
  const up = (): Promise<void> => new Promise(done => void server.listen(socket, done));
  const down = (): Promise<void> =>
    new Promise(done => {
      server.close(() => done());
      resetAll();
    });
  await up();
  return {
    socket,
    host: `unix://${socket}`,
    requests,
    answers,
    connections: () => sockets.size,
    delay: (match, ms, times) => add(match, { kind: 'delay', ms }, times),
    hang: (match, times) => add(match, { kind: 'hang' }, times),
    reset: (match, times) => add(match, { kind: 'reset' }, times),
    lose: (match, times) => add(match, { kind: 'lose' }, times),
    truncate: (match, bytes, times) => add(match, { kind: 'truncate', bytes }, times),
    stall: (match, bytes, times) => add(match, { kind: 'stall', bytes }, times),
    drop: (match, times) => add(match, { kind: 'stall', bytes: 0 }, times),
    answer: (match, status, body, { headers = [], ...times } = {}) =>
      add(match, { kind: 'answer', status, body, headers }, times),
    shiftClock: seconds => {
      shift = seconds;
    },
    clear: () => {
      rules.splice(0);
      shift = 0;
    },
    resetAll,
    up,
    down,
    close: async () => {
      await down();
      fs.rmSync(dir, { recursive: true, force: true });
    },
  };
}

function takeFault(rules: Rule[], asked: string): Fault | undefined {
  const rule = rules.find(candidate => candidate.left > 0 && candidate.match.test(asked));
  if (rule) rule.left--;
  return rule?.fault;
}

function proxyServer(
  target: string,
  sockets: Set<Duplex>,
  faultFor: (asked: string) => Fault | undefined,
  answered: (asked: string) => void,
  shift: () => number,
): http.Server {
  const server = http.createServer((request, response) => {
    const asked = `${request.method} ${request.url}`;
    const fault = faultFor(asked);
    response.on('finish', () => answered(asked));
    spoil(fault, request.socket, () => handOn(target, request, response, fault, shift()));
  });
  server.on('upgrade', (request, client, head) => {
    const fault = faultFor(`${request.method} ${request.url}`);
    spoil(fault, client, () => hijack(target, request, client, head, fault));
  });
  server.on('connection', socket => {
    sockets.add(socket);
    socket.on('error', () => undefined); // cut on purpose, or by the client
    socket.on('close', () => sockets.delete(socket));
  });
  server.timeout = 0;
  server.requestTimeout = 0;
  server.keepAliveTimeout = 60_000;
  return server;
}

/** The request as it came, to the engine. */
function sameRequest(target: string, request: http.IncomingMessage): http.ClientRequest {
  const { method, url: path, rawHeaders } = request;
  const headers = rawHeaders as unknown as http.OutgoingHttpHeaders;
  return http.request({ socketPath: target, method, path, headers, agent: false });
}

function handOn(
  target: string,
  request: http.IncomingMessage,
  response: http.ServerResponse,
  fault: Fault | undefined,
  shiftSeconds: number,
): void {
  const onward = sameRequest(target, request);
  onward.on('response', answer => {
    if (fault?.kind === 'lose') {
      answer.resume();
      request.socket.destroy();
      return;
    }
    const headers = shifted(answer.rawHeaders, shiftSeconds);
    response.writeHead(answer.statusCode ?? 502, answer.statusMessage, headers);
    response.flushHeaders();
    passBody(answer, response, fault);
  });
  onward.on('error', () => request.socket.destroy());
  response.on('close', () => onward.destroy());
  request.pipe(onward);
}

function shifted(rawHeaders: readonly string[], seconds: number): string[] {
  return rawHeaders.map((value, at) =>
    seconds !== 0 && at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === 'date'
      ? new Date(Date.parse(value) + seconds * 1000).toUTCString()
      : value,
  );
}

/** exec and attach: after the headers both sides talk freely. */
function hijack(
  target: string,
  request: http.IncomingMessage,
  client: Duplex,
  head: Buffer,
  fault: Fault | undefined,
): void {
  const onward = sameRequest(target, request);
  onward.on('upgrade', (answer, engine, first) => {
    client.write(headOf(answer));
    engine.unshift(first);
    engine.on('error', () => client.destroy());
    client.on('close', () => engine.destroy());
    client.pipe(engine);
    passBody(engine, client, fault);
  });
  onward.on('response', answer => {
    client.write(headOf(answer));
    answer.pipe(client);
  });
  onward.on('error', () => client.destroy());
  client.unshift(head);
  if (Number(request.headers['content-length'] ?? 0) === 0) onward.end();
  else passRequestBody(client, onward, Number(request.headers['content-length']));
}

/** The body of an upgraded request is the first so many bytes of what follows its head. */
function passRequestBody(client: Duplex, onward: http.ClientRequest, length: number): void {
  let left = length;
  const take = (): void => {
    while (left > 0) {
      const chunk = client.read() as Buffer | null;
      if (chunk === null) return;
      const mine = chunk.subarray(0, left);
      onward.write(mine);
      left -= mine.length;
      if (mine.length < chunk.length) client.unshift(chunk.subarray(mine.length));
    }
    client.off('readable', take);
    onward.end();
  };
  client.on('readable', take);
  take();
}

function headOf(answer: http.IncomingMessage): string {
  const lines = [`HTTP/1.1 ${answer.statusCode} ${answer.statusMessage}`];
  for (let i = 0; i < answer.rawHeaders.length; i += 2) {
    lines.push(`${answer.rawHeaders[i]}: ${answer.rawHeaders[i + 1]}`);
  }
  return `${lines.join('\r\n')}\r\n\r\n`;
}
