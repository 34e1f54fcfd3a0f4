import type { CommandTable } from './command';
import { containerBrowseCommands } from './containerBrowse';
import { containerChangeCommands } from './containerChange';
import { containerCommitCommands } from './containerCommit';
import { containerCopyCommands } from './containerCopy';
import { containerNewerCommands } from './containerNewer';
import { containerRemoveCommands } from './containerRemove';
import { containerRunFormCommands } from './containerRunForm';
import { containerRunQuickCommands } from './containerRunQuick';
import { containerStateCommands } from './containerState';
import { containerViewCommands } from './containerView';

export const containerCommands = {
  ...containerRunFormCommands,
  ...containerRunQuickCommands,
  ...containerStateCommands,
  ...containerViewCommands,
  ...containerBrowseCommands,
  ...containerChangeCommands,
  ...containerNewerCommands,
  ...containerCommitCommands,
  ...containerCopyCommands,
  ...containerRemoveCommands,
} satisfies CommandTable;
