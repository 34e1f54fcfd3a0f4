import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { toCreateRequest } from '../../src/docker/run/create';
import { parseRun } from '../../src/docker/run/parse';
import { validateSpec } from '../../src/docker/run/validate';
import { connect, type Engine } from '../../src/engine/connection';
import { readContainerNow } from '../../src/engine/containerNow';
import { createContainer } from '../../src/engine/containerRun';
import { startContainer } from '../../src/engine/containerVerbs';
import { endpointAt } from '../lib/endpointAt';
import { faultProxy } from '../lib/faultProxy';
import type { TestEngine } from '../lib/testEngine';
import { testImages } from '../lib/testImages';
import { type Workbench, withWorkbench } from '../lib/workbench';
import { line } from './runSpec';
import { type Figure, median, quantile, timed } from './stats';

const run = promisify(execFile);

/** The form of a run: how soon it can be used, how it follows the keys, and what Run itself takes. */
export async function runFormFigures(engine: TestEngine): Promise<Figure[]> {
  return [...(await onScreen(engine)), ...(await againstCli(engine))];
}

async function onScreen({ socket }: TestEngine): Promise<Figure[]> {
  const opened: Opening[] = [];
  let keys: Keys = { inLine: [], inForm: [] };
  const proxy = await faultProxy(socket);
  try {
    await withWorkbench({ engine: proxy.host, height: 1100 }, async workbench => {
      await workbench.page.addInitScript({ content: noteUsable });
      await workbench.openContainer('Slipway');
      await workbench.openPane('Images');
      for (let i = 0; i < openings; i++) opened.push(await oneOpening(workbench, proxy.answers));
      keys = await keystrokes(workbench);
    });
  } finally {
    await proxy.close();
  }
  const of = (part: (opening: Opening) => number): number => median(opened.map(part));
  return [
    {
      what: 'Run on an image → its form can be used, all told',
      value: of(({ clicked, usable }) => usable - clicked),
      unit: 'ms',
    },
    {
      what: 'the image’s inspect answers → its form can be used',
      value: of(({ answered, usable }) => usable - answered),
      unit: 'ms',
      limit: 300,
    },
    keyFigure('a key in a line of 40 options → the form follows, 95 of 100', keys.inLine),
    keyFigure('a key in the form → the line of 40 options follows, 95 of 100', keys.inForm),
  ];
}

function keyFigure(what: string, times: readonly number[]): Figure {
  return { what, value: quantile(times, 0.95), unit: 'ms', limit: 16 };
}

const openings = 9;
const strokes = 60;

/** In milliseconds of one clock. */
interface Opening {
  readonly clicked: number;
  /** The last byte of the image's inspect. */
  readonly answered: number;
  /** Drawn, with what the image brings in it. */
  readonly usable: number;
}

/**
 * When the command that the image brings is drawn, told by the frame around the page's own, which is
 * written anew as it opens. As text, for the frames' world is another.
 */
const noteUsable = `
  const look = () => {
    const page = document.querySelector('iframe#active-frame')?.contentDocument;
    const isThere = Boolean(page?.querySelector('[data-part="command"] .inherited'));
    if (isThere) window.usableAt = Date.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
`;

async function oneOpening(
  workbench: Workbench,
  answers: { readonly asked: string; readonly at: number }[],
): Promise<Opening> {
  const row = workbench.row(testImages.web);
  await row.hover();
  const button = row.locator('.action-label[aria-label^="Run Image"]');
  await button.waitFor();
  answers.length = 0;
  const clicked = Date.now();
  await button.click();
  const command = workbench.webview.locator('[data-part="command"] .inherited');
  await command.waitFor();
  const around = workbench.page.locator('iframe.webview.ready:visible').contentFrame();
  const usable = Number(await around.locator('body').evaluate('window.usableAt'));
  const answered = answers.find(({ asked }) => /GET .*\/images\/.+\/json/.test(asked))?.at;
  if (answered === undefined) throw new Error('the form did not ask for its image');
  await workbench.command('View: Close All Editors');
  await workbench.page.waitForTimeout(500);
  return { clicked, answered, usable };
}

