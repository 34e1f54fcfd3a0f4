import { isSecretName } from '../../docker/secretName';

/** Which variables are secret: by their names, or as the user says. */
export class SecretMarks {
  private marked: readonly string[] = [];

  constructor(private readonly changed: () => void) {}

  /** Those that the user marked, in an order of their own. */
  get names(): readonly string[] {
    return this.marked;
  }

  has(name: string): boolean {
    return isSecretName(name) || this.marked.includes(name);
  }

  /** As they were kept. */
  restore(names: readonly string[]): void {
    this.marked = [...new Set(names)].sort();
  }

  mark(name: string, isSecret: boolean): void {
    const others = this.marked.filter(one => one !== name);
    this.restore(isSecret ? [...others, name] : others);
    this.changed();
  }

  /** A marked variable stays marked under the name that it gets; its row is changed next. */
  rename(from: string, to: string): void {
    this.restore(this.marked.map(name => (name === from ? to : name)));
  }
}
