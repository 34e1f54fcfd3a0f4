import assert from 'node:assert/strict';
import { type ParseOptions, parseRun } from '../../../../src/docker/run/parse';

const optionsOf = (line: string, options: ParseOptions = {}) =>
  parseRun(line, options).spec.options;
const codesOf = (line: string) => parseRun(line).problems.map(({ code }) => code);
/** Each problem with the words it marks. */
const markedOf = (line: string) =>
  parseRun(line).problems.map(({ code, start, end }) => [code, line.slice(start, end)]);

describe('reading options as pflag does', () => {
  it('takes letters together, the last with its value', () => {
    assert.deepEqual(optionsOf('docker run -itd x'), {
      interactive: true,
      tty: true,
      detach: true,
    });
    assert.deepEqual(optionsOf('docker run -p8080:80 x'), { publish: ['8080:80'] });
    assert.deepEqual(optionsOf('docker run -dp 80:80 x'), { detach: true, publish: ['80:80'] });
    assert.deepEqual(optionsOf('docker run -ditp80:80 x').publish, ['80:80']);
  });

  it('takes an equals sign behind a letter for what it is', () => {
    assert.deepEqual(optionsOf('docker run -e=X=1 x'), { env: ['X=1'] });
    assert.deepEqual(optionsOf('docker run -eX=1 x'), { env: ['X=1'] });
    // With nothing behind it, the sign is the value.
    assert.deepEqual(optionsOf('docker run -w= x'), { workdir: '=' });
    assert.deepEqual(optionsOf('docker run -it=false x'), { interactive: true, tty: false });
  });

  it('takes switches on and off', () => {
    assert.deepEqual(optionsOf('docker run --tty=false --rm=T --init=0 x'), {
      tty: false,
      rm: true,
      init: false,
    });
    assert.deepEqual(optionsOf('docker run --tty false x'), { tty: true });
    assert.equal(parseRun('docker run --tty false x').spec.image, 'false');
  });

  it('takes the next word for a value, whatever it is', () => {
    assert.deepEqual(optionsOf('docker run --name --rm x'), { name: '--rm' });
    assert.deepEqual(optionsOf("docker run --entrypoint '' x"), { entrypoint: '' });
    assert.deepEqual(optionsOf('docker run --entrypoint= x'), { entrypoint: '' });
  });

  it('ends at the image, or at two hyphens', () => {
    const { spec } = parseRun('docker run --rm alpine ls -l --rm=false');
    assert.deepEqual([spec.image, spec.command], ['alpine', ['ls', '-l', '--rm=false']]);
    assert.deepEqual(spec.options, { rm: true });
    assert.equal(parseRun('docker run -- -x y').spec.image, '-x');
  });

  it('collects lists, and of others keeps the last, saying so', () => {
    assert.deepEqual(optionsOf('docker run -e A=1 --env B=2 x'), { env: ['A=1', 'B=2'] });
    assert.deepEqual(optionsOf('docker run --name aa --name bb x'), { name: 'bb' });
    assert.deepEqual(markedOf('docker run --name aa --name bb x'), [
      ['option.repeated', '--name bb'],
    ]);
  });

  it('knows hidden second names', () => {
    const line = 'docker run --net n --net-alias a --dns-opt b x';
    assert.deepEqual(optionsOf(line), {
      network: ['n'],
      'network-alias': ['a'],
      'dns-option': ['b'],
    });
  });
});

describe('an option that Docker does not have', () => {
  it('is kept, marked, and told the most similar', () => {
    const { spec, problems } = parseRun('docker run --volumes /a:/b --rm x');
    assert.deepEqual(spec.unknown, [{ flag: '--volumes', value: '/a:/b' }]);
    assert.deepEqual(spec.options, { rm: true });
    assert.deepEqual(
      problems.map(({ code, args }) => [code, args]),
      [['option.unknown', ['--volumes', '--volume']]],
    );
  });

  it('does not swallow the image', () => {
    const { spec } = parseRun('docker run --wat nginx:1.27 sh');
    assert.deepEqual(spec.unknown, [{ flag: '--wat' }]);
    assert.equal(spec.image, 'nginx:1.27');
    assert.equal(parseRun('docker run --detatch nginx').spec.image, 'nginx');
  });

  it('takes what cannot be an image for its value', () => {
    const { spec } = parseRun('docker run --wat A=B nginx');
    assert.deepEqual([spec.unknown, spec.image], [[{ flag: '--wat', value: 'A=B' }], 'nginx']);
  });

  it('may be a letter', () => {
    assert.deepEqual(markedOf('docker run -dz x'), [['option.unknown', 'z']]);
    assert.deepEqual(parseRun('docker run -dz5 x').spec.unknown, [{ flag: '-z', value: '5' }]);
    assert.deepEqual(codesOf('docker run -t= x'), ['option.unknown']);
  });

  it('may be no option at all', () => {
    assert.deepEqual(markedOf('docker run --=a x'), [['option.syntax', '--=a']]);
    assert.deepEqual(markedOf('docker run ---a x'), [['option.syntax', '---a']]);
  });
});

