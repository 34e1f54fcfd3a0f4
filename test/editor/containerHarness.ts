import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import type { App } from '../../src/commands/app';
import { testEngine } from '../lib/testEngine';
import { CommandHarness } from './commandHarness';
import type { UserAnswers } from './userAnswers';

const { docker } = testEngine();

/** Commands of containers, with someone who answers; for a `describe`. */
export class ContainerHarness {
  readonly #on = new CommandHarness();

  get app(): App {
    return this.#on.app;
  }

  /** The extension's own `vscode`. */
  get api(): typeof vscode {
    return this.#on.api;
  }

  get user(): UserAnswers {
    return this.#on.user;
  }

  /** The `docker` lines that were said in this test. */
  get lines(): readonly string[][] {
    return this.#on.lines;
  }

  run(verb: string, ...args: unknown[]): Thenable<unknown> {
    return this.#on.run(`container.${verb}`, ...args);
  }

  /** The row's key, once the store knows the container in this state. */
  row(id: string, wanted?: string): Promise<string> {
    return this.#on.row('container', id, ({ state }) => wanted === undefined || state === wanted);
  }
}

export async function stateOf(id: string): Promise<string> {
  return (await docker.getContainer(id).inspect()).State.Status;
}

export async function isGone(id: string): Promise<boolean> {
  try {
    await docker.getContainer(id).inspect();
    return false;
  } catch (error) {
    assert.equal((error as { statusCode?: number }).statusCode, 404);
    return true;
  }
}

export async function removeAnyway(name: string): Promise<void> {
  if (!(await isGone(name))) await docker.getContainer(name).remove({ force: true, v: true });
}
