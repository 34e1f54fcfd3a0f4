import assert from 'node:assert/strict';
import { validatePortFree, validatePortsApart } from '../../../src/docker/portClash';
import { sound } from '../../../src/docker/run/fault';
import { parsePublish } from '../../../src/docker/run/publish';

const read = (text: string) => {
  const binding = sound(parsePublish(text));
  assert.ok(binding, text);
  return binding;
};
const taken = (ip: string, hostPort: number, protocol: 'tcp' | 'udp' = 'tcp') => ({
  port: { ip, hostPort, containerPort: 80, protocol },
  owner: 'web',
});

describe('clashes of ports', () => {
  it('with what others publish', () => {
    const clash = { code: 'port.taken', args: [8080, 'web'] };
    assert.deepEqual(validatePortFree(read('8080:80'), [taken('', 8080)]), clash);
    assert.deepEqual(validatePortFree(read('8079-8081:1-3'), [taken('', 8080)]), clash);
    assert.deepEqual(validatePortFree(read('127.0.0.1:8080:80'), [taken('0.0.0.0', 8080)]), clash);
    assert.deepEqual(validatePortFree(read('8080:80'), [taken('127.0.0.1', 8080)]), clash);
    assert.deepEqual(validatePortFree(read('[0:0::1]:8080:80'), [taken('::1', 8080)]), clash);
  });

  it('need the same protocol, an address in common and a named port', () => {
    assert.equal(validatePortFree(read('8080:80/udp'), [taken('', 8080)]), undefined);
    assert.equal(validatePortFree(read('80'), [taken('', 80)]), undefined);
    assert.equal(validatePortFree(read('0:80'), [taken('', 80)]), undefined);
    assert.equal(validatePortFree(read('127.0.0.1:80:80'), [taken('127.0.0.2', 80)]), undefined);
    assert.equal(validatePortFree(read('[::1]:80:80'), [taken('0.0.0.0', 80)]), undefined);
  });

  it('leave a range for one port its free ones', () => {
    const range = read('8080-8081:80');
    assert.equal(validatePortFree(range, [taken('', 8080)]), undefined);
    const full = [taken('', 8080), taken('', 8081)];
    assert.equal(validatePortFree(range, full)?.code, 'port.taken');
  });

  it('within one container', () => {
    const apart = (...texts: string[]) => validatePortsApart(texts.map(read));
    assert.equal(apart('8080:80', '8081:80', '80', '80', '8080:80/udp'), undefined);
    assert.deepEqual(apart('8080:80', '8080:81'), { code: 'port.twice', args: [8080] });
    assert.deepEqual(apart('1-5:11-15', '5:99'), { code: 'port.twice', args: [5] });
    assert.equal(apart('8080:80', '8080-8081:81'), undefined);
    assert.equal(apart('127.0.0.1:80:80', '127.0.0.2:80:80'), undefined);
  });
});
