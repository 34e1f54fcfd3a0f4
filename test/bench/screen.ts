import type Docker from 'dockerode';
import type { Page } from 'playwright-core';
import { faultProxy } from '../lib/faultProxy';
import { type TestEngine, testLabel } from '../lib/testEngine';
import { testImages } from '../lib/testImages';
import { type Workbench, withWorkbench } from '../lib/workbench';
import { rawGet } from './multiplied';
import { type Figure, median, timed, timesOf } from './stats';

/** What a user waits for: from the click or the engine's event to the row on the screen. */
export async function screenFigures(engine: TestEngine): Promise<Figure[]> {
  console.log('rows after an event');
  await fill(engine.docker, 100);
  const few = await rowDelays(engine);
  console.log('first paint');
  await fill(engine.docker, 500);
  const paint = await firstPaint(engine);
  console.log('rows after an event, among many');
  await fill(engine.docker, 1000);
  const many = await rowDelays(engine);
  return [
    ...paint,
    {
      what: 'container made → its row on the screen, 100 others',
      value: median(few),
      unit: 'ms',
      limit: 150,
    },
    {
      what: 'the same with 1,000 others',
      value: median(many),
      unit: 'ms',
      limit: 150,
    },
    { what: 'growth from 100 to 1,000', value: median(many) / median(few), unit: '×', limit: 1.2 },
  ];
}

/** Makes containers until there are so many; none of them is started. */
export async function fill(docker: Docker, count: number): Promise<void> {
  const there = (await docker.listContainers({ all: true })).length;
  const numbers = Array.from({ length: count - there }, (_, n) => there + n);
  const make = async (): Promise<void> => {
    for (let number = numbers.pop(); number !== undefined; number = numbers.pop()) {
      await docker.createContainer({
        Image: testImages.busybox,
        Cmd: ['true'],
        name: `zz-${String(number).padStart(5, '0')}`,
        Labels: testLabel,
      });
    }
  };
  await Promise.all(Array.from({ length: 6 }, make));
}

async function firstPaint({ socket }: TestEngine): Promise<Figure[]> {
  const raw = await timesOf(11, () => timed(() => rawGet(socket, '/containers/json?all=1')));
  const paints: Paint[] = [];
  for (let i = 0; i < 5; i++) paints.push(await onePaint(socket));
  const of = (part: (paint: Paint) => number): number => median(paints.map(part));
  return [
    { what: 'one raw GET of 500 containers', value: median(raw), unit: 'ms' },
    {
      what: 'click on the icon → first request (the editor starts the extension)',
      value: of(({ click, asked }) => asked - click),
      unit: 'ms',
    },
    {
      what: 'first request → rows of 500 containers on the screen',
      value: of(({ asked, shown }) => shown - asked),
      unit: 'ms',
      limit: Math.round(1.5 * median(raw) + 50),
    },
  ];
}

interface Paint {
  readonly click: number;
  readonly asked: number;
  readonly shown: number;
}

/** In a new editor, so that nothing is loaded yet. */
async function onePaint(socket: string): Promise<Paint> {
  const proxy = await faultProxy(socket);
  const paint = { click: 0, asked: 0, shown: 0 };
  try {
    await withWorkbench({ engine: proxy.host }, async ({ page }) => {
      const icon = page.locator('.part.activitybar a.action-label[aria-label^="Slipway"]');
      await icon.waitFor();
      await page.waitForTimeout(2000); // the editor's own start is over
      const watch = setInterval(() => {
        if (proxy.requests.length > 0) paint.asked ||= Date.now();
      }, 1);
      const shown = appears(page, 'zz-');
      paint.click = Date.now();
      await icon.click();
      paint.shown = await shown;
      clearInterval(watch);
    });
  } finally {
    await proxy.close();
  }
  return paint;
}

/** From the moment the engine says that a container is there, to its row. */
async function rowDelays({ docker, host }: TestEngine): Promise<number[]> {
  const delays: number[] = [];
  await withWorkbench({ engine: host }, async workbench => {
    await workbench.openContainer('Slipway');
    await workbench.row('Container zz-').waitFor();
    await workbench.page.waitForTimeout(1000);
    for (let i = 0; i < 25; i++) delays.push(await oneRow(workbench, docker, i));
  });
  return delays;
}

async function oneRow(workbench: Workbench, docker: Docker, number: number): Promise<number> {
  const name = `aa-${Date.now()}-${number}`;
  const shown = appears(workbench.page, name);
  const container = await docker.createContainer({
    Image: testImages.busybox,
    Cmd: ['sleep', '60'],
    name,
    Labels: testLabel,
    StopSignal: 'SIGKILL',
  });
  const created = Date.now();
  try {
    await container.start();
    return (await shown) - created;
  } finally {
    await container.remove({ force: true });
    await workbench.page.waitForTimeout(300);
  }
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
