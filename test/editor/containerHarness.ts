import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { App } from '../../src/commands/app';
import { formatKey } from '../../src/model/key';
import { testEngine } from '../lib/testEngine';
import { extensionUnderTest, until } from './extensionApi';
import { UserAnswers } from './userAnswers';

const { docker } = testEngine();

/** A name that nothing else has. */
export const unique = (): string => `cv-${Math.random().toString(36).slice(2, 10)}`;

/** Commands of containers on the tests' engine, with someone who answers; for a `describe`. */
export class ContainerHarness {
  #app: App | undefined;
  #api: typeof vscode | undefined;
  #user: UserAnswers | undefined;
  /** The `docker` lines that were said in this test. */
  lines: string[][] = [];

  constructor() {
    let say: App['said']['say'];
    before(async () => {
      const { app, api } = await extensionUnderTest();
      this.#app = app;
      this.#api = api;
      await Promise.all(app.hosts.all.map(host => host.connected()));
      say = app.said.say;
    });
    beforeEach(() => {
      this.#user = new UserAnswers(this.api);
      this.lines = [];
      this.app.said.say = (...args) => {
        this.lines.push([...args]);
        say.call(this.app.said, ...args);
      };
    });
    afterEach(() => {
      this.app.said.say = say;
      this.user.dispose();
    });
  }

  get app(): App {
    assert.ok(this.#app);
    return this.#app;
  }

  /** The extension's own `vscode`. */
  get api(): typeof vscode {
    assert.ok(this.#api);
    return this.#api;
  }

  get user(): UserAnswers {
    assert.ok(this.#user);
    return this.#user;
  }

  run(verb: string, ...args: unknown[]): Thenable<unknown> {
    return vscode.commands.executeCommand(`slipway.container.${verb}`, ...args);
  }

  /** The row's key, once the store knows the container in this state. */
  async row(id: string, wanted?: string): Promise<string> {
    const [host] = this.app.hosts.all;
    assert.ok(host);
    await until(`the store knows ${id}`, () => {
      const record = host.store.get('container', id);
      return record && (wanted === undefined || record.state === wanted);
    });
    return formatKey({ host: host.id, kind: 'container', id });
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
