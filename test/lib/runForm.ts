import { parseRun } from '../../src/docker/run/parse';
import type { RunSpec } from '../../src/docker/run/spec';
import { pullImage } from '../../src/engine/pull';
import type { Host } from '../../src/model/host';
import type { RunParts } from '../../src/panels/runParts';
import { RunWorker } from '../../src/panels/runWorker';
import type { RunWork } from '../../src/protocol/run';
import type { CommandLog } from '../../src/ui/commandLog';

/** The spec of a line, with the label of what tests make. */
export function specOf(line: string): RunSpec {
  const { spec } = parseRun(line, { shell: 'bash' });
  return { ...spec, options: { ...spec.options, label: ['slipway.test=1'] } };
}

/** A worker without an editor: pulls without a login, and notes what it would open. */
export class Worker {
  readonly works: RunWork[] = [];
  readonly said: string[] = [];
  readonly opened: string[] = [];
  readonly worker: RunWorker;
  folder: string | undefined;

  constructor(host: Host, parts: Partial<RunParts> = {}) {
    const own: RunParts = {
      pull: async ({ engine }, { reference, platform, signal, onState }) => {
        for await (const state of pullImage(engine, reference, { platform, signal }))
          onState(state);
      },
      attach: async (_, id) => void this.opened.push(`attach ${id}`),
      logs: key => void this.opened.push(`logs ${key}`),
      shell: key => void this.opened.push(`shell ${key}`),
      browse: key => void this.opened.push(`browse ${key}`),
      ...parts,
    };
    const said = { say: (...words: string[]) => this.said.push(words.join(' ')) };
    this.worker = new RunWorker(
      host,
      own,
      said as unknown as CommandLog,
      () => this.folder,
      () => void this.works.push(this.worker.work),
    );
  }

  get last(): RunWork {
    return this.worker.work;
  }

  /** The phases in order, each once. */
  get phases(): readonly RunWork['phase'][] {
    const phases = this.works.map(({ phase }) => phase);
    return phases.filter((phase, at) => phase !== phases[at - 1]);
  }
}
