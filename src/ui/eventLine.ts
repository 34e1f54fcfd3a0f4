import { plain } from '../docker/plainText';
import { shortId } from '../docker/shortId';
import type { EngineEvent } from '../engine/events';

/** What an event says in a line: local time, type, action, name, attributes. Texts are made plain. */
export function eventLine(
  event: EngineEvent,
  nameOf: (containerId: string) => string | undefined = () => undefined,
): string {
  const { type, action, id, attributes, timeSeconds } = event;
  const name = attributes['name'] ?? shortId(id);
  const rest = Object.entries(attributes)
    .filter(([key]) => key !== 'name' && !isLabel(key))
    .map(([key, value]) => [key, key === 'container' ? (nameOf(value) ?? shortId(value)) : value])
    .map(([key, value]) => `${plain(key ?? '', 40)}=${quoted(value ?? '')}`);
  const head = [plain(type, 20).padEnd(9), plain(action, 200).padEnd(11), quoted(name)];
  return [localTime(timeSeconds), ...head, ...rest].join('  ').trimEnd();
}

/** A container's labels are mixed in with the attributes; only their dots tell them apart. */
function isLabel(key: string): boolean {
  return /[./]/.test(key);
}

function quoted(value: string): string {
  const shown = plain(value, 200);
  return shown === '' || /[\s"=]/.test(shown) ? JSON.stringify(shown) : shown;
}

/** `2026-11-24 17:13:46`, by this machine's clock: it sorts, and reads the same in all languages. */
function localTime(seconds: number): string {
  const time = new Date(seconds * 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = [time.getFullYear(), time.getMonth() + 1, time.getDate()].map(two).join('-');
  return `${day} ${[time.getHours(), time.getMinutes(), time.getSeconds()].map(two).join(':')}`;
}
