import assert from 'node:assert/strict';
import { agrees, readProbe } from '../../../../src/docker/network/probeOutput';

describe('a real try', () => {
  it('is read from what it said last', () => {
    const seen = (said: string) => readProbe(said).seen;
    assert.equal(seen('resolving\nbadAddress\n'), 'badAddress');
    assert.equal(seen('resolved 10.0.0.2\ntool nc\nrefused\n'), 'refused');
    assert.equal(seen('resolved 10.0.0.2\ntool nc\nconnected\n'), 'silent');
    assert.equal(seen('resolved 10.0.0.2\ntool nc\n'), 'unknown');
    assert.equal(seen('OCI runtime exec failed: "sh": executable file not found'), 'cannot');
    const { tool, address } = readProbe('resolved 10.0.0.2\ntool bash\nconnected\nanswered\n');
    assert.deepEqual([tool, address], ['bash', '10.0.0.2']);
  });

  it('bears a prediction out, or does not, or shows nothing', () => {
    const yes = { answer: 'yes', seen: 'connects' } as const;
    const dropped = { answer: 'no', seen: 'timeout' } as const;
    assert.equal(agrees(yes, { seen: 'closed' }), true);
    assert.equal(agrees(yes, { seen: 'refused' }), false);
    assert.equal(agrees(dropped, { seen: 'timeout' }), true);
    assert.equal(agrees(dropped, { seen: 'refused' }), false);
    assert.equal(agrees(dropped, { seen: 'silent' }, 'udp'), undefined);
    assert.equal(agrees(yes, { seen: 'cannot' }), undefined);
    assert.equal(agrees({ answer: 'no', seen: 'silent' }, { seen: 'silent' }), true);
    assert.equal(agrees({ answer: 'depends', seen: 'connects' }, { seen: 'connects' }), true);
    assert.equal(agrees({ answer: 'no', seen: 'nothing' }, { seen: 'timeout' }), undefined);
  });
});
