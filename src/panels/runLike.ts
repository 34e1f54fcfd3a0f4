import type { RunSpec } from '../docker/run/spec';
import { readChangeable, specAsIs } from '../engine/recreate/read';
import type { Host } from '../model/host';

/**
 * What makes another container like one that is there: under another name, with volumes and
 * addresses of its own where nobody chose them.
 *
 * @throws {EngineError} `notFound`
 */
export async function specLike(host: Host, id: string): Promise<RunSpec> {
  const { facts } = await readChangeable(await host.connected(), id);
  const spec = specAsIs(facts);
  const names = new Set(host.store.all('container').map(({ name }) => name));
  const { 'mac-address': _, cidfile: __, ...options } = spec.options;
  const name = copyName(spec.options.name ?? '', names);
  const own = (options.volume ?? []).filter(text => !/^[0-9a-f]{64}:/.test(text));
  const nameless = (options.volume ?? []).flatMap(
    text => /^[0-9a-f]{64}:([^:]+)/.exec(text)?.[1] ?? [],
  );
  const volume = [...own, ...nameless];
  return { ...spec, options: { ...options, name, ...(volume.length > 0 && { volume }) } };
}

/** `web-copy`, `web-copy-2` … */
export function copyName(name: string, taken: ReadonlySet<string>): string {
  const base = `${name}-copy`;
  if (!taken.has(base)) return base;
  let count = 2;
  while (taken.has(`${base}-${count}`)) count++;
  return `${base}-${count}`;
}
