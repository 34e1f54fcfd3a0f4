import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { until } from './extensionApi';

type Api = typeof vscode;
type Box = vscode.InputBox | vscode.QuickPick<vscode.QuickPickItem>;
type List = vscode.QuickPick<vscode.QuickPickItem>;
type Pressed = vscode.QuickPickItemButtonEvent<vscode.QuickPickItem>;
type Messages = 'showInformationMessage' | 'showWarningMessage' | 'showErrorMessage';

export interface Said {
  readonly text: string;
  readonly detail: string | undefined;
  readonly actions: readonly string[];
}

/** Answers a message by one of its buttons; nothing dismisses it. */
export type Answer = (said: Said) => string | undefined;

/**
 * Stands for the user in a test: hears every message that the extension shows (the editor hides
 * them in test runs, and refuses modal ones) and sees every box and list, which are real.
 */
export class UserAnswers {
  readonly said: Said[] = [];
  readonly #restore: (() => void)[] = [];
  #answer: Answer = () => undefined;
  #box: Box | undefined;
  readonly #seen = new Set<unknown>();
  readonly #typing = new Map<Box, ((text: string) => unknown)[]>();
  readonly #pressing = new Map<Box, ((pressed: Pressed) => unknown)[]>();

  constructor(private readonly api: Api) {
    const messages: readonly Messages[] = [
      'showInformationMessage',
      'showWarningMessage',
      'showErrorMessage',
    ];
    for (const name of messages) {
      this.#replace(name, (async (text: string, ...rest: unknown[]) => {
        const [first] = rest;
        const options = (typeof first === 'object' ? first : {}) as vscode.MessageOptions;
        const actions = rest.filter(one => typeof one === 'string');
        const said = { text, detail: options.detail, actions };
        this.said.push(said);
        return this.#answer(said);
      }) as Api['window'][Messages]);
    }
    for (const name of ['createInputBox', 'createQuickPick'] as const) {
      const create = api.window[name] as () => vscode.QuickPick<vscode.QuickPickItem>;
      this.#replace(name, (() => {
        this.#box = create();
        this.#listenTo(this.#box);
        return this.#box;
      }) as never);
    }
  }

  answer(answer: Answer): void {
    this.#answer = answer;
  }

  last(): Said {
    const last = this.said.at(-1);
    assert.ok(last, 'nothing was said');
    return last;
  }

  /** The box or list that came up since the one before. */
  async next<B = vscode.InputBox>(): Promise<B> {
    const box = await until('a question comes up', () =>
      this.#box && !this.#seen.has(this.#box) ? this.#box : undefined,
    );
    this.#seen.add(box);
    await new Promise(resolve => setTimeout(resolve, 150)); // until it is drawn
    return box as B;
  }

  /** Types into a box or list. The editor tells a box's listeners only of what a keyboard types. */
  write(box: Box, text: string): void {
    box.value = text;
    for (const listener of this.#typing.get(box) ?? []) listener(text);
  }

  /** Types into the next box, or leaves what it offers, and presses Enter. */
  async type(text?: string): Promise<vscode.InputBox> {
    const box = await this.next();
    if (text !== undefined) this.write(box, text);
    await this.enter();
    return box;
  }

  /** Picks from the next list by the beginning of a label. */
  async pick(label: string): Promise<vscode.QuickPick<vscode.QuickPickItem>> {
    const list = await this.next<vscode.QuickPick<vscode.QuickPickItem>>();
    const item = list.items.find(one => one.label.startsWith(label));
    assert.ok(item, `${label} is not among ${list.items.map(one => one.label).join(', ')}`);
    list.activeItems = [item];
    await this.enter();
    return list;
  }

  /** Presses a button of an item in a list; only a mouse could do it otherwise. */
  press(list: List, item: vscode.QuickPickItem, tooltip: string): void {
    const button = item.buttons?.find(one => one.tooltip === tooltip);
    assert.ok(button, tooltip);
    for (const listener of this.#pressing.get(list) ?? []) listener({ item, button });
  }

  async enter(): Promise<void> {
    await new Promise(resolve => setTimeout(resolve, 150)); // until the editor has it
    await this.api.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
  }

  async escape(): Promise<void> {
    await this.api.commands.executeCommand('workbench.action.closeQuickOpen');
  }

  async back(): Promise<void> {
    await this.api.commands.executeCommand('workbench.action.quickInputBack');
  }

  dispose(): void {
    for (const restore of this.#restore) restore();
  }

  #listenTo(box: Box): void {
    const listeners: ((text: string) => unknown)[] = [];
    const { onDidChangeValue } = box;
    this.#typing.set(box, listeners);
    Object.assign(box, {
      onDidChangeValue: (...args: Parameters<typeof onDidChangeValue>) => {
        const [listener, self] = args;
        listeners.push(text => listener.call(self, text));
        return onDidChangeValue(...args);
      },
    });
    if (!('onDidTriggerItemButton' in box)) return;
    const pressed: ((pressed: Pressed) => unknown)[] = [];
    const { onDidTriggerItemButton } = box;
    this.#pressing.set(box, pressed);
    Object.assign(box, {
      onDidTriggerItemButton: (...args: Parameters<typeof onDidTriggerItemButton>) => {
        const [listener, self] = args;
        pressed.push(event => listener.call(self, event));
        return onDidTriggerItemButton(...args);
      },
    });
  }

  #replace<K extends keyof Api['window']>(name: K, by: Api['window'][K]): void {
    const window = this.api.window as { -readonly [N in keyof Api['window']]: Api['window'][N] };
    const before = window[name];
    window[name] = by;
    this.#restore.push(() => {
      window[name] = before;
    });
  }
}

/** What a box says of the text in it; empty where it is content. */
export function messageOf({ validationMessage: message }: vscode.InputBox): string {
  return typeof message === 'string' ? message : (message?.message ?? '');
}
