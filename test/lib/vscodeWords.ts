import Module from 'node:module';

/**
 * What the pure tree views need of the editor's API, for plain Node: import this file first. Only
 * words are there: `l10n.t` gives the English text, as the editor does without a language pack.
 */
export const l10n = {
  t(text: string, ...values: readonly unknown[]): string {
    return text.replace(/\{(\d+)\}/g, (hole, at) => String(values[Number(at)] ?? hole));
  },
};

export const env = { language: 'en' };

type Resolve = (request: string, ...rest: readonly unknown[]) => string;
const loader = Module as unknown as { _resolveFilename: Resolve };
const resolve = loader._resolveFilename;
loader._resolveFilename = (request, ...rest) =>
  request === 'vscode' ? __filename : resolve(request, ...rest);
