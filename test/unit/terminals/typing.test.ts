import assert from 'node:assert/strict';
import { Detaching } from '../../../src/terminals/detaching';
import { LineInput } from '../../../src/terminals/lineInput';
import { Pace } from '../../../src/terminals/pace';
import { TypedBytes } from '../../../src/terminals/typed';

function typed(...texts: readonly string[]): { echo: string; send: string; acts: string[] } {
  const line = new LineInput();
  const steps = texts.flatMap(text => line.take(text));
  return {
    echo: steps.map(({ echo }) => echo).join(''),
    send: steps.map(({ send }) => send).join(''),
    acts: steps.map(({ act }) => act).filter(act => act !== undefined),
  };
}

describe('typing to a process without a terminal', () => {
  it('sends whole lines, and shows what is typed', () => {
    assert.deepEqual(typed('ab', 'c\r'), { echo: 'abc\r\n', send: 'abc\n', acts: [] });
    assert.equal(typed('no line yet').send, '');
    assert.equal(typed('one\rtwo\r').send, 'one\ntwo\n');
  });

  it('takes characters back, each by its width', () => {
    assert.deepEqual(typed('a你\u007fb\r'), {
      echo: 'a你\b \b\b \bb\r\n',
      send: 'ab\n',
      acts: [],
    });
    assert.equal(typed('\u007f\r').echo, '\r\n');
    assert.equal(typed('abc\u0015d\r').send, 'd\n');
  });

  it('leaves out keys that have no meaning', () => {
    assert.equal(typed('a\u001b[A\u001b[1;5C\u001bOPb\u0001\r').send, 'ab\n');
  });

  it('knows Ctrl-C and Ctrl-D', () => {
    assert.deepEqual(typed('ab\u0003c\r'), {
      echo: 'ab^C\r\nc\r\n',
      send: 'c\n',
      acts: ['interrupt'],
    });
    assert.deepEqual(typed('ab\u0004'), { echo: 'ab', send: 'ab', acts: [] });
    assert.deepEqual(typed('\u0004').acts, ['endOfInput']);
  });
});

describe('typed characters', () => {
  it('stay whole where they come in halves', () => {
    const bytes = new TypedBytes();
    const whale = '🐳';
    const parts = [bytes.encode(`a${whale.slice(0, 1)}`), bytes.encode(`${whale.slice(1)}b`)];
    assert.equal(Buffer.concat(parts).toString(), 'a🐳b');
  });
});

describe('Ctrl-P Ctrl-Q', () => {
  it('detaches, also key by key, and sends what came before', () => {
    const together = new Detaching().take('ab\u0010\u0011c');
    assert.deepEqual(together, { send: 'ab', detach: true });
    const apart = new Detaching();
    assert.deepEqual(apart.take('a\u0010'), { send: 'a', detach: false });
    assert.deepEqual(apart.take('\u0011'), { send: '', detach: true });
  });

  it('leaves a Ctrl-P that something else follows', () => {
    const keys = new Detaching();
    keys.take('\u0010');
    assert.deepEqual(keys.take('x'), { send: '\u0010x', detach: false });
    assert.deepEqual(keys.take('\u0011'), { send: '\u0011', detach: false });
  });
});

describe('the pace of output', () => {
  it('lets a person read without waiting, and holds a flood', () => {
    const pace = new Pace(1_000, 500);
    const start = performance.now();
    assert.equal(pace.take(400, start), 0);
    assert.equal(pace.take(100, start), 0);
    assert.equal(Math.round(pace.take(1_000, start)), 1_000);
    assert.equal(pace.take(100, start + 2_000), 0);
  });

  it('earns no more than a burst', () => {
    const pace = new Pace(1_000, 500);
    const start = performance.now();
    assert.equal(Math.round(pace.take(700, start + 60_000)), 200);
  });
});
