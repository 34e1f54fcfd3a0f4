import fc from 'fast-check';
import { isList, isSwitch, type OptionName, optionNames } from '../../../../src/docker/run/options';
import type { RunSpec } from '../../../../src/docker/run/spec';

/** What shells give a meaning, put together anyhow. */
const marks = [
  ...' \t\n\r"\'`$%!^&|;<>(){}[]*?~#=,\\-:@/.',
  ...['\u2018', '\u2019', '\u201c', '\u201d', 'é', '😀', '\u200b', '\x07', '\x1b'],
  ...[
    '$HOME',
    '%PATH%',
    '$(id)',
    '\x24{x}',
    '{a,b}',
    '\\\n',
    '^\n',
    '`\n',
    "''",
    '""',
    '^"',
    '\\"',
  ],
  ...['--', '-p', '--rm', 'a', 'b1', '1kb', 'C:\\x', 'x.y', "it's", '$env:A', '\r\n', '\\\\'],
];

/** A word that tries every quoting; never with a NUL, which no word can have. */
export const hostileWord = fc.oneof(
  fc.array(fc.constantFrom(...marks), { maxLength: 8 }).map(parts => parts.join('')),
  fc.string({ unit: 'grapheme', maxLength: 12 }).filter(text => !text.includes('\0')),
);

/** Without what a `-e` without an equals sign would look up. */
function valuesOf(name: OptionName): fc.Arbitrary<boolean | string | string[]> {
  if (isSwitch(name)) return fc.boolean();
  const word = name === 'env' ? hostileWord.map(text => `A=${text}`) : hostileWord;
  return isList(name) ? fc.array(word, { minLength: 1, maxLength: 3 }) : word;
}

const unknownOption = fc.record(
  { flag: fc.constantFrom('--wat', '--new-option', '-z'), value: hostileWord },
  { requiredKeys: ['flag'], noNullPrototype: true },
);

/** Any spec, sense or not: options of any name with any words for values. */
export const hostileSpec: fc.Arbitrary<RunSpec> = fc
  .uniqueArray(fc.constantFrom(...optionNames), { maxLength: 8 })
  .chain(names =>
    fc.record(
      {
        action: fc.constantFrom('run', 'create'),
        globals: fc.constantFrom(['--context', 'a b'], ['-D']),
        options: fc
          .tuple(...names.map(valuesOf))
          .map(values => Object.fromEntries(names.map((name, index) => [name, values[index]]))),
        unknown: fc.array(unknownOption, { minLength: 1, maxLength: 2 }),
        image: fc.oneof(fc.constantFrom('nginx', 'a/b:c', '-x', '--'), hostileWord),
        command: fc.array(hostileWord, { maxLength: 3 }),
      },
      { requiredKeys: ['action', 'options', 'image', 'command'], noNullPrototype: true },
    ),
  );