describe('what stands before the options', () => {
  it('may be any of docker, with its own options marked', () => {
    for (const [line, globals] of [
      ['docker container run x', undefined],
      ['/usr/bin/docker run x', undefined],
      ['docker.exe run x', undefined],
      ['docker -H tcp://a:1 run x', ['-H', 'tcp://a:1']],
      ['docker --context prod container run x', ['--context', 'prod']],
      ['docker --debug --log-level=info run x', ['--debug', '--log-level=info']],
    ] as const) {
      const { spec, problems } = parseRun(line);
      assert.deepEqual([spec.image, spec.globals], ['x', globals], line);
      assert.deepEqual(
        problems.map(({ code }) => code),
        globals ? ['line.globals'] : [],
        line,
      );
    }
  });

  it('may be create', () => {
    const { spec } = parseRun('docker create --name a x');
    assert.deepEqual([spec.action, spec.options], ['create', { name: 'a' }]);
    assert.deepEqual(markedOf('docker create -d x'), [['option.runOnly', '-d']]);
  });

  it('may be what runs a command as somebody or something else', () => {
    for (const line of [
      'sudo docker run x',
      'sudo -E -u root docker run x',
      'winpty docker run x',
    ]) {
      assert.equal(parseRun(line).spec.image, 'x', line);
      assert.deepEqual(codesOf(line), ['line.prefix'], line);
    }
  });

  it('may set a variable, which a bare name takes up', () => {
    assert.deepEqual(optionsOf('A=1 docker run -e A x'), { env: ['A=1'] });
  });

  it('may be a prompt', () => {
    for (const prompt of [
      '$ ',
      '# ',
      '  $ ',
      'me@host:~$ ',
      '[me@host dir]$ ',
      'PS C:\\> ',
      '% ',
    ]) {
      const { spec, problems } = parseRun(`${prompt}docker run x`);
      assert.deepEqual([spec.image, problems], ['x', []], prompt);
    }
  });

  it('may be a remark', () => {
    const { spec, problems } = parseRun('# Run it:\n\ndocker run x # now');
    assert.deepEqual([spec.image, spec.command, problems], ['x', [], []]);
    assert.equal(parseRun('# docker run x').spec.image, 'x');
  });

  it('may be other commands', () => {
    for (const before of ['echo test | ', 'docker pull x && ', 'cd a; ', 'docker pull x\n\n$ ']) {
      const line = `${before}docker run --rm -i x`;
      const { spec, problems } = parseRun(line);
      assert.deepEqual([spec.image, spec.options], ['x', { rm: true, interactive: true }], line);
      assert.deepEqual(
        problems.map(({ code }) => code),
        ['line.before'],
        line,
      );
    }
    assert.equal(parseRun('docker run a && docker run b').spec.image, 'a');
  });

  it('may be missing, or something else', () => {
    assert.deepEqual(markedOf('podman run -d x'), [['line.notDocker', 'podman']]);
    assert.equal(parseRun('podman run -d x').spec.image, 'x');
    assert.equal(parseRun('run -d x').spec.image, 'x');
    assert.deepEqual(parseRun('-d --name a x').spec.options, { detach: true, name: 'a' });
    assert.deepEqual(markedOf('docker ps -a'), [['line.otherCommand', 'ps']]);
    assert.deepEqual(codesOf('docker run'), ['image.missing']);
    assert.deepEqual(codesOf(''), ['image.missing']);
  });
});

describe('variables of the surroundings', () => {
  it('give bare names their values', () => {
    const env = { A: '1', EMPTY: '' };
    assert.deepEqual(optionsOf('docker run -e A -e EMPTY -e NONE -e B=2 x', { env }), {
      env: ['A=1', 'EMPTY=', 'NONE', 'B=2'],
    });
    assert.deepEqual(
      parseRun('docker run -e A -e NONE x', { env }).problems.map(({ code, args }) => [code, args]),
      [
        ['env.here', ['A']],
        ['env.unset', ['NONE']],
      ],
    );
  });

  it('are not asked for where there are none', () => {
    assert.deepEqual(optionsOf('docker run -e toString x', { env: {} }), { env: ['toString'] });
    assert.deepEqual(optionsOf('docker run -e A x'), { env: ['A'] });
  });
});

describe('places in the text', () => {
  it('are those of the option, its value, the image and the command', () => {
    const line = 'docker run -itp 80:80 --name=web -e "A=b c" nginx sh -c x';
    const { options, image, command } = parseRun(line);
    const cut = (span: { start: number; end: number } | undefined) =>
      span && line.slice(span.start, span.end);
    assert.deepEqual(
      options.map(one => [one.option, cut(one), cut(one.valueSpan)]),
      [
        ['interactive', '-i', '-i'],
        ['tty', 't', 't'],
        ['publish', 'p 80:80', '80:80'],
        ['name', '--name=web', 'web'],
        ['env', '-e "A=b c"', '"A=b c"'],
      ],
    );
    assert.deepEqual([cut(image), cut(command)], ['nginx', 'sh -c x']);
  });

  it('are right behind continued lines and quotes', () => {
    const line = "docker run \\\n  -p 80:80 \\\n  -p 'a':80 \\\n  UPPER";
    assert.deepEqual(markedOf(line), [
      ['port.number', "-p 'a':80"],
      ['reference.uppercase', 'UPPER'],
    ]);
  });
});

describe('files of the command line', () => {
  it('are kept and marked: nobody else can read them', () => {
    const line =
      'docker run --env-file a.env --label-file l --cidfile c --security-opt seccomp=p.json x';
    assert.deepEqual(markedOf(line), [
      ['option.file', '--env-file a.env'],
      ['option.file', '--label-file l'],
      ['option.file', '--cidfile c'],
      ['security.file', '--security-opt seccomp=p.json'],
    ]);
    assert.ok(parseRun(line).problems.every(({ severity }) => severity === 'info'));
  });

  it('may be in its folder', () => {
    assert.deepEqual(markedOf('docker run -v ./a:/b x'), [['value.relative', '-v ./a:/b']]);
  });
});
