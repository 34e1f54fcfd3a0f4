import assert from 'node:assert/strict';
import { likelyPorts } from '../../../../src/docker/run/likelyPorts';
import { parseRun } from '../../../../src/docker/run/parse';
import { forecastPorts } from '../../../../src/docker/run/portForecast';

function forecast(line: string, image: readonly string[] = []): readonly string[] {
  const { spec } = parseRun(`docker run ${line} img`);
  return forecastPorts(spec, image).map(
    ({ container, kind, ip, host, isExposed }) =>
      `${container} ${kind} ${ip}:${host}${isExposed ? ' exposed' : ''}`,
  );
}

describe('what will be published', () => {
  it('is told of single ports, ranges, protocols and addresses', () => {
    assert.deepEqual(forecast('-p 8080:80 -p 127.0.0.1:53:53/udp -p [::1]:9:9/sctp'), [
      '9/sctp fixed ::1:9',
      '53/udp fixed 127.0.0.1:53',
      '80/tcp fixed :8080',
    ]);
    assert.deepEqual(forecast('-p 8000-8002:80-82/udp'), ['80-82/udp fixed :8000-8002']);
    assert.deepEqual(forecast('-p 8000-8002:80'), ['80/tcp choice :8000-8002']);
    assert.deepEqual(forecast('-p 80 -p 127.0.0.1::81 -p 0:82'), [
      '80/tcp any :',
      '81/tcp any 127.0.0.1:',
      '82/tcp any :',
    ]);
    assert.deepEqual(forecast('-p published=8080,target=80'), ['80/tcp fixed :8080']);
    assert.deepEqual(forecast('-p nonsense'), []);
  });

  it('has the ports that the image exposes, published or not', () => {
    assert.deepEqual(forecast('-p 8080:80', ['80/tcp', '443/tcp']), [
      '80/tcp fixed :8080 exposed',
      '443/tcp closed : exposed',
    ]);
    assert.deepEqual(forecast('-P --expose 53/udp', ['80/tcp']), [
      '53/udp any : exposed',
      '80/tcp any : exposed',
    ]);
    assert.deepEqual(forecast('-P'), []);
  });

  it('offers a likely port where an image exposes none', () => {
    assert.deepEqual(likelyPorts('docker.io/bitnami/redis:7'), [6379]);
    assert.deepEqual(likelyPorts('nginx'), [80]);
    assert.deepEqual(likelyPorts('constructor'), [80, 8080, 3000]);
    assert.deepEqual(likelyPorts(':::'), [80, 8080, 3000]);
  });
});
