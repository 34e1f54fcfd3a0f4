import assert from 'node:assert/strict';
import { execFailure } from '../../../src/docker/execFailure';
import {
  shellBeginning,
  shellCommand,
  shellEnvironment,
  shellsToTry,
} from '../../../src/terminals/shells';

describe('shells', () => {
  it('are tried from the best on, or from the one wished for', () => {
    assert.deepEqual(shellsToTry(undefined), ['bash', 'sh', 'ash']);
    assert.deepEqual(shellsToTry('zsh'), ['zsh', 'sh', 'ash']);
    assert.deepEqual(shellsToTry('sh'), ['sh', 'ash']);
  });

  it('say their process number first, where they can', () => {
    assert.deepEqual(shellCommand('/bin/bash'), [
      '/bin/bash',
      '-c',
      'echo $$; exec "$0"',
      '/bin/bash',
    ]);
    assert.deepEqual(shellCommand('fish'), ['fish']);
    assert.deepEqual(shellCommand('python3'), ['python3']);
  });

  it('are known to have begun by that number', () => {
    const begun = { kind: 'begun', process: 42, rest: '$ ' };
    assert.deepEqual(shellBeginning('sh', '42\r\n$ '), begun);
    for (const part of ['', '4', '42', '42\r']) {
      assert.deepEqual(shellBeginning('sh', part), { kind: 'open' });
    }
    assert.deepEqual(shellBeginning('sh', 'OCI runtime exec failed'), { kind: 'other' });
    const unknown = { kind: 'begun', process: undefined, rest: 'hi' };
    assert.deepEqual(shellBeginning('fish', 'hi'), unknown);
  });

  it('get a locale only where the container has none', () => {
    assert.ok(shellEnvironment(['PATH=/bin']).includes('LANG=C.UTF-8'));
    for (const own of ['LANG=de_DE.UTF-8', 'LC_ALL=C', 'LC_CTYPE=POSIX']) {
      assert.ok(!shellEnvironment([own]).some(entry => entry.startsWith('LANG=')));
    }
  });
});

describe('why a program could not be run', () => {
  it('is read from the words of each runtime', () => {
    for (const [words, expected] of [
      ['exec: "bash": executable file not found in $PATH: unknown', 'program'],
      ['exec: "/bin/x": stat /bin/x: no such file or directory: unknown', 'program'],
      ['crun: executable file `bash` not found in $PATH: No such file or directory', 'program'],
      ['exec: "/etc/passwd": permission denied: unknown', 'program'],
      ['unable to find user nobodyx: no matching entries in passwd file', 'user'],
      ['unable to find group x: no matching entries in group file', 'user'],
      ['chdir to cwd ("/nope") set in config.json failed: no such file or directory', 'workingDir'],
      ['cgroup is on fire', 'other'],
    ] as const) {
      assert.equal(execFailure(words), expected, words);
    }
  });
});
