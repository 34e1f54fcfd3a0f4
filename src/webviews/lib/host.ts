import type { FromPage, Kept, Protocol, ToPage } from '../../protocol/protocol';

interface Editor {
  postMessage(message: FromPage): void;
  getState(): Kept | undefined;
  setState(state: Kept): void;
}
declare function acquireVsCodeApi(): Editor;

/** The page's way to its host. */
export interface Host<P extends Protocol> {
  /** Rejects with a sentence for the user where the host refuses. */
  ask<K extends keyof P['requests'] & string>(
    name: K,
    ...params: Parameters<P['requests'][K]>
  ): Promise<Awaited<ReturnType<P['requests'][K]>>>;
  /** Hears every state, from the first on. */
  onState(listener: (state: P['state']) => void): void;
  /** What `arrange` kept, also after the page was hidden or the window reloaded. */
  readonly arranged: unknown;
  /** Keeps what the user arranged: what is open, chosen, scrolled to. Not data. */
  arrange(arranged: unknown): void;
}

/** Connects to the host. Once a page. */
export function connect<P extends Protocol>(): Host<P> {
  const editor = acquireVsCodeApi();
  const listeners: ((state: P['state']) => void)[] = [];
  const waiting = new Map<number, PromiseWithResolvers>();
  let subject = editor.getState()?.subject ?? '';
  let arranged = editor.getState()?.arranged;
  let last = 0;
  const keep = (): void => editor.setState({ subject, arranged });

  window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
    if (data.kind === 'state') {
      subject = data.subject;
      keep();
      for (const listener of listeners) listener(data.state);
      return;
    }
    const asked = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.kind === 'answer') asked?.resolve(data.value);
    else asked?.reject(new Error(data.sentence));
  });

  return {
    ask: (name, ...params) =>
      new Promise((resolve, reject) => {
        const id = ++last;
        waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
        editor.postMessage({ kind: 'request', id, name, params: params[0] });
      }),
    onState(listener) {
      listeners.push(listener);
      if (listeners.length === 1) editor.postMessage({ kind: 'ready' });
    },
    get arranged() {
      return arranged;
    },
    arrange(value) {
      arranged = value;
      keep();
    },
  };
}

interface PromiseWithResolvers {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}
