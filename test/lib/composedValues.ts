import fc from 'fast-check';
import type { OptionName } from '../../src/docker/run/options';

/** Any of these, or nothing. */
const maybe = (...texts: readonly string[]) => fc.constantFrom('', ...texts);
const any = (...texts: readonly string[]) => fc.constantFrom(...texts);
const joined = (...parts: readonly fc.Arbitrary<string>[]) =>
  fc.tuple(...parts).map(all => all.join(''));
/** Some of these fields, in any order, with commas between. */
const fields = (...parts: readonly fc.Arbitrary<string>[]) =>
  fc
    .shuffledSubarray([...parts], { minLength: 1 })
    .chain(some => fc.tuple(...some))
    .map(all => all.join(','));

const number = any(
  '0',
  '1',
  '5',
  '10',
  '007',
  '0x1f',
  '1_0',
  '1e2',
  '1.5',
  '.5',
  '5.',
  '+3',
  '-1',
  '',
);
const address = any(
  '10.0.0.5',
  '::1',
  '2001:DB8::5',
  '[::1]',
  'fe80::1',
  '1.2.3',
  '01.2.3.4',
  'x',
  '',
);
const mac = any('02:42:ac:11:00:02', '02-42-AC-11-00-02', '0242.ac11.0002', '02:42', '');
const pair = joined(
  any('a', 'a.b/c', 'A B', '', 'é'),
  maybe('=', '==', '=x', '=x=y', '= ', '=x,y'),
);
const path = any('/t', '/t/../u', '//t/', 't', './t', '..', 'C:\\t', 'd:/t', '/a b', '/', '');
const switched = maybe('=true', '=0', '=F', '=x', '=');
const size = joined(number, maybe('b', 'k', 'M', 'gb', 'GiB', 'KB', ' m', 'x', 'tb'));
const time = joined(
  maybe('-', '+'),
  any('0', '1', '1.5', '.5', '', '1h2'),
  any('ns', 'us', 'ms', 's', 'm', 'h', '', 'd'),
);
const devicePath = any('/dev/sda', '/dev/a/../b', 'sda', './x', '/dev/', '');

const mount = fields(
  joined(
    any('type', 'TYPE', ' type'),
    any('=bind', '=volume', '=tmpfs', '=image', '=Bind', '=x', '', '='),
  ),
  joined(any('source', 'src', 'Src'), any('=/a', '=data', '=./x', '=..', '=', '', '=a b')),
  joined(any('target', 'dst', 'destination'), any('=/t', '=t', '=', '=/t/../u', '')),
  joined(any('readonly', 'ro'), switched),
  joined(any('bind-propagation'), any('=rshared', '=Private', '=x', '')),
  joined(any('bind-recursive'), any('=enabled', '=disabled', '=writable', '=readonly', '=x', '')),
  joined(any('volume-nocopy', 'bind-nonrecursive'), switched),
  joined(any('volume-label=', 'volume-opt='), pair),
  joined(any('volume-driver=', 'volume-subpath=', 'image-subpath='), any('local', '', 'a/b')),
  joined(any('tmpfs-size='), size),
  joined(any('tmpfs-mode='), any('1777', '0755', '8', '0x1', '')),
  any('consistency=cached', '"volume-opt=o=a,b"', '"a', 'x'),
);

const network = fields(
  joined(any('name=', 'Name=', ' name='), any('net', 'Net', 'host', 'bridge', 'a b', '')),
  joined(any('name=net,alias='), any('a', 'B', '', ' c ')),
  joined(any('ip=', 'ip6=', 'link-local-ip='), address),
  joined(any('mac-address='), mac),
  joined(any('driver-opt='), pair),
  joined(any('gw-priority='), number),
);

