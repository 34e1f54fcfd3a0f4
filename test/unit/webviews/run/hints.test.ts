import assert from 'node:assert/strict';
import { isList, type OptionName, optionNames } from '../../../../src/docker/run/options';
import { emptySpec, type RunSpec } from '../../../../src/docker/run/spec';
import { validateSpec } from '../../../../src/docker/run/validate';
import type { ImageFacts, RunKnown } from '../../../../src/protocol/run';
import { exampleOf, offersFor } from '../../../../src/webviews/run/hints';
import { inheritedText } from '../../../../src/webviews/run/inherited';

const known: RunKnown = {
  ...{ images: [], volumes: [], networks: [], isWhole: true },
  containers: [
    { name: 'web', id: '1a2b3c4d5e6f', isRunning: true },
    { name: 'db', id: 'ffffffffffff', isRunning: false },
    { name: 'web-slipway-old-1a2b3c4d', id: 'eeeeeeeeeeee', isRunning: false },
  ],
};

/** Whether Docker would take the value, as far as it can be said of it alone. */
function isTaken(name: OptionName, text: string): boolean {
  const spec = {
    ...emptySpec,
    image: 'nginx',
    options: { network: ['mine'], [name]: isList(name) ? [text] : text },
  } as RunSpec;
  const alone = ['memory.swapAlone', 'option.conflict'];
  return validateSpec(spec).every(
    ({ option, severity, code }) => option !== name || severity !== 'error' || alone.includes(code),
  );
}

describe('what the form proposes', () => {
  it('are values that Docker takes', () => {
    for (const name of optionNames) {
      const example = exampleOf(name);
      // A range is no value, but says what the values are.
      const texts = example === '' ? [] : example.split('–');
      for (const text of texts) assert.ok(isTaken(name, text), `--${name} ${text}`);
      // The value behind the name of a limit is the user's.
      for (const text of name === 'ulimit' ? [] : offersFor(name, known)) {
        assert.ok(isTaken(name, text), `--${name} ${text}`);
      }
    }
  });

  it('are the containers that will do where one is to be named', () => {
    assert.deepEqual(offersFor('volumes-from', known), ['web', 'db']);
    assert.deepEqual(offersFor('link', known), ['web:web']);
    assert.ok(offersFor('pid', known).includes('container:web'));
    assert.ok(!offersFor('pid', known).includes('container:db'));
  });

  it('is what the image says itself', () => {
    const image: ImageFacts = {
      exposed: [],
      env: [],
      volumes: [],
      command: [],
      entrypoint: ['/bin/sh', '-c', 'a b'],
      user: '101',
      workdir: '/srv',
      stopSignal: 'SIGQUIT',
      health: 'true',
      labels: {},
      foreignPlatform: undefined,
    };
    const names = ['entrypoint', 'user', 'workdir', 'stop-signal', 'health-cmd', 'name'] as const;
    assert.deepEqual(
      names.map(name => inheritedText(image, name)),
      ["/bin/sh -c 'a b'", '101', '/srv', 'SIGQUIT', 'true', ''],
    );
    assert.equal(inheritedText(undefined, 'user'), '');
  });
});
