import assert from 'node:assert/strict';
import fc from 'fast-check';
import { emptySpec, type RunSpec } from '../../../../src/docker/run/spec';
import { variablesIn, variablesOf, withVariables } from '../../../../src/docker/run/variables';
import { variable } from '../../../lib/variable';
import { hostileSpec } from './hostileRun';

const kindsIn = (name: string): readonly string[] =>
  variablesIn(variable(name)).map(({ kind, arg }) => `${kind} ${arg}`);

describe('the variables of a saved run', () => {
  it('are told from those of a shell, which are left alone', () => {
    assert.deepEqual(kindsIn('workspaceFolder'), ['workspaceFolder ']);
    assert.deepEqual(kindsIn('workspaceFolder:web app'), ['workspaceFolder web app']);
    assert.deepEqual(kindsIn('env:HOME'), ['env HOME']);
    assert.deepEqual(kindsIn('input:port'), ['input port']);
    assert.deepEqual(kindsIn('secret:DB_PASSWORD'), ['secret DB_PASSWORD']);
    for (const name of ['HOME', 'X:-y', 'X:=y', 'X:0:3', 'X:?no', 'secret', '', '1']) {
      assert.deepEqual(kindsIn(name), [], name);
    }
    for (const name of ['file', 'config:a.b', 'command:x', 'workspacefolder', 'foo:bar']) {
      assert.match(kindsIn(name)[0] ?? '', /^unknown/, name);
    }
  });

  it('get their values in every text, and stay where they have none', () => {
    const spec: RunSpec = {
      ...emptySpec,
      options: {
        ...{ rm: true, memory: variable('input:memory') },
        volume: [`${variable('workspaceFolder')}/www:/www`],
        env: [`A=${variable('env:A')}${variable('env:A')}`, `B=${variable('secret:B')}`],
      },
      image: `web:${variable('input:tag')}`,
      command: ['sh', '-c', `echo ${variable('HOME')}`],
    };
    assert.deepEqual(
      variablesOf(spec).map(({ text }) => text),
      ['input:memory', 'workspaceFolder', 'env:A', 'secret:B', 'input:tag'].map(variable),
    );
    const values: Record<string, string> = {
      ...{ memory: '1g', '': '/work', A: '$&', tag: '2' },
    };
    assert.deepEqual(
      withVariables(spec, ({ arg }) => values[arg]),
      {
        ...spec,
        options: {
          ...{ rm: true, memory: '1g', volume: ['/work/www:/www'] },
          env: ['A=$&$&', `B=${variable('secret:B')}`],
        },
        image: 'web:2',
      },
    );
  });

  it('are none in a spec that has none', () => {
    fc.assert(
      fc.property(hostileSpec, spec => {
        assert.deepEqual(
          withVariables(spec, () => undefined),
          spec,
        );
      }),
    );
  });
});
