import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  fromEnvBlock,
  inheritedEnv,
  readEnvRow,
  toEnvBlock,
  writeEnvRow,
} from '../../../../src/docker/run/envRow';
import { isFault } from '../../../../src/docker/run/fault';
import {
  asMountKind,
  blankMount,
  type MountRow,
  mountKinds,
  readMountRow,
  writeMountRow,
} from '../../../../src/docker/run/mountRow';
import { parseNetworkOption } from '../../../../src/docker/run/networkOption';
import { readNetworkRow, writeNetworkRow } from '../../../../src/docker/run/networkRow';
import {
  hostPortOf,
  type PortRow,
  portProtocols,
  readPortRow,
  writePortRow,
} from '../../../../src/docker/run/portRow';
import { parsePublish } from '../../../../src/docker/run/publish';
import { isSecretName } from '../../../../src/docker/secretName';
import { hostileWord } from './hostileRun';

const port = fc.integer({ min: 1, max: 65535 }).map(String);
const range = fc.oneof(port, fc.constantFrom('80-90', '0', ''));
const option = fc.constantFrom('volume', 'mount', 'tmpfs');
const path = fc.stringMatching(/^\/[a-z][\w/ -]{1,10}$/);
const volumeName = fc.stringMatching(/^[a-z]\w{2,8}$/);

describe('the values of a run as rows', () => {
  it('come out as they went in, whatever they are', () => {
    const marks = fc.constantFrom(
      ...[
        ':',
        '/',
        '=',
        ',',
        'ro',
        ':ro',
        '/tcp',
        '[::1]',
        '80',
        'type=bind',
        'src=',
        'name=a',
        'alias=b',
        'ip=',
        '"',
      ],
    );
    const text = fc.oneof(
      hostileWord,
      fc.array(marks, { maxLength: 6 }).map(x => x.join('')),
    );
    fc.assert(
      fc.property(text, option, (value, name) => {
        assert.equal(writePortRow(readPortRow(value)), value);
        assert.equal(writeMountRow(readMountRow(name, value)), value);
        assert.equal(writeNetworkRow(readNetworkRow(value)), value);
        assert.equal(writeEnvRow(readEnvRow(value)), value);
      }),
      { numRuns: 2000 },
    );
  });

  it('have the parts of a port', () => {
    const row: fc.Arbitrary<PortRow> = fc.record(
      {
        kind: fc.constant('port'),
        ip: fc.constantFrom('', '127.0.0.1', '::1', 'fe80::1'),
        host: range,
        container: port,
        protocol: fc.constantFrom(...portProtocols),
      },
      { noNullPrototype: true },
    );
    fc.assert(
      fc.property(row, made => {
        const text = writePortRow(made);
        assert.deepEqual(readPortRow(text), made);
        const published = parsePublish(text);
        assert.ok(!isFault(published), text);
        assert.equal(published.ip, made.ip);
        assert.equal(published.containerPort.first, Number(made.container));
      }),
    );
  });

  it('keep what has no parts as a text', () => {
    for (const text of ['published=80,target=80', ':80:80', '80/TCP', '::1:80:80', '80/']) {
      assert.equal(readPortRow(text).kind, 'text', text);
    }
    for (const text of ['/a:/b:z,ro,rw', '/a:/b:ro:z', '/a:/b:ro,ro']) {
      assert.equal(readMountRow('volume', text).kind, 'text', text);
    }
    for (const text of ['type=bind,bind-propagation=shared,source=/a,target=/b', 'type=npipe,a']) {
      assert.equal(readMountRow('mount', text).kind, 'text', text);
    }
    assert.equal(readMountRow('tmpfs', '/run:size=1m:x').kind, 'text');
    for (const text of ['name=a,driver-opt=b=c', 'name=A', 'a=b']) {
      assert.equal(readNetworkRow(text).kind, 'text', text);
    }
  });

  it('have the parts of a mount, and keep how its keys were written', () => {
    const long = readMountRow('mount', 'type=bind,src=/a,dst=/b,ro');
    assert.ok(long.kind !== 'text');
    assert.deepEqual(
      [long.kind, long.source, long.target, long.isReadOnly],
      ['folder', '/a', '/b', true],
    );
    assert.equal(writeMountRow({ ...long, target: '/c' }), 'type=bind,src=/a,dst=/c,ro');
    const windows = readMountRow('volume', 'C:\\x:/data:ro');
    assert.ok(windows.kind !== 'text');
    assert.deepEqual([windows.kind, windows.source, windows.target], ['folder', 'C:\\x', '/data']);
  });

  it('read a mount back as it was made in the form', () => {
    const made: fc.Arbitrary<MountRow> = fc.oneof(
      fc.record(
        {
          ...{ kind: fc.constant('volume' as const), option: fc.constant('volume' as const) },
          ...{
            source: volumeName,
            target: path,
            isReadOnly: fc.boolean(),
            options: fc.constantFrom('', 'z'),
          },
        },
        { noNullPrototype: true },
      ),
      fc.record(
        {
          ...{ kind: fc.constant('folder' as const), option: fc.constant('volume' as const) },
          ...{
            source: path,
            target: path,
            isReadOnly: fc.boolean(),
            options: fc.constantFrom('', 'z'),
          },
        },
        { noNullPrototype: true },
      ),
      fc.record(
        {
          ...{ kind: fc.constant('tmpfs' as const), option: fc.constant('tmpfs' as const) },
          ...{
            source: fc.constant(''),
            target: path,
            isReadOnly: fc.boolean(),
            options: fc.constantFrom('', 'z'),
          },
        },
        { noNullPrototype: true },
      ),
    );
    fc.assert(
      fc.property(made, row => {
        assert.deepEqual(readMountRow(row.option, writeMountRow(row)), row);
      }),
    );
  });

  it('have what else is said of a mount in a part of its own', () => {
    const options = (option: 'volume' | 'mount' | 'tmpfs', text: string) => {
      const row = readMountRow(option, text);
      assert.equal(writeMountRow(row), text);
      return row.kind === 'text' ? undefined : [row.kind, row.isReadOnly, row.options];
    };
    assert.deepEqual(options('volume', '/a:/b:ro,z'), ['folder', true, 'z']);
    assert.deepEqual(options('volume', 'data:/b:nocopy,ro'), ['volume', true, 'nocopy']);
    assert.deepEqual(options('volume', 'C:\\x:/b:rshared'), ['folder', false, 'rshared']);
    assert.deepEqual(options('tmpfs', '/run:size=1m,mode=1777'), [
      'tmpfs',
      false,
      'size=1m,mode=1777',
    ]);
    const long = 'type=bind,source=/a,target=/b,readonly,bind-propagation=rslave';
    assert.deepEqual(options('mount', long), ['folder', true, 'bind-propagation=rslave']);
    const labelled = 'source=data,target=/b,volume-label=a=b,"volume-label=c=d,e"';
    assert.deepEqual(options('mount', labelled), [
      'volume',
      false,
      'volume-label=a=b,"volume-label=c=d,e"',
    ]);
  });

  it('become another kind of mount without a source that is none of it', () => {
    for (const kind of mountKinds) {
      const made = asMountKind(
        { ...blankMount, source: '/a', target: '/b', isReadOnly: true },
        kind,
      );
      const read = readMountRow(made.option, writeMountRow(made));
      assert.equal(read.kind, kind);
      assert.equal(made.source, kind === 'folder' ? '/a' : '');
    }
  });

  it('have the parts of a network', () => {
    const row = readNetworkRow('name=web,alias=a,alias=b,ip=10.0.0.2');
    assert.deepEqual(row, {
      kind: 'network',
      target: 'web',
      aliases: 'a,b',
      ip: '10.0.0.2',
      ip6: '',
      mac: '',
    });
    assert.equal(
      writeNetworkRow({ kind: 'network', target: 'Web', aliases: '', ip: '', ip6: '', mac: '' }),
      'Web',
    );
    const text = writeNetworkRow({
      kind: 'network',
      target: 'web',
      aliases: 'a, b',
      ip: '',
      ip6: 'fd00::2',
      mac: '02:42:ac:11:00:02',
    });
    const option = parseNetworkOption(text);
    assert.ok(!isFault(option));
    assert.deepEqual(
      [option.aliases, option.ip6, option.macAddress],
      [['a', 'b'], 'fd00::2', '02:42:ac:11:00:02'],
    );
    assert.deepEqual(readNetworkRow(text).kind, 'network');
  });

  it('ask for a host port only where it is one', () => {
    const asked = ['8080:80', '80', '0:80', '80-81:80-81', ':80', '99999:1', '127.0.0.1:53:53/udp'];
    assert.deepEqual(
      asked.map(text => hostPortOf(readPortRow(text))),
      [8080, undefined, undefined, undefined, undefined, undefined, 53],
    );
  });
});

