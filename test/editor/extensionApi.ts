import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import path from 'node:path';
import * as vscode from 'vscode';
import type { App } from '../../src/commands/app';

/**
 * The running extension: what `activate` gave, and the very `vscode` that it uses. VS Code gives each
 * extension its own, so what a test replaces in its own is not replaced for the extension.
 */
export async function extensionUnderTest(): Promise<{ app: App; api: typeof vscode }> {
  const extension = vscode.extensions.getExtension('slipway.slipway');
  assert.ok(extension);
  const app = (await extension.activate()) as App;
  const { main } = extension.packageJSON as { main: string };
  const requireAs = createRequire(path.join(extension.extensionPath, main));
  return { app, api: requireAs('vscode') as typeof vscode };
}

/** Replaces a method for as long as `use` runs. */
export async function replacing<T extends object, K extends keyof T, R>(
  owner: T,
  method: K,
  by: T[K],
  use: () => Promise<R>,
): Promise<R> {
  const before = owner[method];
  owner[method] = by;
  try {
    return await use();
  } finally {
    owner[method] = before;
  }
}

/** Waits until it is so; fails with the text after some time. */
export async function until<T>(
  what: string,
  find: () => T | undefined | false | Promise<T | undefined | false>,
  timeoutMs = 10_000,
): Promise<T> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const found = await find();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > end) assert.fail(`not so within ${timeoutMs} ms: ${what}`);
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}
