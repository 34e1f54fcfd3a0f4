import type { ChangeAsk, ChangeState } from '../../protocol/change';
import type { Ask } from './formHost';

/** What the user decides beside the form, where a container is changed. */
export class ChangeForm {
  /** Whether the files outside its volumes go into an image first. */
  isCommitting = false;
  /** Undefined: as it is proposed. */
  private name: string | undefined;
  /** What the host refused; until something else is tried. */
  refusal = '';

  constructor(
    private readonly host: Ask,
    private readonly redraw: () => void,
  ) {}

  commitName({ review }: ChangeState): string {
    return this.name ?? review?.data?.commit?.name ?? '';
  }

  nameCommit(name: string): void {
    this.name = name;
    this.redraw();
  }

  commit(isCommitting: boolean): void {
    this.isCommitting = isCommitting;
    this.redraw();
  }

  apply(state: ChangeState): Promise<void> {
    const canCommit = state.review?.data?.commit !== undefined;
    const commit = this.commitName(state);
    return this.ask({ do: 'apply', ...(canCommit && this.isCommitting && { commit }) });
  }

  async ask(asked: ChangeAsk): Promise<void> {
    this.refusal = '';
    // What is kept is decided anew for each change.
    if (asked.do === 'review') this.isCommitting = false;
    try {
      await this.host('change', asked);
    } catch (error) {
      this.refusal = error instanceof Error ? error.message : String(error);
    }
    this.redraw();
  }
}

/** Whether the form gives way to what a change does, or did. */
export function isInSight({ phase }: ChangeState): boolean {
  return phase !== 'editing' && phase !== 'reading';
}
