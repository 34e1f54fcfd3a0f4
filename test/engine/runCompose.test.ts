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

  /** What Compose makes of them, by their services; throws what it has against them. */
  async function read(specs: readonly RunSpec[]): Promise<readonly Service[]> {
    const texts = specs.map(spec => toCompose(spec).text);
    const files = texts.flatMap((text, at) => {
      const file = path.join(folder, `compose-${at}.yaml`);
      fs.writeFileSync(file, text);
      return ['-f', file];
    });
    for (const name of specs.flatMap(({ options }) => options['env-file'] ?? [])) {
      if (!path.isAbsolute(name)) fs.writeFileSync(path.join(folder, name), '');
    }
    const env = { PATH: process.env['PATH'], HOME: folder };
    const { stdout } = await run(program, [...files, 'config', '--format', 'json'], {
      ...{ cwd: folder, env },
    }).catch(error => assert.fail(`${error.stderr}\n${texts.join('\n')}`));
    return Object.values(JSON.parse(stdout.replaceAll('$$', '$')).services);
  }

  it('is one for every other line of the documentation', async () => {
    for (const { line } of readSamples().filter((_, at) => at % 2 === 0)) {
      const { spec, problems } = parseRun(line, { env: sampleEnv, shell: 'bash' });
      // What Docker refuses, or a shell is still to fill in.
      if (problems.some(({ severity }) => severity === 'error')) continue;
      if (problems.some(({ code }) => code.startsWith('shell.'))) continue;
      const [service] = await read([spec]);
      const { command, environment = {} } = service ?? assert.fail(line);
      assert.deepEqual(command ?? [], spec.command, line);
      for (const text of spec.options.env ?? []) {
        const [name = '', ...rest] = text.split('=');
        if (text.includes('=')) assert.equal(environment[name], rest.join('='), line);
      }
    }
  });

  it('is one for every option', async () => {
    const specs = optionNames
      .filter(own => !files.has(own))
      .flatMap(name => {
        const values = isSwitch(name) ? ['true'] : runValues[name].good;
        // The unit tests have the rest.
        return values
          .slice(0, isList(name) ? 2 : 1)
          .filter(value => !unknown.has(value))
          .map((value): RunSpec => {
            const given = isSwitch(name) ? true : isList(name) ? [value] : value;
            const options = { ...beside[name], [name]: given };
            return { action: 'run', options, image: 'img', command: [] };
          });
      })
      .filter(spec => !validateSpec(spec).some(({ severity }) => severity === 'error'))
      .map((spec, at) => ({ ...spec, image: `img${at}` }));
    // Compose takes its time to start: many services at once.
    for (let at = 0; at < specs.length; at += 25) {
      const some = specs.slice(at, at + 25);
      assert.equal((await read(some)).length, some.length);
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
