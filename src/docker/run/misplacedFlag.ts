import { optionOf, optionOfLetter } from './options';

/** The first word of a command where it is an option of `docker run`, which comes before the image. */
export function misplacedFlag([first = '']: readonly string[]): string | undefined {
  const long = /^--([a-z][\w-]*)/.exec(first)?.[1];
  const letter = /^-([a-z])/i.exec(first)?.[1];
  const option = long === undefined ? letter && optionOfLetter(letter) : optionOf(long);
  return option && first;
}
