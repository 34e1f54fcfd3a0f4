import type { RunCode, RunProblem, SpecProblem } from './problem';
import type { ShellWord } from './shellWord';

/** What stands before the options of `run`. */
export interface CommandHead {
  readonly action: 'run' | 'create';
  /** Options of docker itself. */
  readonly globals: readonly string[];
  /** Variables set for this one command. */
  readonly env: Readonly<Record<string, string>>;
  /** The first word of the options. */
  readonly next: number;
  readonly problems: readonly RunProblem[];
}

/** Commands that run the one behind them, and their options that take a value. */
const prefixes: Readonly<Record<string, readonly string[]>> = {
  sudo: ['-u', '-g', '-h', '-p', '-C', '-r', '-t', '-T', '-D', '-R', '--user', '--group'],
  doas: ['-u', '-C'],
  winpty: [],
  time: ['-f', '-o'],
  exec: ['-a'],
  command: [],
  nohup: [],
  env: ['-u', '-C'],
};
const globalsWithValue = new Set([
  '--config',
  '-c',
  '--context',
  '-H',
  '--host',
  '-l',
  '--log-level',
  '--tlscacert',
  '--tlscert',
  '--tlskey',
]);

export function readHead(words: readonly ShellWord[]): CommandHead {
  return new HeadReader(words).read();
}

/** Whether these are a `docker run` or `docker create`. */
export function isRunCommand(words: readonly ShellWord[]): boolean {
  return words.length > 0 && readHead(words).problems.every(({ severity }) => severity !== 'error');
}

class HeadReader {
  private at = 0;
  private readonly env: Record<string, string> = {};
  private readonly problems: RunProblem[] = [];

  constructor(private readonly words: readonly ShellWord[]) {}

  read(): CommandHead {
    this.skipBefore();
    const first = this.words[this.at];
    const program = programOf(first?.text ?? '');
    if (first !== undefined && program !== 'docker') this.reportOther(first);
    const isProgram = program === 'docker' || isAction(this.words[this.at + 1]?.text);
    if (isProgram) this.at++;
    const globals = isProgram ? this.readGlobals() : [];
    if (this.words[this.at]?.text === 'container') this.at++;
    const word = this.words[this.at];
    const action = word?.text === 'create' ? 'create' : 'run';
    if (isAction(word?.text)) this.at++;
    else if (program === 'docker') this.stopAt(word);
    return { action, globals, env: this.env, next: this.at, problems: this.problems };
  }

  private skipBefore(): void {
    for (let word = this.words[this.at]; word !== undefined; word = this.words[this.at]) {
      const [, name, value = ''] = /^([a-z_]\w*)=(.*)$/is.exec(word.text) ?? [];
      const valued = Object.hasOwn(prefixes, word.text) ? prefixes[word.text] : undefined;
      if (name !== undefined) {
        this.env[name] = value;
        this.at++;
      } else if (valued !== undefined) this.skipPrefix(word, valued);
      else return;
    }
  }

  private skipPrefix(word: ShellWord, valued: readonly string[]): void {
    this.at++;
    while (this.words[this.at]?.text.startsWith('-')) {
      this.at += valued.includes(this.words[this.at]?.text ?? '') ? 2 : 1;
    }
    this.report('info', 'line.prefix', word, word, word.text);
  }

  private readGlobals(): readonly string[] {
    const from = this.at;
    while (this.words[this.at]?.text.startsWith('-')) {
      this.at += globalsWithValue.has(this.words[this.at]?.text ?? '') ? 2 : 1;
    }
    this.at = Math.min(this.at, this.words.length);
    const globals = this.words.slice(from, this.at);
    const [first, last] = [globals[0], globals.at(-1)];
    if (first === undefined || last === undefined) return [];
    const texts = globals.map(({ text }) => text);
    this.report('info', 'line.globals', first, last, ...texts);
    return texts;
  }

  private reportOther(word: ShellWord): void {
    this.report('error', 'line.notDocker', word, word, word.text);
  }

  /** Docker, but another command of it: nothing behind is an option of `run`. */
  private stopAt(word: ShellWord | undefined): void {
    if (word === undefined) return;
    this.report('error', 'line.otherCommand', word, word, word.text);
    this.at = this.words.length;
  }

  private report(
    severity: SpecProblem['severity'],
    code: RunCode,
    first: ShellWord,
    last: ShellWord,
    ...args: readonly string[]
  ): void {
    this.problems.push({ severity, code, args, start: first.start, end: last.end });
  }
}

/** `docker` of `/usr/bin/docker`, `docker.exe` and `docker`. */
function programOf(text: string): string {
  return (
    /[^/\\]*$/
      .exec(text.slice(-200))?.[0]
      .toLowerCase()
      .replace(/\.exe$/, '') ?? ''
  );
}

function isAction(text: string | undefined): boolean {
  return text === 'run' || text === 'create';
}
