import assert from 'node:assert/strict';
import {
  nextPullState,
  type PullState,
  pullBegin,
  pullFraction,
} from '../../../src/docker/pullProgress';
import { registryFailure } from '../../../src/docker/registryFailure';

type Line = Record<string, unknown>;

const stateAfter = (lines: readonly Line[]): PullState => lines.reduce(nextPullState, pullBegin);
const downloading = (id: string, current: number, total: number): Line => ({
  status: 'Downloading',
  progressDetail: { current, total },
  progress: '[==> ]',
  id,
});

describe('the progress of a pull', () => {
  it('follows each layer, and sums up what was downloaded', () => {
    const state = stateAfter([
      { status: 'Pulling from library/nginx', id: '1.27' },
      { status: 'Already exists', progressDetail: {}, id: 'aaaaaaaaaaaa' },
      { status: 'Pulling fs layer', progressDetail: {}, id: 'bbbbbbbbbbbb' },
      { status: 'Pulling fs layer', progressDetail: {}, id: 'cccccccccccc' },
      { status: 'Waiting', progressDetail: {}, id: 'cccccccccccc' },
      downloading('bbbbbbbbbbbb', 40, 100),
    ]);
    assert.deepEqual(
      state.layers.map(layer => [layer.id.slice(0, 1), layer.phase, layer.currentBytes]),
      [
        ['a', 'exists', 0],
        ['b', 'downloading', 40],
        ['c', 'waiting', 0],
      ],
    );
    assert.equal(state.ready, 1);
    assert.equal(state.receivedBytes, 40);
    assert.equal(state.expectedBytes, 100);
    assert.equal(state.sentence, 'Pulling from library/nginx');
  });

  it('counts a layer as downloaded while it is unpacked, in bytes of its own', () => {
    const id = 'bbbbbbbbbbbb';
    const extracting = { status: 'Extracting', progressDetail: { current: 10, total: 100 }, id };
    const state = stateAfter([
      downloading(id, 60, 100),
      { status: 'Verifying Checksum', progressDetail: {}, id },
      { status: 'Download complete', progressDetail: {}, id },
      extracting,
    ]);
    const [layer] = state.layers;
    assert.deepEqual(layer, {
      id,
      phase: 'extracting',
      currentBytes: 10,
      totalBytes: 100,
      downloadBytes: 100,
    });
    assert.equal(state.receivedBytes, 100);
    const done = nextPullState(state, { status: 'Pull complete', progressDetail: {}, id });
    assert.equal(done.ready, 1);
    assert.equal(done.receivedBytes, 100);
  });

  it('does not take the seconds of the containerd store for bytes', () => {
    const id = 'bbbbbbbbbbbb';
    const detail = { current: 3, units: 's' };
    const [layer] = stateAfter([
      downloading(id, 100, 100),
      { status: 'Extracting', progressDetail: detail, id },
    ]).layers;
    assert.deepEqual([layer?.phase, layer?.currentBytes, layer?.totalBytes], ['extracting', 0, 0]);
  });

  it('goes back where a download is tried again', () => {
    const id = 'bbbbbbbbbbbb';
    const state = stateAfter([
      downloading(id, 90, 100),
      { status: 'Retrying in 5 seconds', progressDetail: {}, id },
    ]);
    assert.equal(state.layers[0]?.phase, 'retrying');
    assert.equal(state.receivedBytes, 0);
    assert.equal(state.expectedBytes, 100);
  });

  it('is one number too, which grows', () => {
    const id = 'bbbbbbbbbbbb';
    const lines: Line[] = [
      { status: 'Already exists', id: 'aaaaaaaaaaaa' },
      { status: 'Pulling fs layer', id },
      downloading(id, 50, 100),
      { status: 'Download complete', id },
      { status: 'Extracting', progressDetail: { current: 50, total: 100 }, id },
      { status: 'Pull complete', id },
    ];
    const fractions = lines.map((_, at) => pullFraction(stateAfter(lines.slice(0, at + 1))));
    assert.deepEqual(
      fractions.map(fraction => fraction.toFixed(3)),
      ['1.000', '0.500', '0.675', '0.850', '0.925', '1.000'],
    );
    assert.equal(pullFraction(pullBegin), 0);
  });

  it('says how it ended', () => {
    const digest = `sha256:${'0'.repeat(64)}`;
    const state = stateAfter([
      { status: `Digest: ${digest}` },
      { status: 'Status: Downloaded newer image for nginx:1.27' },
    ]);
    assert.equal(state.digest, digest);
    assert.equal(state.outcome, 'newer');
    const same = stateAfter([{ status: 'Status: Image is up to date for nginx:1.27' }]);
    assert.equal(same.outcome, 'upToDate');
  });

  it('takes any line that makes no sense', () => {
    const odd = [{}, { status: 1 }, { id: 'x' }, { progressDetail: 'x' }, { status: '', id: null }];
    for (const line of odd) assert.equal(nextPullState(pullBegin, line as Line), pullBegin);
    const state = stateAfter([
      { status: 'Downloading', progressDetail: { current: -1, total: 'x' }, id: 'bbbbbbbbbbbb' },
    ]);
    assert.deepEqual([state.receivedBytes, state.expectedBytes], [0, 0]);
  });
});

