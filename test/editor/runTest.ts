import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { repo } from '../lib/repo';

/**
 * Runs the editor suite in the VS Code that VSCODE_EXECUTABLE names: a desktop one, or test/lib/code-shim.mjs, which
 * stands for a VS Code server with a headless browser. Without it, in the one that test-electron has or fetches.
 */
async function main(): Promise<void> {
  const { VSCODE_EXECUTABLE, VSCODE_VERSION, TEST_EXTENSION } = process.env;
  await runTests({
    extensionDevelopmentPath: TEST_EXTENSION ?? repo,
    extensionTestsPath: path.join(__dirname, 'index.js'),
    launchArgs: [path.join(repo, 'test/editor/workspace'), '--disable-extensions'],
    ...(VSCODE_EXECUTABLE ? { vscodeExecutablePath: VSCODE_EXECUTABLE } : {}),
    ...(VSCODE_VERSION ? { version: VSCODE_VERSION } : {}),
  });
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
