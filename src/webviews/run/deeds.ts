import { toCreateRequest } from '../../docker/run/create';
import type { RunSpec } from '../../docker/run/spec';
import type { RunEnd } from '../../protocol/run';
import type { Ask } from './formHost';

/** How long it is said that something was copied. */
const saidMs = 2000;

/** What the host does for the form. */
export class Deeds {
  /** What it said when it refused to run or pull; until something else is tried. */
  refusal = '';
  /** What was copied last, for a moment. */
  copied: 'line' | 'json' | undefined;

  constructor(
    private readonly ask: Ask,
    private readonly redraw: () => void,
  ) {}

  run(spec: RunSpec, end: RunEnd): Promise<void> {
    return this.try(() => this.ask('run', { spec, end }));
  }

  pull(image: string): Promise<void> {
    return this.try(() => this.ask('pull', image));
  }

  cancel(): void {
    void this.ask('cancel').catch(error => console.error(error));
  }

  /** Undefined where nothing was chosen. */
  async pick(what: 'file' | 'folder'): Promise<string | undefined> {
    return await this.ask('pick', what).catch(() => undefined);
  }

  copyLine(line: string): Promise<void> {
    return this.copy('line', line);
  }

  /** The body of POST /containers/create. */
  copyJson(spec: RunSpec, apiVersion = '1.47'): Promise<void> {
    return this.copy('json', JSON.stringify(toCreateRequest(spec, apiVersion).body, null, 2));
  }

  private async try(deed: () => Promise<unknown>): Promise<void> {
    this.refusal = '';
    this.redraw();
    try {
      await deed();
    } catch (error) {
      this.refusal = error instanceof Error ? error.message : String(error);
      this.redraw();
    }
  }

  private async copy(what: 'line' | 'json', text: string): Promise<void> {
    await this.ask('copy', text).catch(error => console.error(error));
    this.copied = what;
    this.redraw();
    setTimeout(() => {
      this.copied = undefined;
      this.redraw();
    }, saidMs);
  }
}
