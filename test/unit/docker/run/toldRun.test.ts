import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isList, isSwitch, optionNames } from '../../../../src/docker/run/options';
import { parseRun } from '../../../../src/docker/run/parse';
import { emptySpec, type RunSpec } from '../../../../src/docker/run/spec';
import { toldProblem, toldRun, withoutSecrets } from '../../../../src/docker/run/toldRun';
import { validateSpec } from '../../../../src/docker/run/validate';
import { withVariables } from '../../../../src/docker/run/variables';
import { variable } from '../../../lib/variable';

const run = (line: string): RunSpec => parseRun(`docker run ${line}`, { shell: 'bash' }).spec;
const shown = variable('secret:S');

/** The problems of a run whose `${secret:S}` is this, as they are told. */
function toldWith(written: RunSpec, value: string) {
  const spec = withVariables(written, ({ text }) => (text === shown ? value : undefined));
  const told = toldRun(written, [], [{ value, shown }]);
  return validateSpec(spec, { apiVersion: '1.41' }).map(problem => toldProblem(problem, told));
}

/** Each option, with the secret as its value and within it. */
const everywhere: readonly RunSpec[] = optionNames
  .filter(name => !isSwitch(name))
  .flatMap(name =>
    [
      shown,
      `a=${shown}`,
      `/x:${shown}`,
      `${shown}:80`,
      `type=bind,${shown}`,
      `name=n,ip=${shown}`,
    ].map(text => {
      const options = { [name]: isList(name) ? [text] : text };
      return { ...emptySpec, image: 'nginx', options };
    }),
  );

describe('a run as it may be told', () => {
  it('has masks for secrets that are typed, and variables as they are', () => {
    const line = `-e A_TOKEN=hunter2 -e B_TOKEN='${shown}' -e PLACE=cellar nginx`;
    const { spec, secrets } = toldRun(run(line), ['PLACE']);
    assert.deepEqual(spec.options.env, ['A_TOKEN=***', `B_TOKEN=${shown}`, 'PLACE=***']);
    assert.deepEqual(secrets, [
      { value: 'hunter2', shown: '***' },
      { value: 'cellar', shown: '***' },
    ]);
  });

  it('need not hide in sentences what is written openly too', () => {
    const { secrets, unsaid } = toldRun(run('-e PG_PASSWORD=postgres -e A_TOKEN=b1b2 postgres:16'));
    assert.equal(secrets.length, 2);
    assert.deepEqual(unsaid, [{ value: 'b1b2', shown: '***' }]);
  });
});

describe('the problems of a run with secrets', () => {
  const problemOf = (line: string, value: string) => toldWith(run(line), value)[0];

  it('name the variable instead of its value', () => {
    const problem = problemOf(`--memory '${shown}' nginx`, 'hunter2');
    assert.deepEqual([problem?.code, problem?.args], ['value.size', [shown]]);
  });

  it('name no piece of a value either', () => {
    const network = problemOf(`--network 'name=n,${shown}' nginx`, 'hun=ter2,ip=1');
    assert.deepEqual([network?.code, network?.args?.[0]], ['network.key', '***']);
    const mount = problemOf(`--mount '${shown}' nginx`, 'type=hunter2,source=/a,target=/b');
    assert.deepEqual([mount?.code, mount?.args?.[0]], ['mount.types', '***']);
    const weight = problemOf(`--blkio-weight '${shown}' nginx`, '4711');
    assert.deepEqual([weight?.code, weight?.args], ['value.range', [shown, 10, 1000]]);
  });

  it('name what is written openly', () => {
    const pull = problemOf(`--pull ever -e A=${shown} nginx`, 'hunter2');
    assert.deepEqual(pull?.args, ['ever', 'always', 'missing', 'never']);
    const port = problemOf(`-p 80x:80 -e A=${shown} nginx`, '80');
    assert.deepEqual(port?.args?.[0], '80x');
    const typed = toldRun(run('-e A_TOKEN=5x -m 5x nginx'));
    const [memory] = validateSpec(run('-e A_TOKEN=5x -m 5x nginx'));
    assert.deepEqual(memory && toldProblem(memory, typed).args, ['5x']);
  });

  it('have nothing of it, whatever the option', () => {
    const secret = fc
      .tuple(fc.stringMatching(/^[=,:;/.-]?$/), fc.stringMatching(/^[=,:/ -]?$/))
      .map(([first, second]) => `QZ7XJ${first}QZ7XJ${second}QZ7XJ`);
    let count = 0;
    fc.assert(
      fc.property(secret, fc.constantFrom(...everywhere), (value, written) => {
        const problems = toldWith(written, value);
        count += problems.length;
        assert.doesNotMatch(JSON.stringify(problems), /QZ7XJ/i);
      }),
      { numRuns: 600 },
    );
    assert.ok(count > 150, String(count));
  });
});

describe('a sentence of the engine’s', () => {
  const secrets = [
    { value: 'hunter2', shown },
    { value: 'a"b\nc', shown: '***' },
    { value: 'x', shown: '***' },
    { value: 'secret', shown: '***' },
  ];

  it('is told without secrets, however they are quoted', () => {
    assert.equal(
      withoutSecrets('unknown runtime hunter2: "a\\"b\\nc" and a"b\nc', secrets),
      `unknown runtime ${shown}: "***" and ***`,
    );
    assert.equal(withoutSecrets('HUNTER2', secrets), shown, 'the engine made it another case');
  });

  it('keeps words that a short one is part of, and what stands for another', () => {
    assert.equal(withoutSecrets(`exec: x, in ${shown}`, secrets), `exec: ***, in ${shown}`);
    assert.equal(withoutSecrets('nothing here', []), 'nothing here');
  });

  it('is never refused', () => {
    const some = fc.array(
      fc.record({ value: fc.string({ minLength: 1 }), shown: fc.constant('***') }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), some, (text, found) => {
        withoutSecrets(text, found);
      }),
    );
  });
});
