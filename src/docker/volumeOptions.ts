import { toRecord, validateOption } from './keyValue';
import { type Problem, problem } from './problem';

const known = ['type', 'o', 'device', 'size'];

/** Checks a new volume's driver options. What only the local driver wants is asked of it alone. */
export function validateVolumeOptions(
  driver: string,
  texts: readonly string[],
): Problem | undefined {
  const wrong = texts.map(validateOption).find(found => found !== undefined);
  if (wrong !== undefined || (driver !== 'local' && driver !== '')) return wrong;
  const options = toRecord(texts);
  const unknown = Object.keys(options).find(key => !known.includes(key));
  if (unknown !== undefined) return problem('option.unknown', unknown, known.join(', '));
  const mounts = ['type', 'o', 'device'].some(key => options[key] !== undefined);
  const missing = ['type', 'device'].find(key => mounts && options[key] === undefined);
  return missing === undefined ? undefined : problem('option.missing', missing);
}
