import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from 'yaml';
import { toCompose } from '../../../../src/docker/run/compose';
import { isList, isSwitch, type OptionName, optionNames } from '../../../../src/docker/run/options';
import { parseRun } from '../../../../src/docker/run/parse';
import type { RunSpec } from '../../../../src/docker/run/spec';
import { runValues } from '../../../lib/runValues';
import { hostileSpec } from './hostileRun';

function compose(line: string): { text: string; left: readonly string[] } {
  return toCompose(parseRun(line, { shell: 'bash' }).spec);
}

/** Read as Compose reads it: YAML 1.2, and `$$` for a dollar. */
function serviceOf(spec: RunSpec): Record<string, unknown> {
  const { services } = parse(toCompose(spec).text) as { services: Record<string, object> };
  return undollared(Object.values(services)[0]) as Record<string, unknown>;
}

function undollared(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('$$', '$');
  if (Array.isArray(value)) return value.map(undollared);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, undollared(inner)]));
}

/** Said to `docker compose up`, or about the line itself. */
const elsewhere = new Set<OptionName>(['detach', 'help']);
/** What some options are about. */
const beside: Partial<Record<OptionName, RunSpec['options']>> = {
  ip: { network: ['net'] },
  ip6: { network: ['net'] },
  'link-local-ip': { network: ['net'] },
  'network-alias': { network: ['net'] },
  'volume-driver': { volume: ['data:/data'] },
};

describe('a run as a compose file', () => {
  it('is what one would write by hand', () => {
    const line =
      'docker run -d --name web --restart unless-stopped -p 22:22 -p 127.0.0.1:8080:80/udp ' +
      "-v data:/data -v ./nginx.conf:/etc/nginx.conf:ro -e A=yes -e PRICE='5$' " +
      '--network front --network name=back,alias=db,ip=10.0.0.5 nginx:1.0 sh -c "exit 1"';
    assert.deepEqual(compose(line), {
      left: [],
      text: `services:
  web:
    image: nginx:1.0
    container_name: web
    command:
      - sh
      - -c
      - exit 1
    environment:
      A: "yes"
      PRICE: 5$$
    ports:
      - "22:22"
      - 127.0.0.1:8080:80/udp
    restart: unless-stopped
    volumes:
      - data:/data
      - ./nginx.conf:/etc/nginx.conf:ro
    networks:
      front:
        priority: 1
      back:
        aliases:
          - db
        ipv4_address: "10.0.0.5"
networks:
  front:
    external: true
  back:
    external: true
volumes:
  data:
    name: data
`,
    });
  });

  it('names what Compose has no word for', () => {
    const { left } = compose('docker run --rm -P --cidfile x --sig-proxy=false --wat -q img');
    assert.deepEqual(left, [
      '--rm',
      '--publish-all',
      '--cidfile',
      '--quiet',
      '--sig-proxy',
      '--wat',
    ]);
    assert.deepEqual(compose('docker run -d --rm=false img').left, []);
  });

  it('says or names each option, and loses none', () => {
    const textOf = (options: RunSpec['options']) =>
      toCompose({ action: 'run', options, image: 'img', command: [] });
    for (const name of optionNames.filter(own => !elsewhere.has(own))) {
      const value = runValues[name].good.find(text => !/^(?:|0|0s|-1|bridge)$/.test(text)) ?? '';
      const given = isSwitch(name) ? true : isList(name) ? [value] : value;
      const { text, left } = textOf({ ...beside[name], [name]: given });
      const isTold = text !== textOf(beside[name] ?? {}).text || left.includes(`--${name}`);
      assert.ok(isTold, `--${name}=${value}\n${text}`);
    }
  });

  it('gives back any text at all as it was', () => {
    const text = fc.oneof(
      fc.constantFrom(
        'yes',
        '1.0',
        '22:22',
        '~',
        '<<',
        '=',
        'null',
        '0o17',
        '$A',
        '$$',
        'a\n\nb\n',
        ' a\n b',
      ),
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      fc
        .array(fc.constantFrom(...' \n\t\r:#-?"\'\\|>&*!%@`{}[],$ab\u0085\u2028\ufeff\u0007'), {
          maxLength: 12,
        })
        .map(all => all.join('')),
    );
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), text, (command, value) => {
        const options = { env: [`A=${value}`, `B${value.replaceAll('=', '')}=x`] };
        const service = serviceOf({ action: 'run', options, image: 'img', command });
        assert.deepEqual(service['command'], command);
        assert.deepEqual(service['environment'], {
          A: value,
          [`B${value.replaceAll('=', '')}`]: 'x',
        });
      }),
      { numRuns: 2000 },
    );
  });

  it('is a file of one service, whatever the run is', () => {
    fc.assert(
      fc.property(hostileSpec, spec => {
        const { services } = parse(toCompose(spec).text);
        assert.match(Object.keys(services).join(), /^[\w.-]+$/);
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps a network and a volume that are called like anything', () => {
    const { text } = compose("docker run --network 'my net' -v yes:/a --name 'a b' img");
    const file = parse(text);
    assert.deepEqual(file.networks, { 'my-net': { name: 'my net', external: true } });
    assert.deepEqual(file.volumes, { yes: { name: 'yes' } });
    assert.deepEqual(Object.keys(file.services), ['a-b']);
  });
});
