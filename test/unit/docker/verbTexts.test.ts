import assert from 'node:assert/strict';
import { splitAliases, validateAliases } from '../../../src/docker/alias';
import { instructionOf } from '../../../src/docker/historyStep';
import { keyValueWords, validateLabels } from '../../../src/docker/keyValueWords';
import { networkFailure } from '../../../src/docker/networkFailure';

describe('the instruction behind a step of history', () => {
  const steps = [
    ['/bin/sh -c #(nop)  CMD ["nginx" "-g" "daemon off;"]', 'CMD ["nginx" "-g" "daemon off;"]'],
    ['/bin/sh -c #(nop) ADD file:0123 in / ', 'ADD file:0123 in /'],
    ['/bin/sh -c apt-get update', 'RUN apt-get update'],
    ['|1 VERSION=1 2 /bin/sh -c make', 'RUN make'],
    ['RUN /bin/sh -c apk add git # buildkit', 'RUN apk add git'],
    ['RUN |2 A=b C= /bin/sh -c echo /bin/sh -c x # buildkit', 'RUN echo /bin/sh -c x'],
    ['COPY . /app # buildkit', 'COPY . /app'],
    ['ENV PATH=/bin', 'ENV PATH=/bin'],
    ['', ''],
  ] as const;

  for (const [told, instruction] of steps) {
    it(`is "${instruction}"`, () => assert.equal(instructionOf(told), instruction));
  }
});

describe('aliases', () => {
  it('are separated by blanks or commas, each once', () => {
    assert.deepEqual(splitAliases(' db, cache  db,,web\t'), ['db', 'cache', 'web']);
    assert.deepEqual(splitAliases(''), []);
  });

  it('are names that the DNS can hold', () => {
    for (const good of ['', 'db', 'db.internal, _srv', 'a'.repeat(63)]) {
      assert.equal(validateAliases(good), undefined, good);
    }
    assert.deepEqual(validateAliases('db ca/che'), { code: 'name.characters', args: ['/'] });
    assert.deepEqual(validateAliases('数据库'), { code: 'name.characters', args: ['数'] });
    assert.deepEqual(validateAliases('-db'), { code: 'name.start', args: ['-'] });
    assert.deepEqual(validateAliases('a'.repeat(64)), { code: 'name.tooLong', args: [63] });
  });
});

describe('several key=value in one text', () => {
  it('are words as in a shell, each checked', () => {
    assert.deepEqual(keyValueWords('a=1 "b=two words"'), ['a=1', 'b=two words']);
    assert.equal(validateLabels('a=1 "b=two words" c'), undefined);
    assert.equal(validateLabels('a=1 =2')?.code, 'label.key');
    assert.equal(validateLabels('"a b=1"')?.code, 'label.space');
    assert.equal(validateLabels('a="1')?.code, 'command.quote');
  });
});

describe('why a network was not made', () => {
  const told = [
    [
      'could not find an available, non-overlapping IPv4 address pool among the defaults to assign to the network',
      'poolsUsedUp',
    ],
    ['all predefined address pools have been fully subnetted', 'poolsUsedUp'],
    [
      'could not find an available, non-overlapping IPv6 address pool among the defaults to assign to the network',
      'needsSubnet6',
    ],
    ['Pool overlaps with other one on this address space', 'overlap'],
    ['invalid pool request: Pool overlaps with other one on this address space', 'overlap'],
    ['something else', 'unknown'],
  ] as const;

  for (const [sentence, failure] of told) {
    it(`is understood: ${sentence.slice(0, 50)}`, () => {
      assert.equal(networkFailure(sentence), failure);
    });
  }
});
