import assert from 'node:assert/strict';
import { browserUrl } from '../../../src/docker/browserUrl';
import { formatPublished, mergePublished, type PublishedPort } from '../../../src/docker/ports';
import { parsePublish, publishedPorts } from '../../../src/docker/run/publish';
import { splitPorts } from '../../../src/docker/splitPorts';

const range = (first: number, last = first) => ({ first, last });
const binding = (
  ip: string,
  hostPort: ReturnType<typeof range> | undefined,
  containerPort: ReturnType<typeof range>,
  protocol = 'tcp',
) => ({ ip, hostPort, containerPort, protocol });

const good = [
  ['80', binding('', undefined, range(80))],
  ['8080:80', binding('', range(8080), range(80))],
  ['8080:80/udp', binding('', range(8080), range(80), 'udp')],
  ['53:53/SCTP', binding('', range(53), range(53), 'sctp')],
  ['80/', binding('', undefined, range(80))],
  ['0:80', binding('', range(0), range(80))],
  [':80', binding('', undefined, range(80))],
  ['127.0.0.1::80', binding('127.0.0.1', undefined, range(80))],
  ['127.0.0.1:8080:80', binding('127.0.0.1', range(8080), range(80))],
  ['[::1]:80:80', binding('::1', range(80), range(80))],
  ['::1:80:80', binding('::1', range(80), range(80))],
  ['2001:4860:0:2001::68::333', binding('2001:4860:0:2001::68', undefined, range(333))],
  ['::::80', binding('::', undefined, range(80))],
  ['8000-8010:80', binding('', range(8000, 8010), range(80))],
  ['1-3:11-13/udp', binding('', range(1, 3), range(11, 13), 'udp')],
  ['11-13', binding('', undefined, range(11, 13))],
  ['published=8080,target=80', binding('', range(8080), range(80))],
  ['target=80', binding('', undefined, range(80))],
  [
    'target=53,published=127.0.0.1:5353,protocol=udp,mode=host',
    binding('127.0.0.1', range(5353), range(53), 'udp'),
  ],
  ['published=8000-8010,target=80', binding('', range(8000, 8010), range(80))],
  ['0', binding('', undefined, range(0))],
] as const;

const bad = [
  ['', 'port.missing'],
  ['8080:', 'port.missing'],
  ['/tcp', 'port.missing'],
  ['70000', 'port.number', '70000', 0, 65535],
  ['http:80', 'port.number', 'http', 0, 65535],
  ['80-', 'port.number', '80-', 0, 65535],
  ['+80', 'port.number', '+80', 0, 65535],
  ['127.0.0.1', 'port.number', '127.0.0.1', 0, 65535],
  ['90-80', 'port.range', '90-80'],
  ['8000-8002:80-81', 'port.rangeLengths', 3, 2],
  ['80/http', 'port.protocol', 'http'],
  ['localhost:80:80', 'port.ip', 'localhost'],
  ['127.0.0.01:80:80', 'port.ip', '127.0.0.01'],
  ['[::1:80:80', 'port.ip', '[::1'],
  ['published=80', 'port.missing'],
  ['target=80,8080:81', 'port.pair', '8080:81'],
  ['target=80,protocol=icmp', 'port.protocol', 'icmp'],
  ['published=99999,target=80', 'port.number', '99999', 0, 65535],
] as const;

describe('published ports', () => {
  for (const [text, expected] of good) {
    it(`reads ${text}`, () => assert.deepEqual(parsePublish(text), expected));
  }

  for (const [text, code, ...args] of bad) {
    it(`refuses “${text}”: ${code}`, () => {
      assert.deepEqual(parsePublish(text), { fault: code, args });
    });
  }

  it('are parted by blanks and commas, but for those of a long form', () => {
    assert.deepEqual(splitPorts(' 80:80,81:81  published=82,target=82 83'), [
      ...['80:80', '81:81', 'published=82,target=82', '83'],
    ]);
  });

  it('become the bindings of the API', () => {
    assert.deepEqual(
      publishedPorts(['8080:80', '127.0.0.1:8081:80', '53/udp', '1-2:11-12', '5-9:99']),
      {
        '80/tcp': [
          { HostIp: '', HostPort: '8080' },
          { HostIp: '127.0.0.1', HostPort: '8081' },
        ],
        '53/udp': [{ HostIp: '', HostPort: '' }],
        '11/tcp': [{ HostIp: '', HostPort: '1' }],
        '12/tcp': [{ HostIp: '', HostPort: '2' }],
        '99/tcp': [{ HostIp: '', HostPort: '5-9' }],
      },
    );
  });
});

describe('the ports of the engine’s list', () => {
  const entry = (IP: string, PublicPort: number, PrivatePort = 80, Type = 'tcp') => ({
    IP,
    PublicPort,
    PrivatePort,
    Type,
  });

  it('merge the twins of IPv4 and IPv6', () => {
    const ports = [entry('0.0.0.0', 8080), entry('::', 8080), { PrivatePort: 53, Type: 'udp' }];
    const merged = { ip: '', hostPort: 8080, containerPort: 80, protocol: 'tcp' };
    assert.deepEqual(mergePublished(ports), [merged]);
    assert.deepEqual(mergePublished([...ports].reverse()), [merged]);
    assert.deepEqual(mergePublished([...ports, ...ports]), [merged]);
  });

  it('keep what is no twin', () => {
    const addresses = (ports: readonly PublishedPort[]) =>
      ports.map(({ ip, hostPort }) => [ip, hostPort]);
    assert.deepEqual(addresses(mergePublished([entry('0.0.0.0', 8080)])), [['0.0.0.0', 8080]]);
    assert.deepEqual(addresses(mergePublished([entry('', 8080)])), [['', 8080]]);
    const apart = [entry('0.0.0.0', 8080), entry('::', 8081), entry('127.0.0.1', 8080)];
    assert.deepEqual(addresses(mergePublished(apart)), [
      ['0.0.0.0', 8080],
      ['127.0.0.1', 8080],
      ['::', 8081],
    ]);
    assert.deepEqual(mergePublished(null), []);
    assert.deepEqual(mergePublished([entry('', 1, 1, 'icmp')]), []);
  });

  it('are short in a description', () => {
    const port = { ip: '', hostPort: 8080, containerPort: 80, protocol: 'tcp' } as const;
    assert.equal(formatPublished(port), '8080→80');
    assert.equal(formatPublished({ ...port, ip: '::1', protocol: 'udp' }), '[::1]:8080→80/udp');
  });

  it('open in a browser where they can', () => {
    const port = { ip: '', hostPort: 8080, containerPort: 80, protocol: 'tcp' } as const;
    assert.equal(browserUrl(port), 'http://localhost:8080/');
    assert.equal(browserUrl({ ...port, hostPort: 80 }), 'http://localhost/');
    assert.equal(browserUrl({ ...port, containerPort: 443 }), 'https://localhost:8080/');
    assert.equal(browserUrl({ ...port, hostPort: 8443 }), 'https://localhost:8443/');
    assert.equal(browserUrl({ ...port, ip: '::' }, '10.0.0.5'), 'http://10.0.0.5:8080/');
    assert.equal(browserUrl({ ...port, ip: '127.0.0.1' }, '10.0.0.5'), 'http://127.0.0.1:8080/');
    assert.equal(browserUrl({ ...port, ip: '::1' }), 'http://[::1]:8080/');
    assert.equal(browserUrl({ ...port, protocol: 'udp' }), undefined);
  });
});
