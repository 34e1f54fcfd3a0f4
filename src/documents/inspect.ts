import * as vscode from 'vscode';
import { EngineError } from '../engine/errors';
import type { Kind } from '../engine/records';
import type { Disposable } from '../model/emitter';
import type { Host } from '../model/host';
import type { Hosts } from '../model/hosts';
import { parseKey } from '../model/key';
import { fileName } from './fileName';
import { concerns, inspectors, inspectText } from './inspected';
import { onDidLeave, onDidReallyClose, showDocument } from './show';

export const inspectScheme = 'slipway-inspect';

/** Events come in bursts: a stop alone makes four. In milliseconds. */
const gather = 150;

interface Open {
  readonly uri: vscode.Uri;
  readonly host: Host;
  readonly kind: Kind;
  readonly id: string;
  answer: Readonly<Record<string, unknown>>;
  text: string;
  gone: boolean;
  timer?: NodeJS.Timeout | undefined;
}

/** What the engine tells of one thing, as JSON that follows it while the document is open. */
export class InspectDocuments
  implements vscode.TextDocumentContentProvider, vscode.FileDecorationProvider, vscode.Disposable
{
  readonly #open = new Map<string, Open>();
  readonly #changes = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changes.event;
  readonly #decorations = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChangeFileDecorations = this.#decorations.event;
  readonly #subscriptions: readonly Disposable[];

  constructor(private readonly hosts: Hosts) {
    const { workspace, window } = vscode;
    this.#subscriptions = [
      workspace.registerTextDocumentContentProvider(inspectScheme, this),
      window.registerFileDecorationProvider(this),
      onDidReallyClose(({ uri }) => this.#forget(uri)),
      onDidLeave(uri => this.#forget(uri)),
      ...hosts.all.flatMap(host => [
        host.onDidEvent(event =>
          this.#refresh(o => o.host === host && concerns(event, o.kind, o.id)),
        ),
        host.onDidChangeState(({ phase }) => {
          if (phase === 'connected') this.#refresh(open => open.host === host);
        }),
      ]),
    ];
  }

  /** How many are followed now. */
  get count(): number {
    return this.#open.size;
  }

  /**
   * @param label how it is called on the tab
   * @throws {EngineError} `notFound`, or of a connection kind
   */
  async show(key: string, label: string): Promise<vscode.TextEditor> {
    const path = `/${fileName(label, 'json')}`;
    const uri = vscode.Uri.from({ scheme: inspectScheme, path, query: key });
    const known = this.#open.get(uri.toString());
    if (known) await this.#read(known);
    else this.#open.set(uri.toString(), await this.#begin(uri));
    // The editor may still have the text of the last time.
    if (!known) this.#changes.fire(uri);
    return showDocument(uri, 'json');
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const known = this.#open.get(uri.toString());
    if (known) return known.text;
    // A tab of the last session.
    const open = await this.#begin(uri);
    this.#open.set(uri.toString(), open);
    return open.text;
  }

  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    if (uri.scheme !== inspectScheme || !this.#open.get(uri.toString())?.gone) return undefined;
    const colour = new vscode.ThemeColor('disabledForeground');
    return new vscode.FileDecoration('✕', vscode.l10n.t('removed'), colour);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    for (const { timer } of this.#open.values()) clearTimeout(timer);
    this.#open.clear();
    this.#changes.dispose();
    this.#decorations.dispose();
  }

  async #begin(uri: vscode.Uri): Promise<Open> {
    const parsed = parseKey(uri.query);
    const host = parsed && this.hosts.get(parsed.host);
    if (!parsed || !host) throw new EngineError('notFound', uri.query);
    const { kind, id } = parsed;
    const answer = await inspectors[kind](await host.connected(), id);
    return { uri, host, kind, id, answer, text: inspectText(answer), gone: false };
  }

  #forget(uri: vscode.Uri): void {
    clearTimeout(this.#open.get(uri.toString())?.timer);
    this.#open.delete(uri.toString());
  }

  #refresh(which: (open: Open) => boolean): void {
    for (const open of this.#open.values()) {
      if (!which(open) || open.timer) continue;
      open.timer = setTimeout(() => {
        open.timer = undefined;
        // Where it cannot be asked now, the next connection asks again.
        void this.#read(open).catch(() => {});
      }, gather);
    }
  }

  async #read(open: Open): Promise<void> {
    let gone = false;
    try {
      open.answer = await inspectors[open.kind](open.host.engine, open.id);
    } catch (error) {
      if (!EngineError.is(error, 'notFound')) throw error;
      gone = true;
    }
    const text = inspectText(gone ? withFarewell(open) : open.answer);
    const wasGone = open.gone;
    open.gone = gone;
    if (gone !== wasGone) this.#decorations.fire(open.uri);
    if (text === open.text || (gone && wasGone)) return;
    open.text = text;
    this.#changes.fire(open.uri);
  }
}

/** JSON has no comments: it is said in a first property. */
function withFarewell({ kind, answer }: Open): Readonly<Record<string, unknown>> {
  const time = new Date().toLocaleTimeString();
  const sentences: Readonly<Record<Kind, string>> = {
    container: vscode.l10n.t(
      'This container was removed at {0}. Below is the last that was known of it.',
      time,
    ),
    image: vscode.l10n.t(
      'This image was removed at {0}. Below is the last that was known of it.',
      time,
    ),
    volume: vscode.l10n.t(
      'This volume was removed at {0}. Below is the last that was known of it.',
      time,
    ),
    network: vscode.l10n.t(
      'This network was removed at {0}. Below is the last that was known of it.',
      time,
    ),
  };
  return { [vscode.l10n.t('(removed)')]: sentences[kind], ...answer };
}
