import assert from 'node:assert/strict';
import { listeningSockets, splitTables } from '../../../../src/docker/network/sockets';
import { socketTexts } from '../../../lib/reachScene';

/** As `cat` over the four tables printed it in a container of Docker 20.10. */
const output = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0B00007F:8301 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 2155424 1
   1: 0100007F:0051 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 2153313 1
   2: 4300A40A:B37C 4300A40A:0050 06 00000000:00000000 03:00000000 00000000     0        0 0 3
  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 00000000000000000000000000000000:0053 00000000000000000000000000000000:0000 0A 00000000:00000000
   1: 0000000000000000FFFF00000200A40A:0052 00000000000000000000000000000000:0000 0A 00000000:00000000
   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
13353: 0B00007F:91F4 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 2155423
13354: 00000000:0035 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 2155423
`;

describe('the sockets of a network namespace', () => {
  it('are those that listen, without Docker’s own DNS', () => {
    const tables = splitTables(output);
    assert.ok(tables);
    const words = listeningSockets(tables).map(
      ({ protocol, family, address, port }) => `${protocol}${family} ${address} ${port}`,
    );
    assert.deepEqual(words, [
      'udp4 0.0.0.0 53',
      'tcp4 127.0.0.1 81',
      'tcp6 10.164.0.2 82',
      'tcp6 :: 83',
    ]);
  });

  it('come out as they were written', () => {
    const all = ['tcp 10.0.0.7:80', 'tcp [fd00:9::3]:8080', 'udp [::1]:53'];
    assert.deepEqual(
      listeningSockets(socketTexts(all)).map(({ address, port }) => `${address} ${port}`),
      ['::1 53', '10.0.0.7 80', 'fd00:9::3 8080'],
    );
  });

  it('are not known from anything else', () => {
    assert.equal(splitTables('exec failed: "cat": executable file not found'), undefined);
    assert.deepEqual(splitTables('  sl  local_address'), { tcp: '', tcp6: '', udp: '', udp6: '' });
    assert.deepEqual(listeningSockets({ tcp: 'x: y:z', udp: null }), []);
  });
});
