import { spawn } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';

/** What a `docker` asked to be created. */
export interface RecordedRequest {
  /** The API version it spoke. */
  readonly apiVersion: string;
  readonly name: string | undefined;
  readonly platform: string | undefined;
  readonly body: Record<string, unknown>;
}

export interface Recording {
  /** Undefined where the command line refused by itself. */
  readonly request: RecordedRequest | undefined;
  /** What it said. */
  readonly output: string;
}

/**
 * Stands in for an engine just long enough to hear what the `docker` of this machine wants created:
 * it answers what is asked before, keeps the request and refuses it. One line at a time.
 */
export class CreateRecorder {
  private request: RecordedRequest | undefined;

  private constructor(
    private readonly server: http.Server,
    private readonly folder: string,
  ) {}

  /** @param apiVersion the newest that the engine would know */
  static async start(apiVersion: string): Promise<CreateRecorder> {
    const server = http.createServer((request, response) => {
      response.setHeader('Api-Version', apiVersion);
      response.setHeader('Ostype', 'linux');
      void recorder.answer(request, response, apiVersion);
    });
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-recorder-'));
    const recorder = new CreateRecorder(server, folder);
    await new Promise<void>(done => server.listen(recorder.socket, done));
    return recorder;
  }

  get socket(): string {
    return path.join(this.folder, 'docker.sock');
  }

  /** Where the lines are run: relative paths start there. */
  get workingFolder(): string {
    return this.folder;
  }

  /** Has bash run a line, with this environment alone. */
  async record(
    line: string,
    env: Readonly<Record<string, string>> = {},
    needsTerminal = false,
  ): Promise<Recording> {
    this.request = undefined;
    const output = await this.run(line, env, needsTerminal);
    return { request: this.request, output };
  }

  /** The version of the `docker` of this machine; throws where there is none. */
  async clientVersion(): Promise<string> {
    const version = await this.run("docker version --format '{{.Client.Version}}'", {}, false);
    if (!/^\d+\.\d+/.test(version)) throw new Error(`no docker command line: ${version}`);
    return version;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(done => this.server.close(done));
    fs.rmSync(this.folder, { recursive: true });
  }

  private run(
    line: string,
    env: Readonly<Record<string, string>>,
    needsTerminal: boolean,
  ): Promise<string> {
    const [command, ...args] = needsTerminal
      ? (['script', '--quiet', '--return', '--command', line, '/dev/null'] as const)
      : (['bash', '-c', line] as const);
    return new Promise((done, fail) => {
      const child = spawn(command, args, {
        cwd: this.folder,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          PATH: process.env['PATH'],
          SHELL: '/bin/bash',
          DOCKER_HOST: `unix://${this.socket}`,
          HOME: this.folder,
          ...env,
        },
      });
      let output = '';
      const hear = (chunk: Buffer): void => {
        output += chunk.toString();
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.on('error', fail);
      child.on('close', () => done(output.trim()));
    });
  }

  private async answer(
    request: http.IncomingMessage,
    response: http.ServerResponse,
    apiVersion: string,
  ): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(request.url ?? '', 'http://engine');
    if (url.pathname.endsWith('/_ping')) return void response.end('OK');
    response.setHeader('Content-Type', 'application/json');
    if (url.pathname.endsWith('/version')) {
      const version = { ApiVersion: apiVersion, MinAPIVersion: '1.12', Os: 'linux' };
      return void response.end(JSON.stringify(version));
    }
    if (url.pathname.endsWith('/containers/create')) {
      this.request = {
        apiVersion: /^\/v([\d.]+)\//.exec(url.pathname)?.[1] ?? '',
        name: url.searchParams.get('name') ?? undefined,
        platform: url.searchParams.get('platform') ?? undefined,
        body: JSON.parse(Buffer.concat(chunks).toString()),
      };
    }
    response.statusCode = 500;
    response.end('{"message":"recorded"}');
  }
}
