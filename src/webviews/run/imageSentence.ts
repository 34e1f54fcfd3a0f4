import { plain } from '../../docker/plainText';
import type { ImageFacts, RunEngine, RunTexts } from '../../protocol/run';
import { fill } from '../lib/fill';

/** What becomes of an image that is made for other machines than the engine's; empty: nothing. */
export function foreignSentence(
  { foreignPlatform }: Pick<ImageFacts, 'foreignPlatform'>,
  engine: Pick<RunEngine, 'os'> | undefined,
  page: RunTexts['page'],
): string {
  if (foreignPlatform === undefined) return '';
  const platform = plain(foreignPlatform, 60);
  const system = engine?.os ?? '';
  // Another processor can be emulated, another system cannot.
  return system !== '' && !foreignPlatform.startsWith(`${system}/`)
    ? fill(page.foreignSystem, platform, plain(system, 60))
    : fill(page.foreignPlatform, platform);
}
