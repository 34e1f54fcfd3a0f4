import type Docker from 'dockerode';
import { type TestEngine, testLabel } from '../lib/testEngine';
import { testImages } from '../lib/testImages';
import { type Workbench, withWorkbench } from '../lib/workbench';
import { appears, firstPaintFigures } from './firstPaint';
import { type Figure, median } from './stats';

/** What a user waits for: from the click or the engine's event to the row on the screen. */
export async function screenFigures(engine: TestEngine): Promise<Figure[]> {
  console.log('rows after an event');
  await fill(engine.docker, 100);
  const few = await rowDelays(engine);
  console.log('first paint');
  await fill(engine.docker, 500);
  const paint = await firstPaintFigures(engine);
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