describe('what an engine says of a registry', () => {
  // Each sentence was seen from an engine, or stands in the source of one.
  const said = {
    notFound: [
      'manifest for 127.0.0.1:5000/a:9 not found: manifest unknown: manifest unknown',
      'failed to resolve reference "127.0.0.1:5000/a:9": 127.0.0.1:5000/a:9: not found',
      'name unknown: repository name not known to registry',
    ],
    notFoundOrDenied: [
      "pull access denied for nope, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
      'pull access denied, repository does not exist or may require authorization',
    ],
    denied: [
      'Head "http://127.0.0.1:5001/v2/a/manifests/1": no basic auth credentials',
      'failed to resolve reference "127.0.0.1:5001/a:1": pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials',
      'unauthorized: authentication required',
      'denied: requested access to the resource is denied',
      'Get "https://x/v2/": unauthorized: incorrect username or password',
      'unexpected status from HEAD request to https://x/v2/a/manifests/1: 403 Forbidden',
    ],
    rateLimit: [
      'toomanyrequests: You have reached your pull rate limit.',
      'unexpected status code 429 Too Many Requests',
    ],
    noNetwork: [
      'Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io on 10.199.2.1:53: read udp 10.199.2.2:1->10.199.2.1:53: read: connection refused',
      'Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io: no such host',
      'Get "https://x/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
      'Get "https://x/v2/": net/http: TLS handshake timeout',
      'Get "https://x/v2/": proxyconnect tcp: EOF',
      'Get "https://registry.invalid/v2/": dial tcp: lookup registry.invalid on 10.255.255.53:53: read udp 10.199.2.2:34829->10.255.255.53:53: i/o timeout',
      'context deadline exceeded',
    ],
    certificate: [
      'Get "https://x/v2/": x509: certificate signed by unknown authority',
      'Get "https://x/v2/": tls: failed to verify certificate: x509: certificate has expired or is not yet valid',
      'remote error: tls: bad certificate',
    ],
    plainHttp: [
      'Get "https://10.199.2.1:5000/v2/": http: server gave HTTP response to HTTPS client',
    ],
    platform: [
      'no matching manifest for linux/s390x in the manifest list entries',
      'image with reference x was found but does not match the specified platform: wanted linux/arm64, actual: linux/amd64',
    ],
    noSpace: ['write /var/lib/docker/tmp/GetImageBlob1: no space left on device'],
    unknown: ['something else', ''],
  } as const;

  for (const [kind, sentences] of Object.entries(said)) {
    it(`is understood: ${kind}`, () => {
      for (const sentence of sentences) assert.equal(registryFailure(sentence), kind, sentence);
    });
  }
});
