import type { CommandTable } from './command';

export const containerViewCommands = {} satisfies CommandTable;
