import { connect } from '../../src/engine/connection';
import { findEndpoint } from '../../src/engine/endpoints';
import { FileJournal } from '../../src/engine/recreate/fileJournal';
import { changeLive } from '../../src/engine/recreate/live';
import { planFor, readChangeable } from '../../src/engine/recreate/read';

/**
 * A process of its own that changes a container as it is and is killed in the middle, as an editor
 * may be: it gets another address in its network, a network for another one, another name and a
 * limit.
 * usage: node liveChild.js HOST CONTAINER FOLDER NETWORK STEP_NUMBER AFTER_MS
 */
async function main(args: string[]): Promise<void> {
  const [host = '', name = '', folder = '', network = '', at = '', afterMs = ''] = args;
  const world = { env: {}, home: '/nonexistent', platform: process.platform };
  const engine = await connect(await findEndpoint(host, world));
  const changeable = await readChangeable(engine, name);
  const { spec } = changeable;
  const { ip = '', network: now = [] } = spec.options;
  const wanted = {
    name: `${name}-b`,
    ip: ip.replace(/77$/, '78'),
    network: [now[0] ?? '', network],
    memory: '64m',
  };
  const plan = planFor(changeable, { spec: { ...spec, options: { ...spec.options, ...wanted } } });
  if (plan.kind !== 'live') throw new Error(`a live change was expected, not ${plan.kind}`);
  const kill = (): unknown => process.kill(process.pid, 'SIGKILL');
  let steps = 0;
  await changeLive(engine, changeable.facts.container.Id ?? '', plan.live, {
    journal: new FileJournal(folder),
    host: 'test',
    onStep: () => {
      if (`${++steps}` === at) setTimeout(kill, Number(afterMs));
    },
  });
  kill();
}

void main(process.argv.slice(2));
