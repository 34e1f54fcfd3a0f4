import { longNames, type OptionName, optionOf } from './options';

/** The option that a misspelt flag most likely means. */
export function similarFlag(flag: string): OptionName | undefined {
  const name = flag.replace(/^-+/, '').toLowerCase().replaceAll('_', '-');
  if (name.length < 3 || name.length > 40) return undefined;
  const known = optionOf(name) ?? optionOf(name.replace(/s$/, '')) ?? optionOf(`${name}s`);
  if (known !== undefined) return known;
  const most = name.length < 6 ? 1 : 2;
  let best: { readonly name: string; readonly distance: number } | undefined;
  for (const candidate of longNames) {
    if (Math.abs(candidate.length - name.length) > most) continue;
    const distance = distanceOf(name, candidate);
    if (distance <= most && (best === undefined || distance < best.distance)) {
      best = { name: candidate, distance };
    }
  }
  return best && optionOf(best.name);
}

/** How many letters must be put in, taken out or changed to get the other. */
function distanceOf(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (const [column, match] of [...other].entries()) {
      const kept = (row[column] ?? 0) + (letter === match ? 0 : 1);
      next.push(Math.min(kept, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
