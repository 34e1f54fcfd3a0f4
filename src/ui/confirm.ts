import * as vscode from 'vscode';

export interface Question {
  /** Names what will go. */
  readonly question: string;
  /** What is lost with it, in the smaller text below. */
  readonly detail?: string | undefined;
  /** On the button: the verb. */
  readonly action: string;
}

/** Asks once before something is lost. False where the user thinks better of it. */
export async function confirm({ question, detail, action }: Question): Promise<boolean> {
  return (await choose({ question, detail, actions: [action] })) === action;
}

/** The same with several ways to go on; nothing where the user thinks better of it. */
export async function choose<A extends string>(asked: {
  readonly question: string;
  readonly detail?: string | undefined;
  /** On the buttons, the usual one first. */
  readonly actions: readonly A[];
}): Promise<A | undefined> {
  const { question, detail, actions } = asked;
  const options = { modal: true, ...(detail !== undefined && { detail }) };
  return vscode.window.showWarningMessage<A>(question, options, ...actions);
}
