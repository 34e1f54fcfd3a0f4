import fs from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

export interface BrowserOptions {
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'dark' | 'light';
  /** As browsers say it, such as `zh-CN`. */
  readonly language?: string;
  /** Pixels for each CSS pixel; 2 for pictures in a README. */
  readonly scale?: number;
}

export interface OpenBrowser {
  readonly browser: Browser;
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the page asked of other machines, and was refused. */
  readonly refused: readonly string[];
}

/** A headless Chromium that reaches this machine only. */
export async function openBrowser(options: BrowserOptions = {}): Promise<OpenBrowser> {
  const { width = 1280, height = 800, scale = 1 } = options;
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    // it ends with this process; who starts a server decides what a signal does
    ...{ handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false },
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
      ...[
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-dev-shm-usage',
      ],
      '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost',
    ],
  });
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: scale,
    locale: options.language ?? 'en-US',
    colorScheme: options.colorScheme ?? 'dark',
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const refused: string[] = [];
  const outside = (url: URL): boolean =>
    /^https?:$/.test(url.protocol) && !['127.0.0.1', 'localhost'].includes(url.hostname);
  await context.route(outside, route => {
    refused.push(route.request().url());
    return route.abort('blockedbyclient');
  });
  // The front of a server gives a window the key to its secret storage; ours has no front.
  await context.route('**/mint-key', route => route.fulfill({ body: Buffer.alloc(32, 7) }));
  return { browser, context, page: await context.newPage(), refused };
}

function chromiumPath(): string {
  const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
  const usual = ['chromium', 'chromium-browser', 'google-chrome'].map(name => `/usr/bin/${name}`);
  const found = [process.env.CHROMIUM, ...usual, mac].find(file => file && fs.existsSync(file));
  if (!found)
    throw new Error('No Chromium: install the package chromium, or name one in CHROMIUM.');
  return found;
}
