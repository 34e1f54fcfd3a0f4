import { l10n } from 'vscode';
import { plain } from '../docker/plainText';
import type { SavedFault, SavedFaultCode } from '../docker/run/savedRunReader';

/** What is wrong with a saved run, and the cure; it names the file and the key. */
export function savedFaultText(file: string, { code, key, args = [] }: SavedFault): string {
  const [first = '', ...rest] = args.map(arg => plain(arg, 80));
  const word = code === 'option' && first !== '' ? words.similarOption : words[code];
  return word(plain(file, 80), plain(key, 80), first, ...rest);
}

type Word = (file: string, key: string, ...args: readonly string[]) => string;

const words: Readonly<Record<SavedFaultCode | 'similarOption', Word>> = {
  tooLong: f => l10n.t('{0} is too long for a saved run: choose another file.', f),
  json: (f, _, line = '') =>
    l10n.t('{0} is no JSON: line {1} cannot be read. Correct it.', f, line),
  object: (f, k) =>
    k === ''
      ? l10n.t('{0} is no saved run: it has to begin with a brace.', f)
      : l10n.t('"{1}" in {0} has to be an object: put its keys into braces.', f, k),
  missing: (f, k) => l10n.t('"{1}" is missing in {0}: add it.', f, k),
  unknown: (f, k) => l10n.t('"{1}" in {0} is no key of a saved run: take it out.', f, k),
  option: (f, k) => l10n.t('"{1}" in {0} is no option of docker run: take it out.', f, k),
  similarOption: (f, k, name = '') =>
    l10n.t('"{1}" in {0} is no option of docker run: did you mean "{2}"?', f, k, name),
  text: (f, k) => l10n.t('"{1}" in {0} has to be a text: put it into quotes.', f, k),
  textOrNumber: (f, k) => l10n.t('"{1}" in {0} has to be a number, or a text in quotes.', f, k),
  texts: (f, k) => l10n.t('"{1}" in {0} has to be a list of texts, such as ["a", "b"].', f, k),
  switch: (f, k) => l10n.t('"{1}" in {0} has to be true or false, without quotes.', f, k),
  list: (f, k) => l10n.t('"{1}" in {0} has to be a list with something in it.', f, k),
  choice: (f, k, all = '') => l10n.t('"{1}" in {0} has to be one of these: {2}.', f, k, all),
  inputId: (f, k) =>
    l10n.t('"{1}" in {0} has to be a name of letters, digits, "_", "." and "-".', f, k),
  inputTwice: (f, k, id = '') =>
    l10n.t('"{1}" in {0} is the second input that is called "{2}": rename one.', f, k, id),
};
