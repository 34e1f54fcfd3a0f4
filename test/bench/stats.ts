/** The middle one; of an even number, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  if (values.some(value => !Number.isFinite(value))) throw new Error(`no figure: ${values}`);
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  const [low = Number.NaN, high = Number.NaN] = [
    sorted[Math.ceil(half) - 1],
    sorted[Math.floor(half)],
  ];
  return (low + high) / 2;
}

/** What so much of them does not exceed: `0.95` for the 95th percentile. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;
}

/** So many runs, one after the other, after one that is not counted. */
export async function timesOf(runs: number, run: () => Promise<number>): Promise<number[]> {
  await run();
  const times: number[] = [];
  for (let i = 0; i < runs; i++) times.push(await run());
  return times;
}

/** How long it took, in milliseconds. */
export async function timed(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** What it must not exceed (or, for a speed-up, must reach). */
  readonly limit?: number;
  readonly least?: number;
}

export function holds({ value, limit, least }: Figure): boolean {
  return (limit === undefined || value <= limit) && (least === undefined || value >= least);
}

/** One row of the table that the README keeps. */
export function row(figure: Figure): string {
  const { what, value, unit, limit, least } = figure;
  const shown = Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3);
  const bound = limit !== undefined ? `≤ ${limit}` : least !== undefined ? `≥ ${least}` : '';
  const verdict = bound === '' ? '' : holds(figure) ? 'holds' : 'MISSED';
  return `| ${what} | ${shown} ${unit} | ${bound && `${bound} ${unit}`} | ${verdict} |`;
}
