import { commandLine } from '../docker/commandLine';
import { validateImage } from '../docker/validateReference';
import type { EngineAbout } from '../engine/connection';
import { EngineError } from '../engine/errors';
import { readImage } from '../engine/images';
import type { ImageDetails } from '../engine/records';
import type { Host } from '../model/host';
import type { ImageAnswer, ImageFacts } from '../protocol/run';
import { problemText } from '../ui/problems';
import { sentenceOf } from '../ui/showError';

/** What an image brings, for the form to show in its rows. */
export async function imageAnswer(host: Host, name: string): Promise<ImageAnswer> {
  const wrong = validateImage(name);
  if (wrong) return { kind: 'unknown', sentence: problemText(wrong) };
  try {
    const { engine } = host;
    return { kind: 'here', image: factsOf(await readImage(engine, name), engine.about) };
  } catch (error) {
    if (EngineError.is(error, 'notFound')) return { kind: 'missing' };
    return { kind: 'unknown', sentence: sentenceOf(error) };
  }
}

export function factsOf(image: ImageDetails, about: Pick<EngineAbout, 'os' | 'arch'>): ImageFacts {
  const { platform, healthTest, workingDir, layers: _, ...same } = image;
  const own = `${about.os}/${about.arch}`;
  const isOwn = platform === '' || platform === own || platform.startsWith(`${own}/`);
  return {
    ...same,
    workdir: workingDir,
    health: healthText(healthTest),
    foreignPlatform: isOwn ? undefined : platform,
  };
}

function healthText([kind, ...words]: readonly string[]): string {
  if (kind === 'CMD-SHELL') return words.join(' ');
  return kind === 'CMD' ? commandLine(words) : '';
}
