import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { Latest } from '../../../src/model/latest';

describe('the latest of values', () => {
  it('leaves out what a slow reader has no time for, but never the last', async () => {
    const latest = new Latest<number>();
    const read: number[] = [];
    const reading = (async () => {
      for await (const value of latest) {
        read.push(value);
        await sleep(10);
      }
    })();
    latest.push(1);
    await sleep(1);
    for (let value = 2; value <= 50; value++) latest.push(value);
    latest.end();
    await reading;
    assert.deepEqual(read, [1, 50]);
  });

  it('hands on an error behind the last value', async () => {
    const latest = new Latest<number>();
    latest.push(7);
    latest.end(new Error('no luck'));
    const read: number[] = [];
    await assert.rejects(
      (async () => {
        for await (const value of latest) read.push(value);
      })(),
      { message: 'no luck' },
    );
    assert.deepEqual(read, [7]);
  });
});
