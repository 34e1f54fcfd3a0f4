import { commandLine } from '../../docker/commandLine';
import type { OptionName } from '../../docker/run/options';
import type { ImageFacts } from '../../protocol/run';

/** What the image itself says where an option is not given; empty: nothing. */
export function inheritedText(image: ImageFacts | undefined, name: OptionName): string {
  if (image === undefined) return '';
  switch (name) {
    case 'entrypoint':
      return commandLine(image.entrypoint);
    case 'workdir':
      return image.workdir;
    case 'user':
      return image.user;
    case 'stop-signal':
      return image.stopSignal;
    case 'health-cmd':
      return image.health;
    default:
      return '';
  }
}
