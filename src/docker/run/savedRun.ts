import { type RunInput, readInputs } from './savedRunInput';
import { readOptions } from './savedRunOptions';
import { asObject, KeyReader, type SavedFault } from './savedRunReader';
import { isOn, type RunSpec } from './spec';

/** What is done with the container of a saved run once it is made. */
export const savedModes = ['start', 'attach', 'logs', 'create'] as const;
export type SavedMode = (typeof savedModes)[number];

/** A run as a file has it, for whoever opens the folder. */
export interface SavedRun {
  readonly title?: string;
  readonly description?: string;
  /** Its texts may have variables in them. */
  readonly spec: RunSpec;
  readonly mode: SavedMode;
  /** What is asked for when it is run. */
  readonly inputs: readonly RunInput[];
}

export type ReadSavedRun =
  | { readonly run: SavedRun; readonly faults?: undefined }
  | { readonly run?: undefined; readonly faults: readonly SavedFault[] };

/** Far more than anyone writes, in characters. */
const longest = 1_000_000;

/** Reads a file as it stands: whatever cannot be understood is named, nothing is guessed. */
export function readSavedRun(text: string): ReadSavedRun {
  if (text.length > longest) return { faults: [{ code: 'tooLong', key: '' }] };
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    return { faults: [{ code: 'json', key: '', args: placeOf(text, error) }] };
  }
  return readSavedValue(value);
}

/** The same of what was read already: a task has it in another file. */
export function readSavedValue(value: unknown): ReadSavedRun {
  const fields = asObject(value);
  if (fields === undefined) return { faults: [{ code: 'object', key: '' }] };
  const reader = new KeyReader(fields);
  const title = reader.text('title');
  const description = reader.text('description');
  reader.text('$schema');
  const image = reader.text('image');
  if (image === undefined && !('image' in fields)) reader.fault('missing', 'image');
  const command = reader.texts('command') ?? [];
  const options = readOptions(reader);
  const inputs = readInputs(reader);
  const mode = reader.choice('mode', savedModes);
  reader.refuseOthers();
  if (reader.faults.length > 0) return { faults: reader.faults };
  const spec: RunSpec = { action: 'run', options, image: image ?? '', command };
  return {
    run: {
      ...(title !== undefined && { title }),
      ...(description !== undefined && { description }),
      ...{ spec, mode: mode ?? usualMode(spec), inputs },
    },
  };
}

/** In an order in which one reads it. */
export function writeSavedRun({ title, description, spec, mode, inputs }: SavedRun): string {
  const { detach: _, ...options } = spec.options;
  const fields = {
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    image: spec.image,
    ...(spec.command.length > 0 && { command: spec.command }),
    ...(Object.keys(options).length > 0 && { options }),
    mode,
    ...(inputs.length > 0 && { inputs }),
  };
  return `${JSON.stringify(fields, null, 2)}\n`;
}

/** What waits for somebody to type is of no use in the background. */
export function usualMode(spec: RunSpec): SavedMode {
  return isOn(spec, 'interactive') && !isOn(spec, 'detach') ? 'attach' : 'start';
}

/** The line in which a text stops being JSON, counted from 1. */
function placeOf(text: string, error: unknown): readonly string[] {
  const at = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
  const before = text.slice(0, at === undefined ? text.length : Number(at));
  return [String(before.split('\n').length)];
}
