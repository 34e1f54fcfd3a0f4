import * as vscode from 'vscode';
import { plain } from '../docker/plainText';
import type { PullState } from '../docker/pullProgress';
import { EngineError } from '../engine/errors';
import type { Disposable } from '../model/emitter';
import type { Host } from '../model/host';
import type { Found, Hosts } from '../model/hosts';
import type { CommandLog } from '../ui/commandLog';
import { AttachProgram } from './attach';
import { LinesProgram } from './lines';
import { LogsProgram, type LogsWish, usualTail } from './logs';
import { type Program, ProgramTerminal } from './programTerminal';
import { pullLines } from './pullLines';
import { ShellProgram, type ShellWish } from './shell';

interface Open {
  readonly terminal: vscode.Terminal;
  readonly pty: ProgramTerminal;
  readonly subject: Subject | undefined;
}

/** The container that a terminal is of. Programs are handed it, and so know its newest name. */
interface Subject {
  readonly host: Host;
  readonly id: string;
  name: string;
  /** A shell's name, or what else it is. */
  what: string;
}

/** Of a name in a terminal's tab, in characters. */
const longestName = 40;

/** Opens pseudoterminals over engine streams. What they open ends with them, and they with this. */
export class Terminals implements vscode.Disposable {
  readonly #open = new Set<Open>();
  readonly #logs = new Map<string, Open & { readonly program: LogsProgram }>();
  /** The editor does not tell a pseudoterminal that is closed before it was shown. */
  readonly #closed = vscode.window.onDidCloseTerminal(terminal => {
    for (const open of this.#open) if (open.terminal === terminal) open.pty.close();
  });

  readonly #renames: Disposable;

  constructor(
    readonly hosts: Hosts,
    private readonly said: CommandLog,
  ) {
    this.#renames = hosts.onDidChange(({ host, kind, changed }) => {
      if (kind === 'container') this.#rename(host, changed);
    });
  }

  /** How many are open now. */
  get count(): number {
    return this.#open.size;
  }

  /**
   * A shell in a running container: the one wished for, else the best there is.
   *
   * @throws {EngineError} `notFound`
   */
  shell(key: string, wish: ShellWish = {}): vscode.Terminal {
    const { host, record } = this.#find(key);
    const { id, name } = record;
    let opened: Open | undefined;
    const subject = { host, id, name, what: baseName(wish.shell ?? 'sh') };
    const whenBegun = (shell: string): void => {
      subject.what = baseName(shell);
      opened?.pty.rename(title(subject));
      this.said.say(...shellArguments(subject.name, shell, wish));
    };
    const program = new ShellProgram(Object.assign(subject, { wish, whenBegun }));
    opened = this.#startOf(subject, 'terminal', program);
    return opened.terminal;
  }

  /**
   * A container's main process, which outlives the terminal.
   *
   * @throws {EngineError} `notFound`
   */
  attach(key: string): vscode.Terminal {
    const { host, record } = this.#find(key);
    const { id, name } = record;
    this.said.say('attach', name);
    const subject = { host, id, name, what: vscode.l10n.t('attached') };
    return this.#startOf(subject, 'plug', new AttachProgram(subject)).terminal;
  }

  /**
   * Attaches to a container that was made, and then starts it: so nothing of its output is lost.
   * Resolves once it runs.
   *
   * @throws what starting it throws; `cancelled` where the terminal is closed before
   */
  start(host: Host, id: string, name: string): Promise<void> {
    return new Promise((done, failed) => {
      const subject = { host, id, name, what: vscode.l10n.t('attached') };
      const program = new AttachProgram(Object.assign(subject, { starting: { done, failed } }));
      this.#startOf(subject, 'plug', program, () =>
        failed(new EngineError('cancelled', 'cancelled')),
      );
    });
  }

  /**
   * A container's logs, followed over its restarts. One terminal for each container: with other
   * wishes it begins anew.
   *
   * @throws {EngineError} `notFound`
   */
  logs(key: string, wish?: LogsWish): vscode.Terminal {
    const { host, record } = this.#find(key);
    const { id, name } = record;
    const known = this.#logs.get(key);
    if (known && !wish) {
      known.terminal.show();
      return known.terminal;
    }
    this.said.say(...logsArguments(name, wish ?? {}));
    if (known) {
      known.program.wish = wish ?? {};
      known.terminal.show();
      void known.pty.again();
      return known.terminal;
    }
    const subject = { host, id, name, what: vscode.l10n.t('logs') };
    const program = new LogsProgram(subject, wish ?? {});
    const forget = (): void => void this.#logs.delete(key);
    const opened = this.#startOf(subject, 'output', program, forget);
    this.#logs.set(key, { ...opened, program });
    return opened.terminal;
  }

  /** A pull, layer by layer. Ctrl-C, or closing the terminal, cancels it. */
  showPull(name: string, states: AsyncIterable<PullState>, cancel: () => void): vscode.Terminal {
    const pictures = async function* (): AsyncGenerator<readonly string[]> {
      for await (const state of states) yield pullLines(state);
    };
    return this.showLines(name, pictures(), cancel);
  }

  /** Lines that change in their place: each picture takes the last one's. */
  showLines(
    name: string,
    pictures: AsyncIterable<readonly string[]>,
    cancel: () => void,
  ): vscode.Terminal {
    const program = new LinesProgram(pictures, cancel);
    return this.#start(plain(name, longestName), 'cloud-download', program).terminal;
  }

  dispose(): void {
    this.#closed.dispose();
    this.#renames.dispose();
    for (const { terminal, pty } of this.#open) {
      pty.close();
      terminal.dispose();
    }
  }

  #find(key: string): Found<'container'> {
    const found = this.hosts.find('container', key);
    if (!found) throw new EngineError('notFound', key);
    return found;
  }

  #rename(host: Host, ids: readonly string[]): void {
    for (const { pty, subject } of this.#open) {
      if (subject?.host !== host || !ids.includes(subject.id)) continue;
      const name = host.store.get('container', subject.id)?.name ?? subject.name;
      if (name === subject.name) continue;
      subject.name = name;
      pty.rename(title(subject));
    }
  }

  #startOf(subject: Subject, icon: string, program: Program, whenClosed?: () => void): Open {
    return this.#start(title(subject), icon, program, whenClosed, subject);
  }

  #start(
    name: string,
    icon: string,
    program: Program,
    whenClosed?: () => void,
    subject?: Subject,
  ): Open {
    const pty = new ProgramTerminal(program, () => {
      if (this.#open.delete(open)) whenClosed?.();
    });
    const iconPath = new vscode.ThemeIcon(icon);
    const terminal = vscode.window.createTerminal({ name, pty, iconPath });
    const open: Open = { terminal, pty, subject };
    this.#open.add(open);
    open.terminal.show();
    return open;
  }
}

/** `web: sh` */
function title({ name, what }: Subject): string {
  return `${plain(name, longestName)}: ${plain(what, longestName)}`;
}

function baseName(shell: string): string {
  return shell.replace(/^.*[/\\]/, '');
}

function shellArguments(name: string, shell: string, wish: ShellWish): readonly string[] {
  const { user, workingDir } = wish;
  return [
    ...['exec', '-it'],
    ...(user ? ['--user', user] : []),
    ...(workingDir ? ['--workdir', workingDir] : []),
    ...[name, shell],
  ];
}

function logsArguments(name: string, wish: LogsWish): readonly string[] {
  const { sinceSeconds, tail = usualTail, timestamps } = wish;
  return [
    ...['logs', '--follow'],
    ...(tail === 'all' ? [] : ['--tail', String(tail)]),
    ...(sinceSeconds ? ['--since', `${sinceSeconds}s`] : []),
    ...(timestamps ? ['--timestamps'] : []),
    name,
  ];
}
