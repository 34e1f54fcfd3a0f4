import fs from 'node:fs';
import path from 'node:path';
import { repo } from './repo';

/** A line of Docker's documentation, and the body that the CLI 28 makes of it, without defaults. */
export interface Sample {
  readonly line: string;
  readonly body: unknown;
}

export function readSamples(): readonly Sample[] {
  const file = path.join(repo, 'test/unit/docker/run/samples.json');
  return JSON.parse(fs.readFileSync(file, 'utf8'));
}

/** A line with odd values, and what the CLI 28 makes of it: `/tmp/work` is the folder it ran in. */
export interface Edge {
  readonly line: string;
  readonly name?: string;
  readonly platform?: string;
  readonly body?: unknown;
  /** What it said instead. */
  readonly refused?: string;
}

export function readEdges(): readonly Edge[] {
  const file = path.join(repo, 'test/unit/docker/run/edges.jsonl');
  const lines = fs.readFileSync(file, 'utf8').trimEnd().split('\n');
  return lines.map(line => JSON.parse(line));
}

/** The variables that were set where the samples were made. */
export const sampleEnv = { VAR1: 'v1', today: '' };

/**
 * Without what an engine takes a missing field for, at any depth: null, empty texts, nought, false,
 * empty lists and maps. The CLI lists variables and binds in no order, so they are put in one.
 */
export function withoutDefaults(body: unknown): unknown {
  return ordered(bare(body));
}

/** What says something by being there, whatever is in it. */
const telling = new Set(['Init', 'StopTimeout', 'MaskedPaths', 'ReadonlyPaths']);
/** Maps whose values are texts of the user's, empty ones too. */
const mappings = new Set([
  'Annotations',
  'Config',
  'DriverOpts',
  'Labels',
  'Options',
  'StorageOpt',
  'Sysctls',
  'Tmpfs',
]);

/** The same, but for what tells something also when it is empty: nothing of that may differ. */
export function comparable(body: unknown): unknown {
  return ordered(kept(body));
}

function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(bare);
  if (typeof value !== 'object' || value === null) return value || undefined;
  return mapped(value, ([key, inner]) => [key, bare(inner)]);
}

function kept(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(kept);
  if (typeof value !== 'object' || value === null) return value || undefined;
  return mapped(value, ([key, inner]) => {
    if (telling.has(key)) return [key, inner ?? undefined];
    if (typeof inner !== 'object' || inner === null) return [key, inner || undefined];
    if (key === 'ExposedPorts' || key === 'Volumes') return [key, kept(Object.keys(inner).sort())];
    if (!mappings.has(key)) return [key, kept(inner)];
    return [key, Object.keys(inner).length === 0 ? undefined : inner];
  });
}

function mapped(value: object, change: (entry: [string, unknown]) => [string, unknown]): unknown {
  const entries = Object.entries(value)
    .map(change)
    .filter(([, inner]) => inner !== undefined);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function ordered(body: unknown): unknown {
  const { Env: env, HostConfig: host, ...rest } = body as Unordered;
  const binds = host?.Binds && { Binds: [...host.Binds].sort() };
  return {
    ...rest,
    ...(env && { Env: [...env].sort() }),
    ...(host && { HostConfig: { ...host, ...binds } }),
  };
}

interface Unordered {
  readonly Env?: readonly string[];
  readonly HostConfig?: { readonly Binds?: readonly string[] };
}
