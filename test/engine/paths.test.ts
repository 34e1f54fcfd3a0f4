import assert from 'node:assert/strict';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { attachContainer } from '../../src/engine/attach';
import { connect } from '../../src/engine/connection';
import { inspectContainer } from '../../src/engine/containers';
import { removeContainer } from '../../src/engine/containerVerbs';
import { removeVolume } from '../../src/engine/volumeVerbs';
import { endpointAt } from '../lib/endpointAt';
import { faultProxy } from '../lib/faultProxy';
import { testEngine } from '../lib/testEngine';

const refused = { name: 'EngineError', kind: 'badRequest' };

describe('names that would lead elsewhere in the API', () => {
  it('are refused before anything is sent, whatever is asked', async () => {
    const proxy = await faultProxy(testEngine().socket);
    try {
      const engine = await connect(endpointAt(proxy.socket));
      proxy.requests.splice(0);
      for (const odd of ['..', '.', '', 'a/../../volumes', 'a//b', '%2e%2e', 'a%2F..%2Fb']) {
        const wish = { tty: false, stdin: false };
        await assert.rejects(inspectContainer(engine, odd), refused, odd);
        await assert.rejects(removeContainer(engine, odd), refused, odd);
        await assert.rejects(attachContainer(engine, odd, wish), refused, odd);
      }
      for (const odd of ['..', 'a/../b', 'a//b']) {
        await assert.rejects(removeVolume(engine, odd), refused, odd);
      }
      assert.deepEqual(proxy.requests, []);
      // These are only odd.
      for (const odd of ['...', '.a', 'a..b', '%', 'a?b=..']) {
        await assert.rejects(inspectContainer(engine, odd), { name: 'EngineError' }, odd);
      }
      assert.ok(proxy.requests.length > 0);
      engine.close();
    } finally {
      await proxy.close();
    }
  });
});

describe('an answer that redirects', () => {
  it('is an error of the call, and is not followed', async () => {
    const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-redirect-'));
    const socket = path.join(dir, 'docker.sock');
    const asked: string[] = [];
    const server = http.createServer((request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(301, { location: `/elsewhere${request.url}` }).end('moved');
    });
    try {
      await new Promise<void>(done => void server.listen(socket, done));
      const kind = { name: 'EngineError', kind: 'badAnswer' };
      await assert.rejects(connect(endpointAt(socket)), kind);
      assert.deepEqual(asked, ['/_ping']);
    } finally {
      server.close();
      fs.rmSync(dir, { recursive: true, force: true });
    }
  });
});
