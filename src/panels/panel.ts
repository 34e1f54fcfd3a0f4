import * as vscode from 'vscode';
import {
  type FromPage,
  fromPage,
  type Handlers,
  keptSubject,
  type Protocol,
  type ToPage,
} from '../protocol/protocol';
import { sentenceOf } from '../ui/showError';
import { pageHtml, pageRoots } from './pageHtml';

/** What there is of a page on the host's side. */
export interface Page<P extends Protocol> {
  /** `dist/webviews/<name>.js` and the element `<slipway-name>` in it. */
  readonly name: string;
  /** `media/<style>.css`, on top of `page.css`. */
  readonly styles: readonly string[];
  /** The tab's title. */
  title(subject: string): string;
  /**
   * Begins to feed one panel: sends its state by `show`, at once and whenever it changes.
   * Undefined where there is no such subject (any more).
   *
   * @param rename gives the tab another title
   */
  serve(
    subject: string,
    show: (state: P['state']) => void,
    rename: (title: string) => void,
  ): Service<P> | undefined;
}

/** Lives as long as its panel does. */
export interface Service<P extends Protocol> extends vscode.Disposable {
  readonly handlers: Handlers<P>;
  /** Whether anybody sees what it shows; without it, it is always told to go on. */
  watch?(isWatched: boolean): void;
  /** The user closed it, and it does not come back: not where the editor itself ends. */
  closed?(): void;
}

/** The panels of one page, one for each subject (a host, an image …). They survive a reload. */
export class PagePanels<P extends Protocol> implements vscode.Disposable {
  readonly #open = new Map<string, Panel<P>>();
  readonly #type: string;
  readonly #restorer: vscode.Disposable;
  #isEnding = false;

  constructor(
    private readonly page: Page<P>,
    private readonly extensionUri: vscode.Uri,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.#type = `slipway.${page.name}`;
    this.#restorer = vscode.window.registerWebviewPanelSerializer(this.#type, {
      deserializeWebviewPanel: async (panel, kept) => this.#restore(panel, keptSubject(kept)),
    });
  }

  /** Opens the panel of this subject, or brings the open one to the front. */
  show(subject: string): void {
    const open = this.#open.get(subject);
    if (open) {
      open.reveal();
      return;
    }
    const column = vscode.ViewColumn.Active;
    const title = this.page.title(subject);
    // Kept in memory while hidden is never needed: the last state is sent again when it is shown.
    const panel = vscode.window.createWebviewPanel(this.#type, title, column, {
      enableFindWidget: true,
    });
    if (!this.#begin(panel, subject)) panel.dispose();
  }

  dispose(): void {
    this.#isEnding = true;
    this.#restorer.dispose();
    for (const panel of [...this.#open.values()]) panel.dispose();
  }

  #restore(panel: vscode.WebviewPanel, subject: string | undefined): void {
    const wanted = subject !== undefined && !this.#open.has(subject);
    if (!wanted || !this.#begin(panel, subject)) panel.dispose();
  }

  #begin(panel: vscode.WebviewPanel, subject: string): boolean {
    const { page, extensionUri, log } = this;
    const opened = new Panel<P>(panel, subject, error => log.error(`${page.name}: ${error}`));
    panel.title = page.title(subject);
    const rename = (title: string): void => {
      panel.title = title;
    };
    const service = page.serve(subject, state => opened.send(state), rename);
    if (!service) return false;
    this.#open.set(subject, opened);
    panel.onDidDispose(() => {
      service.dispose();
      if (!this.#isEnding) service.closed?.();
      this.#open.delete(subject);
    });
    panel.webview.options = { enableScripts: true, localResourceRoots: pageRoots(extensionUri) };
    opened.answer(service);
    panel.webview.html = pageHtml(panel.webview, extensionUri, page);
    return true;
  }
}

/** One open panel: sends whole states to its page, and answers what the page asks. */
class Panel<P extends Protocol> {
  #state: { readonly value: P['state'] } | undefined;
  #ready = false;

  constructor(
    private readonly panel: vscode.WebviewPanel,
    private readonly subject: string,
    private readonly report: (error: unknown) => void,
  ) {}

  reveal(): void {
    this.panel.reveal();
  }

  send(value: P['state']): void {
    this.#state = { value };
    if (this.#ready) this.#post({ kind: 'state', subject: this.subject, state: value });
  }

  answer(service: Service<P>): void {
    // The page ends when it is hidden, and begins anew, with `ready`, when it is shown.
    this.panel.onDidChangeViewState(() => {
      if (this.panel.visible) return;
      this.#ready = false;
      service.watch?.(false);
    });
    this.panel.webview.onDidReceiveMessage((message: unknown) => {
      const told = fromPage(message);
      if (told?.kind === 'ready') {
        service.watch?.(true);
        this.#ready = true;
        if (this.#state) this.send(this.#state.value);
      } else if (told) void this.#serve(service.handlers, told);
    });
  }

  dispose(): void {
    this.panel.dispose();
  }

  async #serve(handlers: Handlers<P>, { id, name, params }: FromPage & { kind: 'request' }) {
    try {
      if (!Object.hasOwn(handlers, name)) throw new Error(`no such request: ${name}`);
      const value = await handlers[name]?.(params as never);
      this.#post({ kind: 'answer', id, value });
    } catch (error) {
      this.report(error instanceof Error ? (error.stack ?? error.message) : error);
      this.#post({ kind: 'refusal', id, sentence: sentenceOf(error) });
    }
  }

  #post(message: ToPage): void {
    // Rejects or resolves with false where the page has just gone: it asks again when it is back.
    this.panel.webview.postMessage(message).then(undefined, () => {});
  }
}
