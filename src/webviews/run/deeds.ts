import { toCompose } from '../../docker/run/compose';
import { toCreateRequest } from '../../docker/run/create';
import { formatRun } from '../../docker/run/format';
import type { Shell } from '../../docker/run/shellWord';
import type { RunSpec } from '../../docker/run/spec';
import type { RunOpening, RunWish, SaveWanted } from '../../protocol/run';
import type { Draft } from './draft';
import type { Ask } from './formHost';

/** A line for a shell, a compose file, or the body of POST /containers/create. */
export type CopyForm = Shell | 'compose' | 'json';

/** How long it is said that something was copied. */
const saidMs = 2000;

/** What the host does for the form. */
export class Deeds {
  /** What it said when it refused to run or pull; until something else is tried. */
  refusal = '';
  /** What was copied last, for a moment. */
  copied: CopyForm | undefined;
  /** The flags that the last compose file does not have, and the run it was made of. */
  left: readonly string[] = [];
  leftOf: RunSpec | undefined;

  constructor(
    private readonly ask: Ask,
    private readonly redraw: () => void,
  ) {}

  run(wanted: RunWish): Promise<void> {
    return this.try(() => this.ask('run', wanted));
  }

  /** Whether it was saved. */
  async save(wanted: SaveWanted): Promise<boolean> {
    let isSaved = false;
    await this.try(async () => {
      isSaved = await this.ask('save', wanted);
    });
    return isSaved;
  }

  open(what: RunOpening): Promise<void> {
    return this.try(() => this.ask('open', what));
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

  copy(as: CopyForm, draft: Draft, apiVersion?: string): Promise<void> {
    const { spec } = draft;
    this.leftOf = undefined;
    if (as === 'json') return this.write(as, jsonOf(spec, apiVersion));
    if (as !== 'compose') return this.write(as, lineOf(draft, as));
    const { text, left } = toCompose(spec);
    this.left = left;
    this.leftOf = spec;
    return this.write(as, text);
  }

  refuse(error: unknown): void {
    this.refusal = error instanceof Error ? error.message : String(error);
    this.redraw();
  }

  private async try(deed: () => Promise<unknown>): Promise<void> {
    this.refusal = '';
    this.redraw();
    try {
      await deed();
    } catch (error) {
      this.refuse(error);
    }
  }

  private async write(what: CopyForm, text: string): Promise<void> {
    await this.ask('copy', text).catch(error => console.error(error));
    this.copied = what;
    this.redraw();
    setTimeout(() => {
      this.copied = undefined;
      this.redraw();
    }, saidMs);
  }
}

/** The line that is there, as it was typed, where it is one for that shell. */
function lineOf({ spec, line, shell, layout }: Draft, as: Shell): string {
  return as === shell ? line : formatRun(spec, as, layout);
}

function jsonOf(spec: RunSpec, apiVersion = '1.47'): string {
  return JSON.stringify(toCreateRequest(spec, apiVersion).body, null, 2);
}
