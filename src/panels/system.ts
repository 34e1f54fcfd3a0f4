import * as vscode from 'vscode';
import type { Engine } from '../engine/connection';
import { EngineError } from '../engine/errors';
import { readDiskUsage, readInfo } from '../engine/system';
import type { EngineInfo, UsageKind } from '../engine/systemRecords';
import type { Host, HostState } from '../model/host';
import type { Hosts } from '../model/hosts';
import { formatKey } from '../model/key';
import type { Change } from '../model/store';
import type { Handlers } from '../protocol/protocol';
import type { SystemProtocol, SystemState, UsageView } from '../protocol/system';
import type { CommandLog } from '../ui/commandLog';
import { sentenceOf } from '../ui/showError';
import { linkOf } from './link';
import type { Page, Service } from './panel';
import { engineView } from './systemEngine';
import { systemTexts } from './systemTexts';
import { type Measured, measuredView } from './systemUsage';

type Show = (state: SystemState) => void;

/** The page about an engine. Its subject is the id of the host. */
export function systemPage(hosts: Hosts, said: CommandLog): Page<SystemProtocol> {
  return {
    name: 'system',
    styles: ['system', 'systemUsage', 'systemLargest'],
    title: () => vscode.l10n.t('Docker Engine'),
    serve: (subject, show) => {
      const host = hosts.get(subject);
      return host && new SystemService(host, said, show);
    },
  };
}

/** Changes come in bursts; in milliseconds. */
const gathering = 100;

const pruneCommands: Readonly<Record<UsageKind, string>> = {
  image: 'slipway.image.prune',
  container: 'slipway.container.prune',
  volume: 'slipway.volume.prune',
  cache: 'slipway.system.pruneBuildCache',
};

class SystemService implements Service<SystemProtocol> {
  #told: { readonly engine: Engine; readonly info: EngineInfo } | undefined;
  #measured: Measured | undefined;
  #outdated = false;
  #failure: string | undefined;
  #measuring: { readonly abort: AbortController; readonly sinceMs: number } | undefined;
  #sending: NodeJS.Timeout | undefined;
  readonly #subscriptions: readonly { dispose(): void }[];

  readonly handlers: Handlers<SystemProtocol> = {
    refresh: () => this.#refresh(),
    measure: () => void this.#measure(),
    cancel: () => this.#measuring?.abort.abort(),
    prune: kind => this.#prune(kind),
    inspect: async ({ kind, id }) => {
      if (kind === 'cache') return;
      const key = formatKey({ host: this.host.id, kind, id });
      await vscode.commands.executeCommand(`slipway.${kind}.inspect`, key);
    },
    showEvents: async () => {
      await vscode.commands.executeCommand('slipway.system.events', this.host.id);
    },
  };

  constructor(
    private readonly host: Host,
    private readonly said: CommandLog,
    private readonly show: Show,
  ) {
    this.#subscriptions = [
      host.onDidChangeState(state => this.#stateChanged(state)),
      host.store.onDidChange(change => this.#storeChanged(change)),
    ];
    host.start();
    this.#stateChanged(host.state);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#measuring?.abort.abort();
    clearTimeout(this.#sending);
    this.#sending = undefined;
  }

  #stateChanged(state: HostState): void {
    if (state.phase === 'idle') {
      // Another engine takes this one's place.
      this.#told = undefined;
      this.#measured = undefined;
      this.#failure = undefined;
    }
    if (state.phase !== 'connected') this.#measuring?.abort.abort();
    else void this.#readInfo(state.engine);
    this.#send();
  }

  #storeChanged({ kind, added, changed, removed }: Change): void {
    const moved = added.length > 0 || removed.length > 0;
    // A container that stops no longer holds on to its writable layer.
    const stopped = kind === 'container' && changed.length > 0;
    if (kind !== 'network' && (moved || stopped)) this.#outdated = true;
    this.#sending ??= setTimeout(() => this.#send(), gathering);
  }

  #refresh(): void {
    const { state } = this.host;
    if (state.phase === 'connected') void this.#readInfo(state.engine);
    else this.host.retry();
  }

  async #readInfo(engine: Engine): Promise<void> {
    try {
      this.#told = { engine, info: await readInfo(engine) };
      this.#send();
    } catch {
      // A connection that is gone is told by its state; what was known before stays.
      void this.host.check();
    }
  }

  async #measure(): Promise<void> {
    if (this.#measuring) return;
    const sinceMs = Date.now();
    const abort = new AbortController();
    this.#measuring = { abort, sinceMs };
    this.#failure = undefined;
    this.#outdated = false;
    this.#send();
    this.said.say('system', 'df', '--verbose');
    try {
      const usage = await readDiskUsage(this.host.engine, { signal: abort.signal });
      const atMs = Date.now();
      this.#measured = { usage, atMs, tookMs: atMs - sinceMs };
    } catch (error) {
      this.#outdated = true;
      if (!EngineError.is(error, 'cancelled')) this.#failure = sentenceOf(error);
    } finally {
      this.#measuring = undefined;
      this.#send();
    }
  }

  async #prune(kind: UsageKind): Promise<void> {
    this.#outdated = false;
    const removed = await vscode.commands.executeCommand(pruneCommands[kind]);
    // The engine's events are on their way.
    await new Promise(resolve => setTimeout(resolve, 5 * gathering));
    if (this.#outdated || removed === true) await this.#measure();
  }

  #send(): void {
    clearTimeout(this.#sending);
    this.#sending = undefined;
    this.show({
      texts: systemTexts(),
      link: linkOf(this.host.state),
      engine: this.#told && engineView(this.#told.engine, this.#told.info, this.host.store),
      usage: this.#usage(),
    });
  }

  #usage(): UsageView {
    return {
      measuringSinceMs: this.#measuring?.sinceMs,
      failure: this.#failure,
      measured: this.#measured && measuredView(this.#measured, this.#outdated),
    };
  }
}
