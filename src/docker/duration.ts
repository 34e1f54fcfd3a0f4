export type DurationUnit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

export interface Duration {
  readonly count: number;
  readonly unit: DurationUnit;
}

/** Below which hours, and how many hours, for each unit: the steps of `docker ps`. */
const steps: readonly (readonly [below: number, hours: number, unit: DurationUnit])[] = [
  [48, 1, 'hour'],
  [24 * 7 * 2, 24, 'day'],
  [24 * 30 * 2, 24 * 7, 'week'],
  [24 * 365 * 2, 24 * 30, 'month'],
];

/**
 * The largest unit worth saying, stepping where `docker ps` steps, so that both tell the same:
 * 47 hours, then 2 days; 13 days, then 2 weeks. Negative (a clock that is behind) counts as 0.
 */
export function durationOf(seconds: number): Duration {
  const whole = Math.max(0, Math.floor(seconds)) || 0;
  if (whole < 60) return { count: whole, unit: 'second' };
  if (whole < 3600) return { count: Math.floor(whole / 60), unit: 'minute' };
  const hours = Math.floor(whole / 3600 + 0.5);
  const [, length, unit] = steps.find(([below]) => hours < below) ?? [0, 24 * 365, 'year' as const];
  return { count: Math.floor(hours / length), unit };
}
