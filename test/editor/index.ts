import { runSuiteOrThrow } from '../lib/suite';

/** What VS Code loads in its extension host, desktop and server alike; it ends with this promise. */
export function run(): Promise<void> {
  return runSuiteOrThrow('editor');
}
