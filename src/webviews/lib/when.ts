import { durationOf } from '../../docker/duration';

/** The time of day by the user's clock, with the date where it is not today. */
export function timeOf(ms: number, language: string): string {
  const time = new Date(ms);
  const isToday = time.toDateString() === new Date().toDateString();
  const style = isToday ? {} : ({ dateStyle: 'medium' } as const);
  return new Intl.DateTimeFormat(language, { ...style, timeStyle: 'medium' }).format(time);
}

export function dateOf(ms: number, language: string): string {
  const style = { dateStyle: 'long', timeStyle: 'medium' } as const;
  return new Intl.DateTimeFormat(language, style).format(new Date(ms));
}

/** `2 days ago`, in the steps in which `docker ps` counts. */
export function ago(ms: number, language: string): string {
  const { count, unit } = durationOf((Date.now() - ms) / 1000);
  return new Intl.RelativeTimeFormat(language, { numeric: 'always' }).format(-count, unit);
}
