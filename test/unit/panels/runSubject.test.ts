import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatRunSubject, parseRunSubject, type RunSubject } from '../../../src/panels/runSubject';

describe('what a form of a run begins with', () => {
  it('comes back out of its text as it was', () => {
    const text = fc.string({ unit: 'binary' });
    const plainly = { noNullPrototype: true } as const;
    const change = fc.record({ id: text, name: text, newest: fc.boolean() }, plainly);
    const texts = { host: text, image: text, line: text, begin: text, saved: text, like: text };
    const all = { ...texts, change };
    const subject = fc.record(all, { requiredKeys: ['host'] });
    fc.assert(
      fc.property(subject, (given: RunSubject) => {
        assert.deepEqual({ ...parseRunSubject(formatRunSubject(given)) }, { ...given });
      }),
    );
  });

  it('is the same text for the same, so that one form is not opened twice', () => {
    const one = formatRunSubject({ host: 'a', image: 'b', line: undefined });
    assert.equal(one, formatRunSubject({ image: 'b', host: 'a' }));
  });

  it('is nothing where the editor kept something else', () => {
    const others = ['', 'default', 'null', '[]', '7', '{}', '{"host":7}', '{"host":"a","line":1}'];
    others.push('{"host":"a","change":{"id":"b"}}', '{"host":"a","like":7}');
    for (const text of others) assert.equal(parseRunSubject(text), undefined, text);
  });
});
