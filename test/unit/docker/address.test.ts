import assert from 'node:assert/strict';
import { isIP } from 'node:net';
import fc from 'fast-check';
import { formatAddress, parseAddress, sameAddress } from '../../../src/docker/address';
import { contains, formatCidr, masked, overlaps, parseCidr } from '../../../src/docker/cidr';
import { gatewayOf, validateContainerAddress } from '../../../src/docker/containerAddress';
import { validateMac } from '../../../src/docker/macAddress';
import { validateGateway, validateRange, validateSubnet } from '../../../src/docker/subnet';

const cidr = (text: string) => {
  const read = parseCidr(text);
  assert.ok(read, text);
  return read;
};

describe('addresses', () => {
  it('are read and written in their usual form', () => {
    const forms = [
      ['10.0.0.1', '10.0.0.1'],
      ['0.0.0.0', '0.0.0.0'],
      ['255.255.255.255', '255.255.255.255'],
      ['::', '::'],
      ['::1', '::1'],
      ['1::', '1::'],
      ['FD00:0:0:1:0:0:0:5', 'fd00:0:0:1::5'],
      ['1:0:0:2:0:0:3:4', '1::2:0:0:3:4'],
      ['1:0:2:3:4:5:6:7', '1:0:2:3:4:5:6:7'],
      ['::ffff:10.0.0.1', '::ffff:a00:1'],
      ['1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7:8'],
      ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
      ['0:0:3::', '0:0:3::'],
    ] as const;
    for (const [text, usual] of forms) {
      const address = parseAddress(text);
      assert.equal(address && formatAddress(address), usual, text);
    }
  });

  it('are refused as the engine refuses them', () => {
    const bad = [
      '',
      '10.0.0',
      '10.0.0.256',
      '10.0.0.01',
      '10.0.0.1.2',
      ' 10.0.0.1',
      '10.0.0.a',
      '1e1.0.0.1',
      ':',
      ':::',
      '1::2::3',
      '1:2:3:4:5:6:7',
      '1:2:3:4:5:6:7:8:9',
      '1:2:3:4:5:6:7:8::',
      '12345::',
      'g::',
      'fe80::1%eth0',
      '[::1]',
      '::1.2.3',
      '1.2.3.4::',
      ':1',
      '1:',
    ];
    for (const text of bad) assert.equal(parseAddress(text), undefined, text);
  });

  it('agree with Node about what is one', () => {
    const v6 = fc.stringMatching(/^[0-9a-f:.]{0,20}$/);
    fc.assert(
      fc.property(fc.oneof(v6, fc.ipV4(), fc.ipV6(), fc.ipV4Extended()), text => {
        assert.equal(parseAddress(text)?.family ?? 0, isIP(text));
      }),
      { numRuns: 3000 },
    );
  });

  it('read their own form back', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), text => {
        const address = parseAddress(text);
        assert.ok(address);
        assert.deepEqual(parseAddress(formatAddress(address)), address);
        assert.ok(sameAddress(text, formatAddress(address)));
      }),
    );
  });
});

describe('blocks of addresses', () => {
  it('are read strictly', () => {
    for (const text of [
      '10.0.0.0',
      '10.0.0.0/',
      '10.0.0.0/33',
      '10.0.0.0/08',
      '::/129',
      '10.0.0.0/24 ',
      '/24',
      '10.0.0.0/-1',
    ]) {
      assert.equal(parseCidr(text), undefined, text);
    }
    assert.equal(formatCidr(masked(cidr('10.90.0.5/24'))), '10.90.0.0/24');
    assert.equal(formatCidr(masked(cidr('fd00:9::5/64'))), 'fd00:9::/64');
    assert.equal(formatCidr(masked(cidr('255.1.2.3/0'))), '0.0.0.0/0');
  });

  it('contain their addresses and meet their neighbours', () => {
    const block = (text: string) => cidr(text);
    const inside = (text: string, address: string) => {
      const read = parseAddress(address);
      return read !== undefined && contains(block(text), read);
    };
    assert.ok(inside('10.0.0.5/24', '10.0.0.255'));
    assert.ok(!inside('10.0.0.0/24', '10.0.1.0'));
    assert.ok(!inside('::/0', '10.0.0.1'));
    assert.ok(overlaps(block('10.0.0.0/8'), block('10.9.0.0/16')));
    assert.ok(overlaps(block('10.9.0.0/16'), block('10.0.0.0/8')));
    assert.ok(!overlaps(block('10.0.0.0/24'), block('10.0.1.0/24')));
    assert.ok(!overlaps(block('::/0'), block('0.0.0.0/0')));
  });
});

