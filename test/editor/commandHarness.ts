import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { App } from '../../src/commands/app';
import type { Kind, Records } from '../../src/engine/records';
import type { Host } from '../../src/model/host';
import { formatKey } from '../../src/model/key';
import { extensionUnderTest, until } from './extensionApi';
import { UserAnswers } from './userAnswers';

/** Commands of any kind on the tests' engine, with someone who answers; for a `describe`. */
export class CommandHarness {
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
    afterEach(async () => {
      this.app.said.say = say;
      this.user.dispose();
      await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
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

  get host(): Host {
    const [host] = this.app.hosts.all;
    assert.ok(host);
    return host;
  }

  run(command: string, ...args: unknown[]): Thenable<unknown> {
    return vscode.commands.executeCommand(`slipway.${command}`, ...args);
  }

  /** Several rows, as the editor hands a selection. */
  runOn(command: string, rows: readonly string[]): Thenable<unknown> {
    return this.run(command, rows[0], rows);
  }

  /** The row of a resource, once the store knows it so. */
  async row<K extends Kind>(
    kind: K,
    id: string,
    wanted: (record: Records[K]) => boolean = () => true,
  ): Promise<string> {
    await until(`the store knows ${id}`, () => {
      const record = this.host.store.get(kind, id);
      return record !== undefined && wanted(record);
    });
    return formatKey({ host: this.host.id, kind, id });
  }
}

/** A name that nothing else has. */
export const unique = (): string => `cv-${Math.random().toString(36).slice(2, 10)}`;

/** The labels of a list that are picked, without those of other tests. */
export function pickedOf(list: vscode.QuickPick<vscode.QuickPickItem>): readonly string[] {
  return list.selectedItems.map(({ label }) => label);
}
