/** Why a file is no saved run. */
export type SavedFaultCode =
  | 'tooLong'
  /** `args`: the line. */
  | 'json'
  | 'object'
  | 'missing'
  | 'unknown'
  /** `args`: the option that may be meant, where there is one. */
  | 'option'
  | 'text'
  | 'textOrNumber'
  | 'texts'
  | 'switch'
  | 'list'
  /** `args`: what it can be. */
  | 'choice'
  | 'inputId'
  /** `args`: the id. */
  | 'inputTwice';

export interface SavedFault {
  readonly code: SavedFaultCode;
  /** Where, as `options.memory` or `inputs[0].type`; empty: the whole. */
  readonly key: string;
  readonly args?: readonly string[];
}

type Fields = Readonly<Record<string, unknown>>;

/** Undefined for what is no object. */
export function asObject(value: unknown): Fields | undefined {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as Fields) : undefined;
}

export function asTexts(value: unknown): readonly string[] | undefined {
  const isTexts = Array.isArray(value) && value.every(one => typeof one === 'string');
  return isTexts ? value : undefined;
}

/** Reads the keys of an object one after the other, and notes what is wrong with them. */
export class KeyReader {
  readonly faults: SavedFault[];
  readonly #known = new Set<string>();

  constructor(
    readonly fields: Fields,
    private readonly path = '',
    faults: SavedFault[] = [],
  ) {
    this.faults = faults;
  }

  /** The same for an object within this one. */
  within(key: string, fields: Fields): KeyReader {
    return new KeyReader(fields, this.#pathOf(key), this.faults);
  }

  text(key: string): string | undefined {
    const value = this.value(key);
    if (value === undefined || typeof value === 'string') return value;
    return this.fault('text', key);
  }

  texts(key: string): readonly string[] | undefined {
    const value = this.value(key);
    return value === undefined ? undefined : (asTexts(value) ?? this.fault('texts', key));
  }

  switch(key: string): boolean | undefined {
    const value = this.value(key);
    if (value === undefined || typeof value === 'boolean') return value;
    return this.fault('switch', key);
  }

  choice<T extends string>(key: string, all: readonly T[]): T | undefined {
    const value = this.value(key);
    if (value === undefined) return undefined;
    return all.find(one => one === value) ?? this.fault('choice', key, all.join(', '));
  }

  /** Undefined where it is not there; what is null is there. */
  value(key: string): unknown {
    this.#known.add(key);
    return Object.hasOwn(this.fields, key) ? this.fields[key] : undefined;
  }

  fault(code: SavedFaultCode, key: string, ...args: readonly string[]): undefined {
    this.faults.push({ code, key: this.#pathOf(key), ...(args.length > 0 && { args }) });
  }

  /** Every key that nobody asked for. */
  refuseOthers(): void {
    for (const key of Object.keys(this.fields)) {
      if (!this.#known.has(key)) this.fault('unknown', key);
    }
  }

  #pathOf(key: string): string {
    return this.path === '' ? key : `${this.path}.${key}`;
  }
}
