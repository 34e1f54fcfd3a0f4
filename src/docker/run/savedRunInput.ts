import { asObject, asTexts, type KeyReader } from './savedRunReader';

/** What a run asks for, in the words of `tasks.json`. */
export type RunInput = TextInput | PickInput;

export interface TextInput {
  readonly id: string;
  readonly type: 'promptString';
  readonly description?: string;
  readonly default?: string;
  /** Not shown while it is typed. */
  readonly password?: boolean;
}

export interface PickInput {
  readonly id: string;
  readonly type: 'pickString';
  readonly description?: string;
  readonly default?: string;
  readonly options: readonly PickOption[];
}

export interface PickOption {
  readonly label: string;
  readonly value: string;
}

export const inputTypes = ['promptString', 'pickString'] as const;

export function readInputs(reader: KeyReader): readonly RunInput[] {
  const value = reader.value('inputs');
  if (value === undefined) return [];
  if (!Array.isArray(value)) {
    reader.fault('list', 'inputs');
    return [];
  }
  const seen = new Set<string>();
  return value.flatMap((one, index) => {
    const input = readInput(reader, `inputs[${index}]`, one);
    if (input && seen.has(input.id)) reader.fault('inputTwice', `inputs[${index}].id`, input.id);
    if (input) seen.add(input.id);
    return input ?? [];
  });
}

function readInput(reader: KeyReader, key: string, value: unknown): RunInput | undefined {
  const fields = asObject(value);
  if (fields === undefined) return reader.fault('object', key);
  const within = reader.within(key, fields);
  const id = within.text('id');
  if (id === undefined || !/^[\w.-]+$/.test(id)) return within.fault('inputId', 'id');
  const type = within.choice('type', inputTypes);
  if (type === undefined) {
    if (!('type' in fields)) within.fault('missing', 'type');
    return undefined;
  }
  const description = within.text('description');
  const preset = within.text('default');
  const shared = {
    id,
    ...(description !== undefined && { description }),
    ...(preset !== undefined && { default: preset }),
  };
  if (type === 'promptString') {
    const password = within.switch('password');
    within.refuseOthers();
    return { ...shared, type, ...(password !== undefined && { password }) };
  }
  const options = readPickOptions(within);
  within.refuseOthers();
  return options && { ...shared, type, options };
}

function readPickOptions(reader: KeyReader): readonly PickOption[] | undefined {
  const value = reader.value('options');
  if (!Array.isArray(value) || value.length === 0) return reader.fault('list', 'options');
  const texts = asTexts(value);
  if (texts) return texts.map(text => ({ label: text, value: text }));
  return value.flatMap((one, index): readonly PickOption[] => {
    if (typeof one === 'string') return [{ label: one, value: one }];
    const fields = asObject(one);
    const within = reader.within(`options[${index}]`, fields ?? {});
    const [label, text] = [within.text('label'), within.text('value')];
    if (label === undefined || text === undefined) {
      within.fault('text', label === undefined ? 'label' : 'value');
      return [];
    }
    within.refuseOthers();
    return [{ label, value: text }];
  });
}
