/** As much of a container as a name is compared with. */
export interface Nameable {
  readonly name: string;
  /** Whole, or its first twelve digits. */
  readonly id: string;
}

/**
 * The container that a text stands for, as the engine takes it: its name, its id, or the beginning
 * of the id of no more than one.
 *
 * @returns `many` where it is the beginning of more than one id, which the engine refuses
 */
export function namedContainer<T extends Nameable>(
  text: string,
  containers: readonly T[],
): T | 'many' | undefined {
  const named = containers.find(({ name }) => name === text);
  if (named !== undefined || !/^[0-9a-f]{1,64}$/.test(text)) return named;
  const [first, ...more] = containers.filter(
    ({ id }) => id.startsWith(text) || text.startsWith(id),
  );
  return more.length > 0 ? 'many' : first;
}
