import assert from 'node:assert/strict';
import { LogLines } from '../../../src/docker/logLines';
import type { LogMessage } from '../../../src/engine/logs';
import { asErrorOutput, LogText, shortStamp } from '../../../src/terminals/logText';

const stamp = '2026-01-02T03:04:05.123456789Z';
const later = '2026-01-02T03:04:06.123456789Z';

function message(text: string, more: Partial<LogMessage> = {}): LogMessage {
  return { from: 'stdout', stamp, text, ends: true, ...more };
}

describe('the text of logs', () => {
  it('ends its lines as a terminal wants, and colours errors', () => {
    const text = new LogText(false).show([message('one'), message('two', { from: 'stderr' })]);
    assert.equal(text, 'one\r\n\u001b[33mtwo\u001b[39m\r\n');
  });

  it('shows times once a line', () => {
    const text = new LogText(true);
    const time = '\u001b[2m2026-01-02T03:04:05.123Z\u001b[22m ';
    const parts = [message('a', { ends: false }), message('b')];
    assert.equal(text.show(parts), `${time}ab\r\n`);
  });

  it('begins a new line where nobody ended the last', () => {
    const text = new LogText(false);
    const parts = [message('a', { ends: false }), message('b', { stamp: later, ends: false })];
    assert.equal(text.show(parts), 'a\r\nb');
    assert.equal(
      text.show([message('bad', { from: 'stderr' })]),
      '\r\n\u001b[33mbad\u001b[39m\r\n',
    );
    assert.equal(text.endLine(), '');
  });

  it('ends an open line before something else is said', () => {
    const text = new LogText(false);
    text.show([message('a', { ends: false })]);
    assert.equal(text.endLine(), '\r\n');
  });

  it('lets no line touch the next by a sequence that it leaves open', () => {
    const text = new LogText(false);
    assert.equal(text.show([message('a\u001b]0;open'), message('next')]), 'a\r\nnext\r\n');
  });

  it('keeps the colour of errors over a reset of their own', () => {
    assert.equal(
      asErrorOutput('a\u001b[31mred\u001b[0mb'),
      '\u001b[33ma\u001b[31mred\u001b[0m\u001b[33mb\u001b[39m',
    );
    assert.equal(asErrorOutput(''), '');
  });

  it('shortens times to the millisecond', () => {
    assert.equal(shortStamp(stamp), '2026-01-02T03:04:05.123Z');
    assert.equal(shortStamp('2026-01-02T03:04:05+02:00'), '2026-01-02T03:04:05+02:00');
  });
});

describe('the lines of a log', () => {
  it('are joined of their parts, each output for itself', () => {
    const lines = new LogLines();
    assert.deepEqual(lines.push(message('a', { ends: false })), []);
    assert.deepEqual(lines.push(message('bad', { from: 'stderr' })), ['bad']);
    assert.deepEqual(lines.push(message('b')), ['ab']);
    assert.deepEqual(lines.push(message('open', { ends: false })), []);
    assert.deepEqual(lines.push(message('x', { stamp: later })), ['open', 'x']);
    lines.push(message('last', { ends: false }));
    assert.deepEqual(lines.end(), ['last']);
  });
});
