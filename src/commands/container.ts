import type { CommandTable } from './command';
import { containerBrowseCommands } from './containerBrowse';
import { containerCopyCommands } from './containerCopy';
import { containerRemoveCommands } from './containerRemove';
import { containerRunCommands } from './containerRun';
import { containerRunFormCommands } from './containerRunForm';
import { containerStateCommands } from './containerState';
import { containerViewCommands } from './containerView';

export const containerCommands = {
  ...containerRunCommands,
  ...containerRunFormCommands,
  ...containerStateCommands,
  ...containerViewCommands,
  ...containerBrowseCommands,
  ...containerCopyCommands,
  ...containerRemoveCommands,
} satisfies CommandTable;