describe('subnets of a new network', () => {
  it('have no host bits, room, and no neighbours on them', () => {
    assert.equal(validateSubnet('10.90.0.0/24'), undefined);
    assert.equal(validateSubnet('fd00::/64'), undefined);
    assert.deepEqual(validateSubnet(' '), { code: 'subnet.empty' });
    assert.deepEqual(validateSubnet('10.90.0.0'), { code: 'subnet.format', args: ['10.90.0.0'] });
    const proper = { code: 'subnet.hostBits', args: ['10.90.0.5/24', '10.90.0.0/24'] };
    assert.deepEqual(validateSubnet('10.90.0.5/24'), proper);
    assert.deepEqual(validateSubnet('10.9.0.0/31'), {
      code: 'subnet.small',
      args: ['10.9.0.0/31', 30],
    });
    assert.equal(validateSubnet('fd00::/128')?.code, 'subnet.small');
    const used = [
      { subnet: 'nonsense', network: 'x' },
      { subnet: '10.0.0.0/8', network: 'lan' },
    ];
    const overlap = { code: 'subnet.overlap', args: ['10.90.0.0/24', '10.0.0.0/8', 'lan'] };
    assert.deepEqual(validateSubnet('10.90.0.0/24', used), overlap);
    assert.equal(validateSubnet('11.0.0.0/24', used), undefined);
  });

  it('contain their range and their gateway', () => {
    const subnet = '10.90.0.0/24';
    assert.equal(validateRange('10.90.0.128/25', subnet), undefined);
    assert.equal(validateRange('10.90.0.0/24', subnet), undefined);
    assert.equal(validateRange('10.90.0.130/25', subnet)?.code, 'range.hostBits');
    assert.equal(validateRange('10.90.0.0/16', subnet)?.code, 'range.outside');
    assert.equal(validateRange('10.91.0.0/25', subnet)?.code, 'range.outside');
    assert.equal(validateRange('fd00::/96', subnet)?.code, 'range.outside');
    assert.equal(validateRange('10.90', subnet)?.code, 'range.format');
    assert.equal(validateGateway('10.90.0.9', subnet), undefined);
    assert.equal(validateGateway('10.90.1.1', subnet)?.code, 'address.outside');
    assert.equal(validateGateway('10.90.0.0', subnet)?.code, 'address.network');
    assert.equal(validateGateway('10.90.0.255', subnet)?.code, 'address.broadcast');
    assert.equal(validateGateway('fd00::1', subnet)?.code, 'address.family');
    assert.equal(validateGateway('10.90', subnet)?.code, 'address.format');
    assert.equal(validateGateway('', subnet)?.code, 'address.empty');
  });
});

describe('the address a container asks for', () => {
  const pool = { subnet: '10.91.0.0/29', gateway: '', range: '' };
  const six = { subnet: 'fd00::/64', gateway: 'fd00::1', range: '' };
  const used = [
    { address: '10.91.0.3', owner: 'web' },
    { address: 'fd00::9', owner: 'db' },
  ];
  const check = (text: string) => validateContainerAddress(text, [pool, six], used);

  it('is free and inside', () => {
    assert.equal(check('10.91.0.2'), undefined);
    assert.equal(check('fd00::2'), undefined);
    assert.equal(check('10.91.0.0')?.code, 'address.network');
    assert.equal(check('10.91.0.1')?.code, 'address.gateway');
    assert.equal(check('10.91.0.7')?.code, 'address.broadcast');
    assert.deepEqual(check('10.91.0.8'), {
      code: 'address.outside',
      args: ['10.91.0.8', '10.91.0.0/29, fd00::/64'],
    });
    assert.deepEqual(check('10.91.0.3'), { code: 'address.taken', args: ['10.91.0.3', 'web'] });
    assert.equal(check('fd00:0::0009')?.code, 'address.taken');
    assert.equal(check('fd00:0:0::1')?.code, 'address.gateway');
    assert.deepEqual(validateContainerAddress('fd00::2', [pool]), {
      code: 'address.family',
      args: ['fd00::2', 4],
    });
  });

  it('knows the gateway that the engine took by itself', () => {
    const gateway = (subnet: string, range: string) => gatewayOf({ subnet, gateway: '', range });
    assert.equal(gateway('10.92.0.0/24', ''), '10.92.0.1');
    assert.equal(gateway('10.92.0.0/24', '10.92.0.128/25'), '10.92.0.128');
    assert.equal(gateway('10.92.0.0/24', '10.92.0.0/25'), '10.92.0.1');
    assert.equal(gateway('10.92.0.0/24', '10.92.0.0/16'), '10.92.0.1');
    assert.equal(gateway('fd00::/64', ''), 'fd00::1');
    assert.equal(gateway('', ''), '');
  });
});

describe('MAC addresses', () => {
  it('are six octets that the kernel takes', () => {
    for (const mac of ['92:d0:c6:0a:29:33', '92-D0-C6-0A-29-33', '92d0.c60a.2933']) {
      assert.equal(validateMac(mac), undefined, mac);
    }
    assert.equal(validateMac('00:00:00:00:00:00')?.code, 'mac.zero');
    assert.equal(validateMac('01:00:5e:00:00:01')?.code, 'mac.multicast');
    assert.equal(validateMac('ff-ff-ff-ff-ff-ff')?.code, 'mac.multicast');
    for (const mac of [
      '',
      'xx',
      '92:d0:c6:0a:29',
      '92:d0-c6:0a:29:33',
      '92:d0:c6:0a:29:33:44:55',
    ]) {
      assert.equal(validateMac(mac)?.code, 'mac.format', mac);
    }
  });
});
