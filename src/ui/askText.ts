import * as vscode from 'vscode';
import type { Problem } from '../docker/problem';
import { problemText } from './problems';
import { unlinked } from './unlinked';

export interface TextQuestion {
  readonly title: string;
  /** Below the box: what is asked for, and how it is written. */
  readonly prompt: string;
  readonly value?: string | undefined;
  readonly placeHolder?: string | undefined;
  /** Asked as the user types; not for an empty text, unless one is required. A text is a sentence. */
  readonly validate?: (text: string) => Problem | string | undefined;
  readonly password?: boolean;
  /** An empty text is not taken. */
  readonly required?: boolean;
}

/**
 * Asks for one text, checked as it is typed.
 *
 * @throws {vscode.CancellationError} where it was dismissed
 */
export async function askText(question: TextQuestion): Promise<string> {
  const box = textBox(question);
  try {
    return await new Promise<string>((resolve, reject) => {
      box.onDidAccept(() => {
        if (isAccepted(box, question)) resolve(box.value);
      });
      box.onDidHide(() => reject(new vscode.CancellationError()));
      box.show();
    });
  } finally {
    box.dispose();
  }
}

/** The box alone, for flows that have buttons and steps around it. */
export function textBox(question: TextQuestion): vscode.InputBox {
  const { value = '' } = question;
  const box = vscode.window.createInputBox();
  box.title = question.title;
  box.prompt = unlinked(question.prompt);
  box.placeholder = question.placeHolder;
  box.password = question.password ?? false;
  box.ignoreFocusOut = true;
  box.value = value;
  const check = (text: string): void => {
    // Nothing was typed yet: no reproach for that.
    box.validationMessage = text === '' ? undefined : wrongIn(text, question);
  };
  if (value !== '') {
    check(value);
    box.valueSelection = [0, value.length];
  }
  box.onDidChangeValue(check);
  return box;
}

/** What is wrong is said once more on Enter, also that nothing was typed. */
export function isAccepted(box: vscode.InputBox, question: TextQuestion): boolean {
  const wrong = wrongIn(box.value, question);
  box.validationMessage = wrong;
  return wrong === undefined;
}

function wrongIn(text: string, question: TextQuestion): string | undefined {
  const { validate, required = false } = question;
  if (text === '' && !required) return undefined;
  const wrong = validate?.(text);
  if (wrong) return unlinked(typeof wrong === 'string' ? wrong : problemText(wrong));
  return required && text.trim() === '' ? vscode.l10n.t('Enter something first.') : undefined;
}
