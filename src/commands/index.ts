import type { CommandTable } from './command';
import { containerCommands } from './container';
import { imageCommands } from './image';
import { networkCommands } from './network';
import { savedRunCommands } from './savedRun';
import { systemCommands } from './system';
import { viewCommands } from './view';
import { volumeCommands } from './volume';

/** Every command, by its name without the prefix. */
export const allCommands = {
  ...containerCommands,
  ...imageCommands,
  ...volumeCommands,
  ...networkCommands,
  ...savedRunCommands,
  ...systemCommands,
  ...viewCommands,
} satisfies CommandTable;