/** Values made of their parts, right and wrong ones, for the options whose values have parts. */
export const composedValues: Partial<Record<OptionName, fc.Arbitrary<string>>> = {
  'add-host': joined(
    any('a', 'a.b', '', 'a b'),
    any(':', '=', ''),
    fc.oneof(address, any('host-gateway')),
  ),
  annotation: pair,
  'blkio-weight-device': joined(devicePath, any(':', ''), number),
  cpus: joined(
    maybe('-', '+'),
    any('1', '.5', '1.', '1e-3', '1/2', '0x1', '1_0', '0.0000000001', '', 'inf'),
  ),
  'cpuset-cpus': any('0', '0-3', '0,2-4', '3-0', '0,', 'a', ''),
  device: joined(
    devicePath,
    maybe(':', ':/dev/x', ':x', ':rw'),
    maybe(':', ':r', ':rwm', ':rr', ':x'),
  ),
  'device-cgroup-rule': joined(
    any('a', 'b', 'c', 'x', ''),
    any(' ', '  '),
    any('1:2', '*:*', '1', '*:5'),
    maybe(' r', ' rwm', ' rr', ' rwmr', ' x'),
  ),
  'device-read-bps': joined(devicePath, any(':', ''), size),
  'device-write-iops': joined(devicePath, any(':', ''), number),
  dns: address,
  'dns-search': any('.', 'a.b', 'A-b.c.', '-a', 'a_b', '1.2', 'a..b', ' a ', ''),
  env: joined(
    any('A', 'A B', '', 'é', '_', 'a-b'),
    any('=', '=x', '=x=y', '= ', '="q"', '=\n', '=$A'),
  ),
  expose: joined(
    any('80', '80-82', '82-80', '0', '65536', '080', '', 'a'),
    maybe('/tcp', '/UDP', '/x', '/'),
  ),
  gpus: fields(
    any('all', '2', '-1', 'x', 'count=all', 'count=2', 'count='),
    any('driver=nvidia', 'driver='),
    any('device=0', '"device=0,1"', 'device='),
    any('capabilities=utility', '"capabilities=a,b"', 'capabilities='),
    any('options=a=b', '"options=a=b,c=d"', 'options=', 'foo=bar'),
  ),
  'health-interval': time,
  'health-retries': number,
  'health-start-period': time,
  label: pair,
  link: joined(any('a', '/a', ''), maybe(':', ':b', ':/b/c', ':b:c')),
  'log-opt': pair,
  'mac-address': mac,
  memory: size,
  'memory-swappiness': number,
  mount,
  network: fc.oneof(network, any('net', 'Net', 'container:a', 'none', ' ', '')),
  platform: joined(
    any('linux', 'Windows', 'darwin', 'x', '', 'windows(1.2)'),
    maybe('/'),
    maybe('amd64', 'ARM64', 'arm', 'x86_64', 'i386', 'armhf'),
    maybe('/v7', '/8', '/V8', '/', '/v2'),
  ),
  publish: joined(
    maybe('127.0.0.1:', '0.0.0.0:', '[::1]:', '[2001:db8::5]:', '::1:', 'x:', '[]:', '1.2.3:'),
    maybe('8080:', '0:', '8000-8002:', '08000:', '8002-8000:', '65536:', ':'),
    any('80', '80-82', '090', '0', '70000', '', '82-80'),
    maybe('/tcp', '/udp', '/SCTP', '/x', '/'),
  ),
  restart: joined(
    any('no', 'always', 'on-failure', 'unless-stopped', 'Always', 'x', ''),
    maybe(':', ':3', ':-1', ':x', ':0', ':03', ':3:4'),
  ),
  'security-opt': joined(
    any('no-new-privileges', 'label', 'apparmor', 'systempaths', 'x', ''),
    maybe(':', '=', '=true', ':false', '=unconfined', '=a=b', ':a:b'),
  ),
  'shm-size': size,
  'stop-timeout': number,
  'storage-opt': pair,
  sysctl: joined(
    any('net.a', 'kernel.sem', 'fs.mqueue.x', 'kernel.x', 'net', ''),
    maybe('=', '=1', '=1=2'),
  ),
  tmpfs: joined(path, maybe(':', ':ro', ':size=1m,mode=1777', ':a:b')),
  ulimit: joined(
    any('nofile', 'core', 'NOFILE', 'x', ''),
    any('=', '', ':'),
    number,
    maybe(':', ':5', ':-1', ':1:2'),
  ),
  volume: joined(
    maybe('data:', '/a:', './x:', '..:', '.:', 'C:\\a:', 'a:', '/a b:', ':', '\\\\s\\x:'),
    path,
    maybe(':ro', ':rw,z', ':Z,rshared', ':nocopy', ':x', ':', ':ro:z'),
  ),
  'volumes-from': joined(any('a', 'a.b', ''), maybe(':', ':ro', ':rw,z', ':x', ':ro:z')),
  workdir: path,
};
