import * as vscode from 'vscode';
import { isAccepted, type TextQuestion, textBox } from './askText';
import { unlinked } from './unlinked';

/** One question of a flow, or a few that belong together; Back leads to the step before. */
export interface Step {
  /** Left out, and not counted, where it is false at the time. */
  readonly when?: () => boolean;
  readonly run: (ask: Asker) => Promise<unknown>;
}

export interface PickQuestion<I extends vscode.QuickPickItem> {
  readonly placeHolder: string;
  readonly items: readonly I[];
  /** Selected at first. */
  readonly active?: I | undefined;
  /**
   * Offers what is typed as an item of its own. It is always shown, below those that match: its
   * label should not hold what is typed, or it comes before them.
   */
  readonly typed?: (text: string) => I | undefined;
  /** Says why an item cannot be taken; nothing where it can. */
  readonly refuse?: (item: I) => string | undefined;
}

/** What a step asks with. Each rejects with a CancellationError where it is dismissed. */
export interface Asker {
  text(question: Omit<TextQuestion, 'title'>): Promise<string>;
  pick<I extends vscode.QuickPickItem>(question: PickQuestion<I>): Promise<I>;
}

const back = Symbol('back');

/**
 * Asks one step after the other, with their numbers and a way back. What was answered is the
 * caller's to keep: a step that is asked again offers the answer it got before.
 *
 * @throws {vscode.CancellationError} where any of them was dismissed
 */
export async function runSteps(title: string, steps: readonly Step[]): Promise<void> {
  const visited: Step[] = [];
  const asked = (step: Step): boolean => step.when?.() ?? true;
  let next = steps.find(asked);
  while (next) {
    const step: Step = next;
    const counted = steps.filter(asked);
    const place =
      counted.length > 1
        ? { step: counted.indexOf(step) + 1, totalSteps: counted.length }
        : { step: undefined, totalSteps: undefined };
    try {
      await step.run(new StepAsker(title, place, visited.length > 0));
      visited.push(step);
      next = steps.slice(steps.indexOf(step) + 1).find(asked);
    } catch (error) {
      if (error !== back) throw error;
      next = visited.pop();
    }
  }
}

interface Place {
  readonly step: number | undefined;
  readonly totalSteps: number | undefined;
}

/**
 * One question from a list, for what is no flow.
 *
 * @throws {vscode.CancellationError} where it was dismissed
 */
export function pickOne<I extends vscode.QuickPickItem>(
  title: string,
  question: PickQuestion<I>,
): Promise<I> {
  return new StepAsker(title, { step: undefined, totalSteps: undefined }, false).pick(question);
}

class StepAsker implements Asker {
  constructor(
    private readonly title: string,
    private readonly place: Place,
    private readonly hasBack: boolean,
  ) {}

  text(question: Omit<TextQuestion, 'title'>): Promise<string> {
    const whole = { title: this.title, ...question };
    const box = textBox(whole);
    return this.#ask(box, resolve => {
      box.onDidAccept(() => {
        if (isAccepted(box, whole)) resolve(box.value);
      });
    });
  }

  pick<I extends vscode.QuickPickItem>(question: PickQuestion<I>): Promise<I> {
    const { items, active, typed, refuse } = question;
    const box = vscode.window.createQuickPick<I>();
    box.title = this.title;
    box.placeholder = question.placeHolder;
    box.ignoreFocusOut = true;
    box.matchOnDescription = true;
    box.items = items;
    if (active) box.activeItems = [active];
    if (typed) {
      box.onDidChangeValue(text => {
        const own = typed(text);
        box.items = own ? [...items, { ...own, alwaysShow: true }] : items;
      });
    }
    return this.#ask(box, resolve => {
      box.onDidAccept(() => {
        const item = box.activeItems[0] ?? box.selectedItems[0];
        const wrong = item && refuse?.(item);
        if (wrong !== undefined) void vscode.window.showWarningMessage(unlinked(wrong));
        else if (item) resolve(item);
      });
    });
  }

  async #ask<T>(
    box: vscode.InputBox | vscode.QuickPick<vscode.QuickPickItem>,
    listen: (resolve: (answer: T) => void) => void,
  ): Promise<T> {
    Object.assign(box, this.place);
    if (this.hasBack) box.buttons = [vscode.QuickInputButtons.Back];
    try {
      return await new Promise<T>((resolve, reject) => {
        box.onDidTriggerButton(button => {
          if (button === vscode.QuickInputButtons.Back) reject(back);
        });
        box.onDidHide(() => reject(new vscode.CancellationError()));
        listen(resolve);
        box.show();
      });
    } finally {
      box.dispose();
    }
  }
}
