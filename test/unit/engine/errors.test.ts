import assert from 'node:assert/strict';
import { EngineError, isConnectionError } from '../../../src/engine/errors';

/** As dockerode throws them. */
function answered(statusCode: number, message: string, json: unknown = { message }): Error {
  return Object.assign(new Error(`(HTTP code ${statusCode}) unexpected - ${message} `), {
    statusCode,
    json,
  });
}

function broken(code: string, message = code): Error {
  return Object.assign(new Error(message), { code });
}

describe('an engine error', () => {
  it('is of the kind that the status means', () => {
    const kinds = {
      400: 'badRequest',
      401: 'unauthorized',
      403: 'conflict',
      404: 'notFound',
      409: 'conflict',
      418: 'server',
      500: 'server',
      501: 'unsupported',
      502: 'unreachable',
      503: 'unsupported',
      504: 'unreachable',
    };
    for (const [status, kind] of Object.entries(kinds)) {
      const error = EngineError.from(answered(Number(status), 'No such container: x'));
      assert.deepEqual(
        [error.kind, error.status, error.message],
        [kind, Number(status), 'No such container: x'],
      );
    }
  });

  it('of a registry that denies access is told by the words, for the status lies', () => {
    for (const words of [
      'Get https://r.io/v2/: unauthorized: incorrect username or password',
      'Head "https://r.io/v2/x": no basic auth credentials',
      'pull access denied for x, repository does not exist or may require docker login',
      'denied: requested access to the resource is denied',
    ]) {
      for (const status of [404, 500]) {
        assert.equal(EngineError.from(answered(status, words)).kind, 'unauthorized', words);
      }
    }
  });

  it('of Podman is told by the words, for its status is 500', () => {
    const said = {
      'can only kill running containers. x is in state exited: container state improper':
        'conflict',
      'network name n1 already used: network already exists': 'conflict',
      '"podman" has associated containers with it. Use -f to forcibly delete containers and pods: network is being used':
        'conflict',
      'creating container storage: the container name "web" is already in use by x': 'conflict',
      "failed to obtain logs for Container 'x': this container is using the 'none' log driver, cannot read logs":
        'unsupported',
      'driver failed programming external connectivity: address already in use': 'server',
    };
    for (const [words, kind] of Object.entries(said)) {
      assert.equal(EngineError.from(answered(500, words)).kind, kind, words);
    }
  });

  it('has the system’s code where there was no answer', () => {
    const kinds = {
      ENOENT: 'absent',
      ENOTFOUND: 'absent',
      EACCES: 'permission',
      ECONNREFUSED: 'unreachable',
      ECONNRESET: 'unreachable',
      EPIPE: 'unreachable',
      ERR_STREAM_PREMATURE_CLOSE: 'unreachable',
      ETIMEDOUT: 'timeout',
      HPE_INVALID_CONSTANT: 'badAnswer',
      EMFILE: 'server',
    };
    for (const [code, kind] of Object.entries(kinds)) {
      const error = EngineError.from(broken(code));
      assert.deepEqual([error.kind, error.code], [kind, code]);
    }
  });

  it('of TLS says in its code what is wrong', () => {
    const codes = {
      UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'unknownAuthority',
      SELF_SIGNED_CERT_IN_CHAIN: 'unknownAuthority',
      ERR_TLS_CERT_ALTNAME_INVALID: 'wrongName',
      CERT_HAS_EXPIRED: 'expired',
      ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE: 'clientRefused',
      ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: 'clientRefused',
      ERR_SSL_WRONG_VERSION_NUMBER: 'engineSpeaksPlain',
      ERR_OSSL_X509_KEY_VALUES_MISMATCH: 'badFiles',
      ERR_SSL_NO_PROTOCOLS_AVAILABLE: 'failed',
    };
    for (const [from, code] of Object.entries(codes)) {
      const error = EngineError.from(broken(from));
      assert.deepEqual([error.kind, error.code, error.message], ['tls', code, from]);
    }
    const plain = 'Client sent an HTTP request to an HTTPS server.';
    const error = EngineError.from(answered(400, plain, Buffer.from(plain)));
    assert.deepEqual([error.kind, error.code], ['tls', 'engineSpeaksTls']);
    const proto = broken('EPROTO', 'write EPROTO 1:error:0A00010B:SSL:wrong version number:');
    assert.equal(EngineError.from(proto).code, 'engineSpeaksPlain');
  });

  it('takes anything that was thrown', () => {
    for (const thrown of [undefined, null, 7, 'text', {}, { code: 7 }, [], new Error('')]) {
      const error = EngineError.from(thrown);
      assert.equal(error.kind, 'server');
      assert.notEqual(error.message, '');
    }
    const own = new EngineError('timeout', 'timeout');
    assert.equal(EngineError.from(own), own);
    const aborted = new DOMException('This operation was aborted', 'AbortError');
    assert.equal(EngineError.from(aborted).kind, 'cancelled');
  });

  it('keeps a page that a proxy sends to a length that can be shown', () => {
    const page = `<html>${'x'.repeat(100_000)}`;
    const error = EngineError.from(answered(502, page, Buffer.from(page)));
    assert.equal(error.kind, 'unreachable');
    assert.ok(error.message.length <= 2_000 && error.message.startsWith('<html>'));
  });

  it('says whether the engine could be asked at all', () => {
    assert.ok(isConnectionError(EngineError.from(broken('ECONNRESET'))));
    assert.ok(isConnectionError(new EngineError('timeout', 'timeout')));
    assert.ok(!isConnectionError(EngineError.from(answered(404, 'no'))));
    assert.ok(!isConnectionError(new EngineError('cancelled', 'cancelled')));
  });
});
