import assert from 'node:assert/strict';
import type { EngineEvent } from '../../../src/engine/events';
import { eventLine } from '../../../src/ui/eventLine';

const id = 'd9bbb8512a4f6bd7d7815cd2ce6ec739749fae38e78b9f17d1b5e9b5de2e9e04';
const at = Math.floor(new Date(2026, 0, 5, 7, 8, 9).getTime() / 1000);

function event(given: Partial<EngineEvent>): EngineEvent {
  return {
    type: 'container',
    action: 'start',
    id,
    attributes: {},
    timeSeconds: at,
    timeNano: 0,
    ...given,
  };
}

describe('the line of an event', () => {
  it('tells local time, type, action and name', () => {
    const line = eventLine(event({ attributes: { name: 'web' } }));
    assert.equal(line, '2026-01-05 07:08:09  container  start        web');
  });

  it('goes by the short id where there is no name', () => {
    assert.match(eventLine(event({ type: 'image', action: 'delete' })), / {2}d9bbb8512a4f$/);
  });

  it('tells the attributes, but not the labels among them', () => {
    const attributes = {
      name: 'web',
      image: 'nginx',
      exitCode: '137',
      'com.docker.compose.project': 'shop',
      'org.opencontainers.image/title': 'x',
    };
    const line = eventLine(event({ action: 'die', attributes }));
    assert.match(line, / {2}web {2}image=nginx {2}exitCode=137$/);
  });

  it('names the container that joins a network', () => {
    const joined = event({
      type: 'network',
      action: 'connect',
      attributes: { name: 'n', container: id },
    });
    assert.match(
      eventLine(joined, () => 'web'),
      /container=web$/,
    );
    assert.match(eventLine(joined), /container=d9bbb8512a4f$/);
  });

  it('stays one line, and shows what would hide or turn the text', () => {
    const attributes = { name: 'a\u202eb', note: 'two\nlines "quoted"' };
    const line = eventLine(event({ action: 'exec_start: sh -c "x\u001b[31m"', attributes }));
    for (const hidden of ['\n', '\u001b', '\u202e']) assert.ok(!line.includes(hidden));
    assert.match(line, /a\\u202eb/);
    assert.match(line, /note="two\\\\nlines \\"quoted\\""/);
  });
});
