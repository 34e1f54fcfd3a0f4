import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { toCompose } from '../../src/docker/run/compose';
import { isList, isSwitch, type OptionName, optionNames } from '../../src/docker/run/options';
import { parseRun } from '../../src/docker/run/parse';
import type { RunSpec } from '../../src/docker/run/spec';
import { validateSpec } from '../../src/docker/run/validate';
import { readSamples, sampleEnv } from '../lib/createBodies';
import { plainModule } from '../lib/plainModule';
import { runValues } from '../lib/runValues';

const run = promisify(execFile);

interface Service {
  readonly command: readonly string[] | null;
  readonly environment?: Readonly<Record<string, string | null>>;
}

describe('a compose file of a run, and the real Compose', function () {
  this.timeout(300_000);
  let program = '';
  let folder = '';

  before(async () => {
    type Module = { dockerCompose(): Promise<string> };
    program = await (await plainModule<Module>('otherDocker.mjs')).dockerCompose();
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-compose-'));
  });

  after(() => fs.rmSync(folder, { recursive: true, force: true }));

  /** What Compose makes of it; throws what it has against it. */
  async function read(spec: RunSpec): Promise<Service> {
    const { text } = toCompose(spec);
    const file = path.join(folder, 'compose.yaml');
    fs.writeFileSync(file, text);
    for (const name of spec.options['env-file'] ?? []) {
      if (!path.isAbsolute(name)) fs.writeFileSync(path.join(folder, name), '');
    }
    const env = { PATH: process.env['PATH'], HOME: folder };
    const { stdout } = await run(program, ['-f', file, 'config', '--format', 'json'], {
      ...{ cwd: folder, env },
    }).catch(error => assert.fail(`${error.stderr}\n${text}`));
    return Object.values(JSON.parse(stdout.replaceAll('$$', '$')).services)[0] as Service;
  }

  it('is one for every other line of the documentation', async () => {
    for (const { line } of readSamples().filter((_, at) => at % 2 === 0)) {
      const { spec, problems } = parseRun(line, { env: sampleEnv, shell: 'bash' });
      // What Docker refuses, or a shell is still to fill in.
      if (problems.some(({ severity }) => severity === 'error')) continue;
      if (problems.some(({ code }) => code.startsWith('shell.'))) continue;
      const { command, environment = {} } = await read(spec);
      assert.deepEqual(command ?? [], spec.command, line);
      for (const text of spec.options.env ?? []) {
        const [name = '', ...rest] = text.split('=');
        if (text.includes('=')) assert.equal(environment[name], rest.join('='), line);
      }
    }
  });

  it('is one for every option', async () => {
    for (const name of optionNames.filter(own => !files.has(own))) {
      const values = isSwitch(name) ? ['true'] : runValues[name].good;
      // Each costs a run of Compose; the unit tests have the rest.
      for (const value of values.slice(0, isList(name) ? 2 : 1)) {
        const given = isSwitch(name) ? true : isList(name) ? [value] : value;
        const options = { ...beside[name], [name]: given };
        const spec: RunSpec = { action: 'run', options, image: 'img', command: [] };
        if (validateSpec(spec).some(({ severity }) => severity === 'error')) continue;
        if (unknown.has(value)) continue;
        await read(spec);
      }
    }
  });
});

/** They would have to be there. */
const files = new Set<OptionName>(['env-file', 'label-file']);
/** Compose knows no port nought, and other protocols and platforms not at all. */
const unknown = new Set(['0:101', '0', '7/foo', '1-2-9', '80/tcp/udp']);
const beside: Partial<Record<OptionName, RunSpec['options']>> = {
  ip: { network: ['net'] },
  ip6: { network: ['net'] },
  'link-local-ip': { network: ['net'] },
  'memory-swap': { memory: '1g' },
  'network-alias': { network: ['net'] },
};
