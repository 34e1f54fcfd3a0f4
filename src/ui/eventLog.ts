import * as vscode from 'vscode';
import { readRecentEvents } from '../engine/eventHistory';
import type { EngineEvent } from '../engine/events';
import type { Disposable } from '../model/emitter';
import type { Host, HostState } from '../model/host';
import type { Hosts } from '../model/hosts';
import { eventLine } from './eventLine';
import { sentenceOf } from './showError';

/** How far back the first look goes, in seconds. */
const history = 3600;

/** How many events are remembered, to know those that come again after a gap. */
const remembered = 512;

/**
 * The engine's events as readable lines. It listens to the stream that each host follows anyway,
 * from the first time it is shown on.
 */
export class EventLog implements vscode.Disposable {
  #channel: vscode.OutputChannel | undefined;
  #logs: readonly HostEvents[] = [];

  constructor(private readonly hosts: Hosts) {}

  /** Shows the channel; the first time with what has happened in the last hour. */
  async show(): Promise<void> {
    const channel = this.#channel ?? this.#open();
    channel.show(true);
    await Promise.all(this.#logs.map(log => log.begun));
  }

  dispose(): void {
    for (const log of this.#logs) log.dispose();
    this.#channel?.dispose();
  }

  #open(): vscode.OutputChannel {
    const channel = vscode.window.createOutputChannel('Docker Events', 'log');
    this.#channel = channel;
    const several = this.hosts.all.length > 1;
    this.#logs = this.hosts.all.map(host => {
      const before = several ? `${host.id}  ` : '';
      return new HostEvents(host, line => channel.appendLine(before + line));
    });
    return channel;
  }
}

class HostEvents implements Disposable {
  /** Settles when what happened before is written. */
  readonly begun: Promise<void>;
  readonly #subscriptions: readonly Disposable[];
  /** What came while the history was read. */
  #waiting: EngineEvent[] | undefined = [];
  #recent: string[] = [];
  /** What may come again, and how often. */
  #again = new Map<string, number>();
  #wasLost = false;

  constructor(
    private readonly host: Host,
    private readonly write: (line: string) => void,
  ) {
    this.#subscriptions = [
      host.onDidEvent(event => (this.#waiting ? this.#waiting.push(event) : this.#tell(event))),
      host.onDidChangeState(state => this.#stateChanged(state)),
    ];
    this.begun = this.#begin();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  async #begin(): Promise<void> {
    try {
      const engine = await this.host.connected();
      for (const event of await readRecentEvents(engine, history)) this.#tell(event);
    } catch (error) {
      this.write(sentenceOf(error));
    }
    this.#expectAgain();
    const waiting = this.#waiting ?? [];
    this.#waiting = undefined;
    for (const event of waiting) this.#tell(event);
  }

  #stateChanged({ phase }: HostState): void {
    if (this.#waiting) return;
    if (phase === 'connected') {
      this.#expectAgain();
      if (this.#wasLost)
        this.write(vscode.l10n.t('Connected again. What happened meanwhile may be missing.'));
      this.#wasLost = false;
    } else if (phase === 'lost' && !this.#wasLost) {
      this.#wasLost = true;
      this.write(vscode.l10n.t('The connection to the engine is lost.'));
    }
  }

  /** From here on the stream may repeat what was told already: each as often as it was told. */
  #expectAgain(): void {
    this.#again = new Map();
    for (const key of this.#recent) this.#again.set(key, (this.#again.get(key) ?? 0) + 1);
  }

  #tell(event: EngineEvent): void {
    const key = JSON.stringify(event);
    const left = this.#again.get(key) ?? 0;
    if (left > 0) {
      this.#again.set(key, left - 1);
      return;
    }
    this.#recent.push(key);
    if (this.#recent.length > 2 * remembered) this.#recent = this.#recent.slice(-remembered);
    if (!this.#isNoise(event)) this.write(eventLine(event, id => this.#nameOf(id)));
  }

  /** Each health check is three events, every few seconds: nothing else could be read. */
  #isNoise({ type, action, id }: EngineEvent): boolean {
    if (type === 'unreadable') return true;
    if (type !== 'container' || !action.startsWith('exec_')) return false;
    return (this.host.store.get('container', id)?.health ?? 'none') !== 'none';
  }

  #nameOf(containerId: string): string | undefined {
    return this.host.store.get('container', containerId)?.name;
  }
}
