import type { CommandTable } from './command';

export const volumeCommands = {} satisfies CommandTable;
