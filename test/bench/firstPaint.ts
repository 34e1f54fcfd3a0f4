import fs from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { faultProxy } from '../lib/faultProxy';
import { outFolder } from '../lib/repo';
import type { TestEngine } from '../lib/testEngine';
import { vsixFile, type Workbench, withWorkbench } from '../lib/workbench';
import { rawGet } from './multiplied';
import { type Figure, median, timed, timesOf } from './stats';

const rounds = 7;

/** Of test/bench/plain. */
const plainFile = path.join(outFolder, 'plain.vsix');

/** In milliseconds of one clock; each in a new editor, so that nothing is loaded yet. */
interface Paint {
  readonly click: number;
  /** The editor began to load the extension. */
  readonly loaded: number;
  /** The first request at the engine. */
  readonly asked: number;
  /** The first row of a container is on the screen. */
  readonly shown: number;
}

/** The first look at 500 containers, in turn with an extension that does nothing but the least. */
export async function firstPaintFigures({ socket }: TestEngine): Promise<Figure[]> {
  const raw: number[] = [];
  const ours: Paint[] = [];
  const plain: Paint[] = [];
  for (let i = 0; i < rounds; i++) {
    raw.push(...(await timesOf(5, () => timed(() => rawGet(socket, '/containers/json?all=1')))));
    ours.push(await onePaint(socket, { title: 'Slipway', id: 'slipway.slipway', vsix: vsixFile }));
    plain.push(
      await onePaint(socket, { title: 'Plain', id: 'slipway-bench.plain', vsix: plainFile }),
    );
  }
  return figuresOf(median(raw), ours, plain);
}

/**
 * The plain extension does nothing before its rows are asked for, so what it takes from being loaded
 * to its rows, less its GET, is the editor's own part. What Slipway takes beyond that part is its
 * activation, up to the first request, and its first paint, from there on.
 */
function figuresOf(raw: number, ours: readonly Paint[], plain: readonly Paint[]): Figure[] {
  const of = (paints: readonly Paint[], part: (paint: Paint) => number): number =>
    median(paints.map(part));
  const seen = ({ click, shown }: Paint): number => shown - click;
  const drawn = of(ours, ({ asked, shown }) => shown - asked);
  const editors = of(plain, ({ loaded, shown }) => shown - loaded) - raw;
  return [
    { what: 'one raw GET of 500 containers', value: raw, unit: 'ms' },
    {
      what: 'click on the icon → rows, of an extension with this GET and plain rows only',
      value: of(plain, seen),
      unit: 'ms',
    },
    { what: 'click on the icon → rows of 500 containers', value: of(ours, seen), unit: 'ms' },
    {
      what: 'click on the icon → the editor loads the extension',
      value: of(ours, ({ click, loaded }) => loaded - click),
      unit: 'ms',
    },
    {
      what: 'activation: the editor loads the extension → first request',
      value: of(ours, ({ loaded, asked }) => asked - loaded),
      unit: 'ms',
      limit: 100,
    },
    {
      what: 'first request → rows of 500 containers, the editor’s own part too',
      value: drawn,
      unit: 'ms',
    },
    { what: 'the editor’s own part, of the plain extension', value: editors, unit: 'ms' },
    {
      what: 'first paint: first request → rows, without the editor’s own part',
      value: drawn - editors,
      unit: 'ms',
      limit: Math.round(1.5 * raw + 50),
    },
  ];
}

interface Extension {
  readonly title: string;
  readonly id: string;
  readonly vsix: string;
}

async function onePaint(socket: string, { title, id, vsix }: Extension): Promise<Paint> {
  const proxy = await faultProxy(socket);
  const paint = { click: 0, loaded: 0, asked: 0, shown: 0 };
  try {
    await withWorkbench({ engine: proxy.host, vsix: [vsix] }, async workbench => {
      const { page } = workbench;
      const icon = page.locator(`.part.activitybar a.action-label[aria-label^="${title}"]`);
      await icon.waitFor();
      await page.waitForTimeout(8000); // the editor’s own start is over: it puts some of it off for five seconds
      await page.requestGC(); // nor is what it left behind collected within the measured time
      const watch = setInterval(() => {
        if (proxy.requests.length > 0) paint.asked ||= Date.now();
      }, 1);
      const shown = appears(page, 'zz-');
      paint.click = Date.now();
      await icon.click();
      paint.shown = await shown;
      clearInterval(watch);
      paint.loaded = loadedAt(workbench, id);
    });
  } finally {
    await proxy.close();
  }
  return paint;
}

/** When the extension host began to load an extension, by its own log. */
function loadedAt({ server }: Workbench, id: string): number {
  const logs = path.join(server.dir, 'user/logs');
  const files = fs.readdirSync(logs, { recursive: true }).map(String);
  const lines = files
    .filter(file => file.endsWith('exthost.log'))
    .flatMap(file => fs.readFileSync(path.join(logs, file), 'utf8').split('\n'));
  const line = lines.find(text => text.includes(`_doActivateExtension ${id},`)) ?? '';
  const at = Date.parse(line.slice(0, '2026-01-01 00:00:00.000'.length));
  if (Number.isNaN(at)) throw new Error(`the editor's log does not say when it loaded ${id}`);
  return at;
}

/** The time at which a row of that name is in the page, by the page's own observer. */
export async function appears(page: Page, name: string): Promise<number> {
  const row = `.part.sidebar .monaco-list-row[role="treeitem"][aria-label*="${name}"]`;
  // As text, for the page's world is not that of this file.
  return page.evaluate<number>(`new Promise(done => {
    const look = () => document.querySelector(${JSON.stringify(row)}) !== null;
    if (look()) return done(Date.now());
    setTimeout(() => done(NaN), 30_000); // it never came
    const observer = new MutationObserver(() => {
      if (!look()) return;
      observer.disconnect();
      requestAnimationFrame(() => done(Date.now()));
    });
    observer.observe(document.body, { childList: true, subtree: true, attributes: true });
  })`);
}
