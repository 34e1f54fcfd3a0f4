import { readFile, stat } from 'node:fs/promises';
import * as path from 'node:path';
import { l10n } from 'vscode';
import { formatKeyValue, parseKeyValue } from '../docker/keyValue';
import { plain } from '../docker/plainText';
import { type FileFault, isFileFault, readPairs } from '../docker/run/envFile';
import { sound } from '../docker/run/fault';
import { parseSecurityOption, seccompFile } from '../docker/run/securityOption';
import { listOf, type RunSpec } from '../docker/run/spec';

/** Far more than any of these files has, in bytes. */
const mostBytes = 4 * 1024 * 1024;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The spec with what the command line would take from this machine in its place: files of
 * variables and labels, profiles, and the value of a name alone.
 *
 * @param folder where relative paths begin
 * @throws with a sentence where a file cannot be used
 */
export async function withFiles(
  spec: RunSpec,
  folder: string | undefined,
  environment: Environment = process.env,
): Promise<RunSpec> {
  const { 'env-file': _, 'label-file': __, ...options } = spec.options;
  const lookup = (name: string): string | undefined => environment[name];
  const pairsOf = async (file: string, look?: typeof lookup): Promise<readonly string[]> => {
    const read = readPairs(await contents(file, folder), look);
    if (isFileFault(read)) throw new Error(faultText(file, read));
    return read;
  };
  const envFiles = await eachOf(listOf(spec, 'env-file'), file => pairsOf(file, lookup));
  const labelFiles = await eachOf(listOf(spec, 'label-file'), file => pairsOf(file));
  const security = await eachOf(listOf(spec, 'security-opt'), async text => {
    const option = sound(parseSecurityOption(text));
    const file = option && seccompFile(option);
    return [file === undefined ? text : `seccomp=${await profile(file, folder)}`];
  });
  const env = [...envFiles, ...listOf(spec, 'env').map(text => withValue(text, lookup))];
  const label = [...labelFiles, ...listOf(spec, 'label')];
  return {
    ...spec,
    options: {
      ...options,
      ...(env.length > 0 && { env }),
      ...(label.length > 0 && { label }),
      ...(security.length > 0 && { 'security-opt': security }),
    },
  };
}

/**
 * Where a file of the command line is.
 *
 * @throws with a sentence where it is relative and no folder is open
 */
export function pathOf(file: string, folder: string | undefined): string {
  if (path.isAbsolute(file)) return file;
  if (folder !== undefined) return path.resolve(folder, file);
  throw new Error(noFolderText(file));
}

export function noFolderText(file: string): string {
  return l10n.t(
    'No folder is open in which "{0}" could begin: write the whole path.',
    plain(file, 200),
  );
}

function withValue(text: string, lookup: (name: string) => string | undefined): string {
  const { key, value = lookup(key) } = parseKeyValue(text);
  return formatKeyValue({ key, value });
}

/** Sent as it is: read and written anew, its large numbers would not stay the same. */
async function profile(file: string, folder: string | undefined): Promise<string> {
  const text = new TextDecoder().decode(await contents(file, folder));
  try {
    JSON.parse(text);
  } catch {
    throw new Error(l10n.t('The profile {0} is no JSON: choose another file.', plain(file, 200)));
  }
  return text;
}

async function contents(file: string, folder: string | undefined): Promise<Uint8Array> {
  const place = pathOf(file, folder);
  try {
    const found = await stat(place);
    if (found.isFile() && found.size <= mostBytes) return await readFile(place);
  } catch {
    // Told below, as what is no file is.
  }
  throw new Error(
    l10n.t(
      'The file {0} cannot be read: check its path, and whether you may read it.',
      plain(place, 200),
    ),
  );
}

function faultText(file: string, { fault, line }: FileFault): string {
  const name = plain(file, 200);
  const texts: Readonly<Record<FileFault['fault'], string>> = {
    noName: l10n.t('Line {1} of {0} has nothing before the equals sign: add a name.', name, line),
    space: l10n.t('The name in line {1} of {0} has a space: take it out.', name, line),
    encoding: l10n.t('Line {1} of {0} is not UTF-8: save the file as UTF-8.', name, line),
  };
  return texts[fault];
}

async function eachOf(
  texts: readonly string[],
  read: (text: string) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  return (await Promise.all(texts.map(read))).flat();
}
