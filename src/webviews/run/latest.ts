/**
 * Asks once nothing has been wanted anew for a while, the first time at once: nobody is typing yet.
 * An answer that comes after something else was wanted is dropped.
 */
export class Latest<Question, Answer> {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private turn = 0;
  private isFirst = true;

  constructor(
    private readonly ask: (question: Question) => Promise<Answer>,
    private readonly waitMs: number,
    private readonly tell: (question: Question, answer: Answer | undefined) => void,
  ) {}

  want(question: Question): void {
    const turn = this.drop();
    const waitMs = this.isFirst ? 0 : this.waitMs;
    this.isFirst = false;
    this.timer = setTimeout(() => {
      this.ask(question).then(
        answer => turn === this.turn && this.tell(question, answer),
        () => turn === this.turn && this.tell(question, undefined),
      );
    }, waitMs);
  }

  /** Wants nothing any more. */
  drop(): number {
    clearTimeout(this.timer);
    return ++this.turn;
  }
}