describe('the variables of a run', () => {
  it('stand in a block, a line each, unless one has several', () => {
    assert.equal(toEnvBlock(['A=1', 'B']), 'A=1\nB');
    assert.equal(toEnvBlock(['A=1\n2']), undefined);
    assert.deepEqual(fromEnvBlock('A=1\r\n\n  \nB= x '), ['A=1', 'B= x ']);
    fc.assert(
      fc.property(fc.array(hostileWord.map(text => `A=${text}`)), texts => {
        const block = toEnvBlock(texts);
        if (block !== undefined) assert.deepEqual(fromEnvBlock(block), texts);
      }),
    );
  });

  it('are secret by their names', () => {
    const names = [
      'PASSWORD',
      'MYSQL_ROOT_PASSWORD',
      'API_KEY',
      'GITHUB_TOKEN',
      'DB_PASS',
      'MYPWD',
    ];
    assert.deepEqual(
      names.filter(name => !isSecretName(name)),
      [],
    );
    const plain = [
      'PATH',
      'AUTHOR',
      'PASSENGER_COUNT',
      'KEYBOARD',
      'LANG',
      'COMPASS_URL_BASE2',
      'PWD_X',
    ];
    assert.deepEqual(plain.filter(isSecretName), ['COMPASS_URL_BASE2']);
  });

  it('come from the image where they are not given', () => {
    assert.deepEqual(inheritedEnv(['PATH=/bin', 'A=1'], ['A=2', 'B']), [
      { key: 'PATH', value: '/bin' },
    ]);
  });
});
