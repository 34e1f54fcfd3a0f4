import { l10n } from 'vscode';
import { type DurationUnit, durationOf } from '../docker/duration';
import { plain } from '../docker/plainText';
import { isImageId } from '../docker/reference';
import { shortId } from '../docker/shortId';
import type { Health } from '../docker/status';
import type { Container } from '../engine/records';
import { stateWord } from '../ui/stateWord';

/** Longer ones are cut: no row shows more, and a label may be of any length. */
const longest = 300;

/** A text of the engine's, as a row shows it. */
export function named(text: string): string {
  return plain(text, longest);
}

/** The image as the container was given it; of an id, its first digits. */
export function imageName({ image, imageId }: Container): string {
  const name = image === '' ? imageId : image;
  return named(isImageId(name) || name.startsWith('sha256:') ? shortId(name) : name);
}

export function healthWord(health: Exclude<Health, 'none'>): string {
  const words = {
    starting: l10n.t('starting'),
    healthy: l10n.t('healthy'),
    unhealthy: l10n.t('unhealthy'),
  };
  return words[health];
}

/** `running, healthy`; `exited with code 137`. */
export function statusWords({ state, health, exitCode }: Container): string {
  if (health !== 'none') return listed([stateWord(state), healthWord(health)]);
  if (state === 'exited' && exitCode !== undefined) {
    return l10n.t('exited with code {0}', exitCode);
  }
  return stateWord(state);
}

export function durationWords(seconds: number): string {
  const { count, unit } = durationOf(seconds);
  return count === 1 ? oneOf(unit) : manyOf(unit, count);
}

function oneOf(unit: DurationUnit): string {
  const words: Readonly<Record<DurationUnit, string>> = {
    second: l10n.t('1 second'),
    minute: l10n.t('1 minute'),
    hour: l10n.t('1 hour'),
    day: l10n.t('1 day'),
    week: l10n.t('1 week'),
    month: l10n.t('1 month'),
    year: l10n.t('1 year'),
  };
  return words[unit];
}

function manyOf(unit: DurationUnit, count: number): string {
  const words: Readonly<Record<DurationUnit, string>> = {
    second: l10n.t('{0} seconds', count),
    minute: l10n.t('{0} minutes', count),
    hour: l10n.t('{0} hours', count),
    day: l10n.t('{0} days', count),
    week: l10n.t('{0} weeks', count),
    month: l10n.t('{0} months', count),
    year: l10n.t('{0} years', count),
  };
  return words[unit];
}

/** `3 weeks ago`. */
export function agoWords(seconds: number): string {
  return l10n.t('{0} ago', durationWords(seconds));
}

/** `in use by 2`, or `unused`; nothing while it is not known. */
export function useWords(count: number | undefined): string {
  if (count === undefined) return '';
  return count === 0 ? l10n.t('unused') : l10n.t('in use by {0}', count);
}

/** `2 containers use it`, as a sentence. */
export function useSentence(count: number | undefined): string {
  if (count === undefined) return '';
  if (count === 0) return l10n.t('No container uses it.');
  return count === 1 ? l10n.t('1 container uses it.') : l10n.t('{0} containers use it.', count);
}

/** `used` or `unused`, for menus; nothing while it is not known. */
export function useFlags(count: number | undefined): readonly string[] {
  if (count === undefined) return [];
  return [count > 0 ? 'used' : 'unused'];
}

/** A list within a sentence. */
export function listed(texts: readonly string[]): string {
  return texts.join(l10n.t(', '));
}

/** Sentences one after another. */
export function sentences(...texts: readonly (string | undefined)[]): string {
  return texts.filter(text => text !== undefined && text !== '').join(' ');
}

/** Seconds of the epoch, for an ISO date; undefined where there is none. */
export function secondsOf(iso: string): number | undefined {
  const milliseconds = Date.parse(iso);
  // Go's zero time is the year 1.
  return milliseconds > 0 ? milliseconds / 1000 : undefined;
}
