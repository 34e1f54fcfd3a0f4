/**
 * Asks once nothing has been wanted anew for a while; an answer that comes after something else
 * was wanted is dropped.
 */
export class Latest<Question, Answer> {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private turn = 0;

  constructor(
    private readonly ask: (question: Question) => Promise<Answer>,
    private readonly waitMs: number,
    private readonly tell: (question: Question, answer: Answer | undefined) => void,
  ) {}

  want(question: Question): void {
    const turn = this.drop();
    this.timer = setTimeout(() => {
      this.ask(question).then(
        answer => turn === this.turn && this.tell(question, answer),
        () => turn === this.turn && this.tell(question, undefined),
      );
    }, this.waitMs);
  }

  /** Wants nothing any more. */
  drop(): number {
    clearTimeout(this.timer);
    return ++this.turn;
  }
}
