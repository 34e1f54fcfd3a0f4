import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type OpenBrowser, openBrowser } from './browser';
import { type Server, startServer, workbenchAddress } from './server';
import type { TestResult } from './suite';

export interface EditorRun {
  /** The extension's folder. */
  readonly extension: string;
  /** The compiled entry of the tests; exports `run()`. */
  readonly entry: string;
  /** The folder or .code-workspace file to open. */
  readonly open: string | undefined;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly locale?: string;
  readonly timeoutMs?: number;
  /** A folder for logs and a picture, written when the run fails. */
  readonly keep?: string;
}

/** 0: all passed. 1: a test failed, or none ran. 2: the harness or the extension host failed. 3: out of time. */
export type EditorExit = 0 | 1 | 2 | 3;

interface Outcome {
  readonly exit: EditorExit;
  readonly reason?: string;
  readonly logs?: readonly WindowLog[];
}

interface WindowLog {
  readonly relativePath: string;
  readonly contents: string;
}

/** Runs a suite in the extension host of a VS Code server, with a headless browser as its window. */
export async function runInServer(run: EditorRun): Promise<EditorExit> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-editor-'));
  const output = path.join(dir, 'output.txt');
  const results = process.env.TEST_RESULTS ?? path.join(dir, 'results.json');
  fs.writeFileSync(output, '');
  fs.rmSync(results, { force: true });
  const server = await startServer({
    driver: true,
    env: { TEST_OUTPUT: output, TEST_RESULTS: results },
    ...(run.settings ? { settings: run.settings } : {}),
    ...(run.locale ? { locale: run.locale } : {}),
  });
  const follower = followFile(output);
  try {
    const browser = await openBrowser();
    const messages: string[] = [];
    try {
      const outcome = judge(await drive(server, browser, run, messages), results);
      if (outcome.exit !== 0) await explain(outcome, results, messages, { run, server, browser });
      return outcome.exit;
    } finally {
      await browser.browser.close();
    }
  } finally {
    follower.stop();
    await server.stop();
    fs.rmSync(dir, { recursive: true, force: true });
  }
}

function drive(
  server: Server,
  { page }: OpenBrowser,
  run: EditorRun,
  messages: string[],
): Promise<Outcome> {
  const timeoutMs = run.timeoutMs ?? 600_000;
  return new Promise(done => {
    const fail = (reason: string, exit: EditorExit = 2): void => done({ exit, reason });
    const timer = setTimeout(() => fail(`no result within ${timeoutMs} ms`, 3), timeoutMs);
    timer.unref();
    page.on('crash', () => fail('the page crashed'));
    server.process.on('exit', code => fail(`the VS Code server ended (${code})`));
    const uri = (file: string): string => `vscode-remote://${server.authority}${file}`;
    const address = workbenchAddress(server, run.open, [
      ['extensionDevelopmentPath', uri(run.extension)],
      ['extensionTestsPath', uri(run.entry)],
      ['skipWelcome', 'true'],
      ['skipReleaseNotes', 'true'],
    ]);
    const open = async (): Promise<void> => {
      // VS Code's web workbench looks both up on its window
      await page.exposeFunction('codeAutomationLog', (level: string, args: unknown[]) => {
        messages.push(`[${level}] ${args.join(' ')}`);
      });
      await page.exposeFunction('codeAutomationExit', (code: number, logs: WindowLog[]) => {
        done({ exit: code === 0 ? 0 : 1, logs });
      });
      await page.goto(address, { waitUntil: 'commit' });
    };
    open().catch((error: unknown) => fail(String(error)));
  });
}

/** VS Code says 0 also when its extension host died in the middle: only the suite's own results count. */
function judge(outcome: Outcome, file: string): Outcome {
  if (!fs.existsSync(file)) {
    if (outcome.exit !== 0) return outcome;
    return { ...outcome, exit: 2, reason: 'the extension host ended before the suite did' };
  }
  const results = JSON.parse(fs.readFileSync(file, 'utf8')) as readonly TestResult[];
  const passed = results.some(result => result.state === 'passed');
  const failed = results.some(result => result.state === 'failed');
  return outcome.exit === 0 && (failed || !passed) ? { ...outcome, exit: 1 } : outcome;
}

async function explain(
  outcome: Outcome,
  results: string,
  messages: readonly string[],
  at: { run: EditorRun; server: Server; browser: OpenBrowser },
): Promise<void> {
  if (!fs.existsSync(results)) {
    console.error(outcome.reason ?? 'the suite ended before its tests');
    const errors = messages.filter(message => /^\[error\] .*Error/.test(message));
    for (const message of errors) console.error(message.split('\n').slice(0, 6).join('\n'));
  }
  const { keep } = at.run;
  if (!keep) return;
  fs.rmSync(keep, { recursive: true, force: true });
  fs.mkdirSync(keep, { recursive: true });
  fs.writeFileSync(path.join(keep, 'console.log'), messages.join('\n'));
  for (const log of outcome.logs ?? []) {
    const file = path.join(keep, 'window', log.relativePath);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, log.contents);
  }
  const serverLogs = path.join(at.server.dir, 'server/data/logs');
  if (fs.existsSync(serverLogs))
    fs.cpSync(serverLogs, path.join(keep, 'server'), { recursive: true });
  await at.browser.page.screenshot({ path: path.join(keep, 'window.png') }).catch(() => undefined); // a crashed page has no picture
  console.error(`logs: ${keep}`);
}

/** Prints what is added to a file. */
function followFile(file: string): { stop(): void } {
  let shown = 0;
  const show = (): void => {
    const text = fs.readFileSync(file);
    process.stdout.write(text.subarray(shown));
    shown = text.length;
  };
  const timer = setInterval(show, 200);
  return {
    stop: () => {
      clearInterval(timer);
      show();
    },
  };
}
