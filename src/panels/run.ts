import * as vscode from 'vscode';
import { parseRun } from '../docker/run/parse';
import { emptySpec } from '../docker/run/spec';
import type { Host } from '../model/host';
import type { Hosts } from '../model/hosts';
import type { Handlers } from '../protocol/protocol';
import type { RunBeginning, RunEngine, RunKnown, RunProtocol, RunWish } from '../protocol/run';
import type { CommandLog } from '../ui/commandLog';
import { openFolder } from '../ui/openFolder';
import { ChangeWorker } from './changeWorker';
import { linkOf } from './link';
import type { Page, Service } from './panel';
import { shown } from './runFailure';
import { imageAnswer } from './runImage';
import { knownOf, runEngineOf } from './runKnown';
import { specLike } from './runLike';
import type { FormParts, RunMemory } from './runParts';
import { peersIn } from './runPeers';
import { portAnswer } from './runPort';
import { FormFile } from './runSaved';
import { parseRunSubject, type RunSubject } from './runSubject';
import { runTexts } from './runTexts';
import { RunWorker } from './runWorker';

type Told = RunProtocol['state'];

/** The form of a whole `docker run`. Its subject: a host, and what the form begins with. */
export function runPage(
  hosts: Hosts,
  said: CommandLog,
  parts: FormParts,
  memory: RunMemory,
): Page<RunProtocol> {
  return {
    name: 'run',
    styles: ['run', 'runFields', 'runRows', 'runLine', 'runChange'],
    title: text => titleOf(parseRunSubject(text)),
    serve: (text, show, rename) => {
      const subject = parseRunSubject(text);
      const host = subject && hosts.get(subject.host);
      return host && new RunService(host, subject, said, parts, memory, show, rename);
    },
  };
}

function titleOf(subject: RunSubject | undefined): string {
  return subject?.change
    ? vscode.l10n.t('Change {0}', shown(subject.change.name))
    : vscode.l10n.t('Run Container');
}

/** Changes come in bursts; in milliseconds. */
const gathering = 100;

export class RunService implements Service<RunProtocol> {
  readonly #worker: RunWorker;
  readonly #file: FormFile;
  readonly #change: ChangeWorker | undefined;
  readonly #subscriptions: readonly { dispose(): void }[];
  #engine: RunEngine | undefined;
  #sending: NodeJS.Timeout | undefined;
  #known: RunKnown;
  #isKnownOld = false;
  #sent = '';
  #isWatched = true;
  #isDisposed = false;
  /** By which the page has its secrets kept. */
  #keptId: string | undefined;

  readonly handlers: Handlers<RunProtocol> = {
    texts: runTexts,
    begin: () => this.#begin(),
    keep: ({ id, text }) => {
      this.#keptId = id;
      this.memory.kept.keep(id, text);
    },
    kept: id => {
      this.#keptId = id;
      return this.memory.kept.read(id);
    },
    image: async name => {
      await this.host.connected().catch(() => {}); // Told by the answer.
      return imageAnswer(this.host, name);
    },
    pull: name => this.#worker.pull(name),
    port: asked => portAnswer(this.host, asked),
    names: networks => peersIn(this.host, this.memory.details, networks, this.subject.change?.id),
    pick,
    resume: address => this.#file.resume(address),
    save: wanted => unlessDismissed(this.#file.save(wanted), false),
    run: wanted => unlessDismissed(this.#run(wanted), undefined),
    cancel: () => this.#worker.cancel(),
    open: what => this.#worker.open(what),
    change: async asked => this.#change?.ask(asked),
    copy: async text => vscode.env.clipboard.writeText(text),
  };

  constructor(
    private readonly host: Host,
    private readonly subject: RunSubject,
    said: CommandLog,
    parts: FormParts,
    private readonly memory: RunMemory,
    private readonly show: (told: Told) => void,
    rename: (title: string) => void = () => {},
  ) {
    this.#known = knownOf(host.store);
    this.#file = new FormFile(memory, () => {
      if (this.#file.title !== undefined) rename(this.#file.title);
      this.#soon();
    });
    const folder = (): string | undefined => this.#file.folder?.fsPath ?? openFolder();
    this.#worker = new RunWorker(host, parts, said, folder, () => this.#soon());
    const { change } = subject;
    this.#change =
      change && new ChangeWorker(host, change, parts, said, openFolder, () => this.#soon());
    this.#subscriptions = [
      ...(this.#change ? [this.#change] : []),
      host.onDidChangeState(({ phase }) => {
        // Another engine takes this one's place.
        if (phase === 'idle') this.#engine = undefined;
        this.#send();
      }),
      host.store.onDidChange(() => {
        this.#isKnownOld = true;
        this.#soon();
      }),
    ];
    host.start();
    this.#send();
  }

  /** What changes while nobody looks is told when somebody does again. */
  watch(isWatched: boolean): void {
    this.#isWatched = isWatched;
    if (isWatched) this.#send();
  }

  /** What is under way goes on: a container half made helps nobody. */
  dispose(): void {
    this.#isDisposed = true;
    for (const subscription of this.#subscriptions) subscription.dispose();
    clearTimeout(this.#sending);
  }

  closed(): void {
    if (this.#keptId !== undefined) void this.memory.kept.forget(this.#keptId);
  }

  async #begin(): Promise<RunBeginning> {
    const { image, begin, saved, like } = this.subject;
    if (this.#change) return { spec: await this.#change.begin(), secrets: [] };
    if (like !== undefined) return { spec: await specLike(this.host, like), secrets: [] };
    if (saved !== undefined) return this.#file.begin(saved);
    const line = begin === undefined ? this.subject.line : this.memory.beginnings.line(begin);
    if (line !== undefined) return { spec: parseRun(line).spec, secrets: [] };
    return { spec: image === undefined ? emptySpec : { ...emptySpec, image }, secrets: [] };
  }

  async #run(wanted: RunWish): Promise<void> {
    const { spec, secrets: resolved } = await this.#file.resolved(wanted);
    await this.#worker.run({ ...wanted, spec, written: wanted.spec, resolved });
  }

  #soon(): void {
    if (this.#isDisposed || !this.#isWatched) return;
    this.#sending ??= setTimeout(() => this.#send(), gathering);
  }

  #send(): void {
    clearTimeout(this.#sending);
    this.#sending = undefined;
    this.#engine = runEngineOf(this.host) ?? this.#engine;
    const few = {
      link: linkOf(this.host.state),
      engine: this.#engine,
      work: this.#worker.work,
      saved: this.#file.state,
      change: this.#change?.state,
    };
    const text = JSON.stringify(few);
    const hasNews = this.#learn();
    if (!hasNews && text === this.#sent) return;
    this.#sent = text;
    this.show({ ...few, known: this.#known });
  }

  /** Reads what is there anew, where it may be another; whether it is. */
  #learn(): boolean {
    if (!this.#isKnownOld) return false;
    this.#isKnownOld = false;
    const known = knownOf(this.host.store);
    if (JSON.stringify(known) === JSON.stringify(this.#known)) return false;
    this.#known = known;
    return true;
  }
}

/** A question that was dismissed ends what it was for, and needs no word. */
async function unlessDismissed<T>(work: Promise<T>, dismissed: T): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof vscode.CancellationError) return dismissed;
    throw error;
  }
}

async function pick(what: 'file' | 'folder'): Promise<string | undefined> {
  const isFolder = what === 'folder';
  const [picked] =
    (await vscode.window.showOpenDialog({
      canSelectFiles: !isFolder,
      canSelectFolders: isFolder,
      canSelectMany: false,
    })) ?? [];
  return picked?.fsPath;
}
