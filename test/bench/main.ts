import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { repo } from '../lib/repo';
import { withEngine } from '../lib/testEngine';
import { manyThingsFigures } from './manyThings';
import { modelFigures } from './model';
import { runFormFigures } from './runForm';
import { runSpecFigures } from './runSpec';
import { screenFigures } from './screen';
import { type Figure, holds, row } from './stats';

/** Prints the table, and fails where a figure misses its limit. */
async function main(): Promise<void> {
  const figures: Figure[] = [];
  await withEngine(
    async engine => {
      process.env['SLIPWAY_TEST_CONTROL'] = engine.control.dir;
      figures.push(...(await screenFigures(engine)));
      console.log('against the command line');
      figures.push(...(await modelFigures(engine)));
      console.log('the form of a run');
      figures.push(...(await runFormFigures(engine)));
      console.log('many things');
      figures.push(...(await manyThingsFigures(engine)));
    },
    { images: true },
  );
  console.log('run lines');
  figures.push(...(await runSpecFigures()));
  const [cpu] = os.cpus();
  console.log(`\n${cpu?.model ?? ''}, ${os.cpus().length} cores, Node ${process.version}\n`);
  console.log('| what | measured | limit | |\n|---|---|---|---|');
  for (const figure of figures) console.log(row(figure));
  fs.writeFileSync(path.join(repo, 'out/bench.json'), JSON.stringify(figures, null, 2));
  const missed = figures.filter(figure => !holds(figure)).length;
  if (missed > 0) throw new Error(`${missed} of ${figures.length} figures miss their limit`);
}

main().catch(error => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
