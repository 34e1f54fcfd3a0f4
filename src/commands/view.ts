import type { CommandTable } from './command';

export const viewCommands = {} satisfies CommandTable;
