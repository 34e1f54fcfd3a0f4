#!/usr/bin/env node
// Stands where @vscode/test-electron expects the `code` executable: takes its arguments, runs the same suite in the
// extension host of a VS Code server, and ends with the suite's exit code. Needs the tests built (test/lib/build.mjs).
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { out } from './build.mjs';

const given = new Map();
const rest = [];
for (const argument of process.argv.slice(2)) {
  const option = /^--([\w-]+)(?:=(.*))?$/s.exec(argument);
  if (option) given.set(option[1], option[2] ?? '');
  else rest.push(argument);
}
if (!given.get('extensionDevelopmentPath') || !given.get('extensionTestsPath')) {
  console.error('code-shim: --extensionDevelopmentPath and --extensionTestsPath are needed');
  process.exit(2);
}
const settingsFile =
  given.has('user-data-dir') && path.join(given.get('user-data-dir'), 'User/settings.json');
const settings =
  settingsFile && fs.existsSync(settingsFile)
    ? JSON.parse(fs.readFileSync(settingsFile, 'utf8'))
    : {};
const { runInServer } = await import(pathToFileURL(path.join(out, 'test/lib/editorSuite.js')).href);
process.exitCode = await runInServer({
  extension: path.resolve(given.get('extensionDevelopmentPath')),
  entry: path.resolve(given.get('extensionTestsPath')),
  open: rest[0] && path.resolve(rest[0]),
  settings,
  locale: given.get('locale'),
  timeoutMs: Number(process.env.TEST_TIMEOUT_MS ?? 600_000),
  keep: process.env.TEST_KEEP,
});
