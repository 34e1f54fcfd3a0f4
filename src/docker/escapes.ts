// biome-ignore-all lint/suspicious/noControlCharactersInRegex: they are what it is about

/**
 * What of a container's output may reach the terminal. Its control sequences do more than colour:
 * they set the clipboard, tell the editor which folder and command it is in, and make the terminal
 * answer as if somebody typed. A container is not trusted with these.
 *
 * - `lines`, for logs: one looks at them, nothing more. Colours, erasing within the line and moving
 *   within it stay, so progress bars do; everything else goes: moving to other lines and clearing
 *   (it could forge what stands there), other screens, modes, character sets, queries, links,
 *   titles, the bell.
 * - `terminal`, for a shell or a program that one attached to: everything stays, but what reaches
 *   beyond the terminal: the clipboard (OSC 52), the editor's shell integration (OSC 133, 633,
 *   1337), the working folder (OSC 7), notifications (OSC 9 but its progress, 99, 777).
 */
export type EscapePolicy = 'lines' | 'terminal';

const esc = '\u001b';

/** Everything that a terminal may take for control, but tab, newline and carriage return. */
const control = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/g;
const stringEnd = /[\x07\x18\x1a\x1b\x9c]/g;
const csi = /\x1b\[([0-?]*)([ -/]*)(?:([@-~])|$|(?=[^ -~]))/y;
const shortEscape = /\x1b[ -/]*(?:[0-~]|$|(?=[^ -~]))/y;
const osc = /\x1b\]([^\x07\x18\x1a\x1b\x9c]{0,8})/y;

/** OSC, DCS, SOS, PM, APC: they go on until their end. */
const strings = ']PX^_';
const beyondTerminal = /^(?:7|52|99|133|633|777|1337)(?:;|$)|^9(?:;(?!4)|$)/;

/** A sequence that is longer than this is none. */
const longest = 256;

interface Found {
  /** Nothing: not whole yet. */
  readonly end: number | undefined;
  /** What is written in its place. */
  readonly kept: string;
  /** What follows is its text, which goes too, until its end. */
  readonly swallow?: boolean;
}

/** Takes out what must not reach the terminal, also where it is split between chunks. */
export class EscapeFilter {
  #held = '';
  #swallowing = false;

  constructor(private readonly policy: EscapePolicy) {}

  push(chunk: string): string {
    const text = this.#held + chunk;
    this.#held = '';
    const kept: string[] = [];
    let at = this.#swallowing ? this.#swallow(text, 0) : 0;
    while (at < text.length) {
      control.lastIndex = at;
      const next = control.exec(text)?.index ?? text.length;
      kept.push(text.slice(at, next));
      if (next === text.length) break;
      const found = this.#sequence(text, next);
      if (found.end === undefined && text.length - next < longest) {
        this.#held = text.slice(next);
        break;
      }
      kept.push(found.kept);
      at = found.end ?? next + 1;
      if (found.swallow) at = this.#swallow(text, at);
    }
    return kept.join('');
  }

  /** A new line, which nothing that the last one left open may touch. */
  reset(): void {
    this.#held = '';
    this.#swallowing = false;
  }

  #swallow(text: string, from: number): number {
    stringEnd.lastIndex = from;
    const end = stringEnd.exec(text)?.index;
    const splitEnd = end === text.length - 1 && text[end] === esc;
    this.#swallowing = end === undefined || splitEnd;
    if (splitEnd) this.#held = esc;
    if (end === undefined || splitEnd) return text.length;
    // What an escape begins is looked at on its own; `ESC \` is the usual end.
    if (text[end] !== esc) return end + 1;
    return text[end + 1] === '\\' ? end + 2 : end;
  }

  #sequence(text: string, at: number): Found {
    const code = text.charCodeAt(at);
    if (code >= 0x80) return this.#eightBit(text, at, code);
    if (code !== 0x1b) return { end: at + 1, kept: this.#control(text.slice(at, at + 1)) };
    const next = text[at + 1];
    if (next === undefined) return { end: undefined, kept: '' };
    if (next === '[') return this.#csi(text, at);
    if (next === ']' && this.policy === 'terminal') return this.#osc(text, at);
    if (strings.includes(next)) {
      const swallow = this.policy === 'lines';
      return { end: at + 2, kept: swallow ? '' : text.slice(at, at + 2), swallow };
    }
    return this.#short(text, at);
  }

  /** A control in one character, U+009B for `ESC [`: looked at as if it were two. */
  #eightBit(text: string, at: number, code: number): Found {
    const rest = esc + String.fromCharCode(code - 0x40) + text.slice(at + 1, at + 1 + longest);
    const { end, ...found } = this.#sequence(rest, 0);
    return { ...found, end: end === undefined ? undefined : Math.max(at + end - 1, at + 1) };
  }

  #control(character: string): string {
    return this.policy === 'terminal' || character === '\b' ? character : '';
  }

  #csi(text: string, at: number): Found {
    csi.lastIndex = at;
    const [whole = '', parameters = '', between = '', final] = csi.exec(text) ?? [];
    const end = at + whole.length;
    if (final === undefined) return this.#broken(text, at, end);
    if (this.policy === 'terminal') return { end, kept: whole };
    const harmless = between === '' && /^[\d;:]*$/.test(parameters) && 'mKCDG'.includes(final);
    return { end, kept: harmless ? whole : '' };
  }

  #osc(text: string, at: number): Found {
    osc.lastIndex = at;
    const [whole = '', head = ''] = osc.exec(text) ?? [];
    const undecided = at + whole.length === text.length && /^(?:\d{0,4}|9;)$/.test(head);
    if (undecided) return { end: undefined, kept: '' };
    const swallow = beyondTerminal.test(head);
    return { end: at + 2, kept: swallow ? '' : text.slice(at, at + 2), swallow };
  }

  #short(text: string, at: number): Found {
    shortEscape.lastIndex = at;
    const [whole = ''] = shortEscape.exec(text) ?? [];
    const end = at + whole.length;
    if (!/[0-~]$/.test(whole)) return this.#broken(text, at, end);
    return { end, kept: this.policy === 'terminal' ? whole : '' };
  }

  /** Cut off by the end of the chunk, or by a character that cannot be in it. */
  #broken(text: string, at: number, end: number): Found {
    if (end >= text.length) return { end: undefined, kept: '' };
    const whole = text.slice(at, Math.max(end, at + 1));
    return { end: at + whole.length, kept: this.policy === 'terminal' ? whole : '' };
  }
}

/** All of it, for what is no terminal: a document. */
export function withoutEscapes(text: string): string {
  const kept = new EscapeFilter('lines').push(text);
  return kept.replace(/\x1b\[[0-?]*[ -/]*[@-~]|\x08/g, '');
}