/** From each key to the other side, in milliseconds. */
interface Keys {
  readonly inLine: readonly number[];
  readonly inForm: readonly number[];
}

async function keystrokes(workbench: Workbench): Promise<Keys> {
  const { page, webview } = workbench;
  await workbench.command('Docker: Run Container…');
  const text = webview.locator('#line');
  await text.fill(line);
  const name = webview.locator('#o-name');
  await page.waitForTimeout(1000);
  // Behind the name, in both.
  await text.click();
  await text.evaluate(`(() => {
    const text = document.querySelector('#line');
    const at = text.value.indexOf('--name web') + '--name web'.length;
    text.setSelectionRange(at, at);
  })()`);
  const inLine = await typed(workbench, async () => (await name.inputValue()).length);
  await name.click();
  await page.keyboard.press('End');
  const inForm = await typed(workbench, async () => nameIn(await text.inputValue()).length);
  return { inLine, inForm };
}

function nameIn(text: string): string {
  return /--name (\S+)/.exec(text)?.[1] ?? '';
}

/** The page's own times, from the key to all that hangs on it, laid out. */
async function typed(workbench: Workbench, length: () => Promise<number>): Promise<number[]> {
  const { page, webview } = workbench;
  const root = webview.locator('slipway-run');
  await root.evaluate(`(() => {
    const root = document.querySelector('slipway-run');
    let pressed = 0;
    window.keyTimes = [];
    document.onkeydown = event => { pressed = event.timeStamp; };
    root.oninput = async () => {
      await root.updateComplete;
      root.getBoundingClientRect();
      window.keyTimes.push(performance.now() - pressed);
    };
  })()`);
  const before = await length();
  for (let i = 0; i < strokes; i++) {
    await page.keyboard.press('abcdefgh'[i % 8] ?? 'a');
    await page.waitForTimeout(40);
  }
  const grown = (await length()) - before;
  if (grown !== strokes) throw new Error(`the other side took ${grown} of ${strokes} keys`);
  return (await root.evaluate('window.keyTimes')) as number[];
}

const pairs = 15;

/** What `docker run -d` does, in turn with the same by the functions that the form's Run calls. */
async function againstCli({ socket, host, docker }: TestEngine): Promise<Figure[]> {
  const engine = await connect(endpointAt(socket));
  const cli: number[] = [];
  const ours: number[] = [];
  const words = ['run', '-d', '--stop-signal', 'KILL', testImages.busybox, 'sleep', '3600'];
  const env = { PATH: process.env['PATH'], HOME: '/nonexistent', DOCKER_HOST: host };
  // The next begins on an engine that has come to rest.
  const remove = async (id: string): Promise<void> => {
    await docker.getContainer(id).remove({ force: true, v: true });
    await new Promise(resolve => setTimeout(resolve, 400));
  };
  try {
    for (let i = 0; i <= pairs; i++) {
      let id = '';
      const byCli = await timed(async () => {
        id = (await run('docker', words, { env })).stdout.trim();
      });
      await remove(id);
      const byUs = await timed(async () => {
        id = await runOurs(engine, `docker ${words.join(' ')}`);
      });
      await remove(id);
      if (i === 0) continue; // the first of each is not counted
      cli.push(byCli);
      ours.push(byUs);
    }
  } finally {
    engine.close();
  }
  return [
    { what: '`docker run -d` by the command line', value: median(cli), unit: 'ms' },
    { what: 'the same container created and started by us', value: median(ours), unit: 'ms' },
    {
      what: 'a run, ours ÷ the command line’s',
      value: median(ours.map((time, i) => time / (cli[i] ?? Number.NaN))),
      unit: '×',
      limit: 0.8,
    },
  ];
}

async function runOurs(engine: Engine, text: string): Promise<string> {
  const { spec } = parseRun(text, { shell: 'bash' });
  const { apiVersion } = engine;
  const problems = validateSpec(spec, { apiVersion });
  if (problems.length > 0) throw new Error(`not a run: ${problems[0]?.code}`);
  const id = await createContainer(engine, toCreateRequest(spec, apiVersion));
  await readContainerNow(engine, id);
  await startContainer(engine, id);
  return id;
}
