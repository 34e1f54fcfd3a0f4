import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type Docker from 'dockerode';
import { eventually } from './processes';

/** The one login that a registry of `withRegistry` takes; the colon in the password is on purpose. */
export const registryUser = { username: 'slipway', password: 'pass:word' } as const;
const htpasswd = 'slipway:$2y$04$fqpXf/QzAo6I9VSyQ0TP6umVEo.pRsRJg7Ivk4h851MmOZ1/UAURC\n';

/** A real registry of its own, for as long as it is used. `host` is an address of this machine. */
export async function withRegistry<T>(
  host: string,
  wish: { readonly login?: boolean },
  use: (address: string) => Promise<T>,
): Promise<T> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-registry-'));
  const address = `${host}:${await freePort(host)}`;
  fs.writeFileSync(path.join(dir, 'htpasswd'), htpasswd);
  fs.writeFileSync(
    path.join(dir, 'config.yml'),
    `version: 0.1
log: { level: error, accesslog: { disabled: true } }
storage: { filesystem: { rootdirectory: ${dir}/data }, delete: { enabled: true } }
http: { addr: '${address}' }
${wish.login ? `auth: { htpasswd: { realm: slipway, path: ${dir}/htpasswd } }` : ''}
`,
  );
  const log = fs.openSync(path.join(dir, 'log'), 'w');
  const child = spawn('docker-registry', ['serve', path.join(dir, 'config.yml')], {
    stdio: ['ignore', log, log],
  });
  const ended = new Promise<void>(done => {
    child.on('close', () => done());
    child.on('error', () => done());
  });
  try {
    const isUp = await eventually(() => answers(`http://${address}/v2/`), 10_000);
    if (!isUp) throw new Error(`no registry:\n${fs.readFileSync(path.join(dir, 'log'), 'utf8')}`);
    return await use(address);
  } finally {
    child.kill('SIGKILL');
    await ended;
    fs.closeSync(log);
    fs.rmSync(dir, { recursive: true, force: true });
  }
}

/** Puts an image of the engine into a registry, under a name that it loses again. */
export async function pushImage(
  docker: Docker,
  image: string,
  target: string,
  login = {},
): Promise<void> {
  const colon = target.lastIndexOf(':');
  const [repo, tag] = [target.slice(0, colon), target.slice(colon + 1)];
  await docker.getImage(image).tag({ repo, tag });
  const said = await text(await docker.getImage(target).push({ authconfig: login }));
  assert.ok(!said.includes('"error"'), said);
  await docker.getImage(target).remove({});
}

/** Stands before a real registry and sends what it sends slowly; counts those who still listen. */
export async function slowRegistry(target: string, host: string) {
  let listening = 0;
  const server = http.createServer((request, response) => {
    const onward = http.request(`http://${target}${request.url}`, { headers: request.headers });
    onward.on('response', answer => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      const isBlob =
        request.url?.includes('/blobs/') && Number(answer.headers['content-length']) > 1e6;
      if (!isBlob) return void answer.pipe(response);
      listening++;
      response.on('close', () => {
        listening--;
        answer.destroy();
      });
      void (async () => {
        for await (const chunk of answer) {
          if (response.destroyed) return;
          response.write(chunk);
          await sleep(100);
        }
        response.end();
      })().catch(() => response.destroy());
    });
    onward.on('error', () => response.destroy());
    onward.end();
  });
  await new Promise<void>(done => void server.listen(0, host, done));
  const { port } = server.address() as net.AddressInfo;
  return {
    address: `${host}:${port}`,
    listening: () => listening,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Puts a list of platforms under the tag `many`, each of them the image `one`. */
export async function listPlatforms(
  registry: string,
  repository: string,
  architectures: readonly string[],
): Promise<void> {
  // the second where the engine has containerd's image store
  const mediaTypes = [
    'application/vnd.docker.distribution.manifest.v2+json',
    'application/vnd.oci.image.manifest.v1+json',
  ];
  const address = `${registry}/v2/${repository}/manifests/`;
  const answer = await fetch(`${address}one`, { headers: { accept: mediaTypes.join(', ') } });
  const mediaType = answer.headers.get('content-type');
  const size = (await answer.arrayBuffer()).byteLength;
  const digest = answer.headers.get('docker-content-digest');
  const manifests = architectures.map(architecture => ({
    mediaType,
    size,
    digest,
    platform: { os: 'linux', architecture },
  }));
  const list = 'application/vnd.docker.distribution.manifest.list.v2+json';
  const put = await fetch(`${address}many`, {
    method: 'PUT',
    headers: { 'content-type': list },
    body: JSON.stringify({ schemaVersion: 2, mediaType: list, manifests }),
  });
  assert.equal(put.status, 201, await put.text());
}

export function freePort(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.on('error', reject);
    server.listen(0, host, () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

function answers(url: string): Promise<boolean> {
  return new Promise(done => {
    const request = http.get(url, response => {
      response.resume();
      done(true);
    });
    request.on('error', () => done(false));
  });
}
