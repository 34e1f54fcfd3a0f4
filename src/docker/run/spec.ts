import type { ListName, SwitchName, TextName } from './options';

/** The options by their long names, values as they were written. Not given: not there. */
export type RunOptions = {
  readonly [Name in SwitchName]?: boolean;
} & {
  readonly [Name in TextName]?: string;
} & {
  readonly [Name in ListName]?: readonly string[];
};

/** An option that Docker does not have; kept, so that no word of a line is lost. */
export interface UnknownOption {
  /** With its hyphens. */
  readonly flag: string;
  /** Undefined where none was written, or none could be told from what follows. */
  readonly value?: string;
}

/** What a `docker run` asks for, in the words of its options. Plain data: it survives JSON. */
export interface RunSpec {
  readonly action: 'run' | 'create';
  /** Options of docker itself, before the command: `--context`, `-H` …, word by word. */
  readonly globals?: readonly string[];
  readonly options: RunOptions;
  readonly unknown?: readonly UnknownOption[];
  /** Empty where the line has none (yet). */
  readonly image: string;
  /** Instead of the image's own command; empty: the image's. */
  readonly command: readonly string[];
}

export const emptySpec: RunSpec = { action: 'run', options: {}, image: '', command: [] };

export function listOf({ options }: RunSpec, name: ListName): readonly string[] {
  return options[name] ?? [];
}

/** The text of an option; empty where it is not given. */
export function textOf({ options }: RunSpec, name: TextName): string {
  return options[name] ?? '';
}

export function isOn({ options }: RunSpec, name: SwitchName): boolean {
  return options[name] ?? false;
}
