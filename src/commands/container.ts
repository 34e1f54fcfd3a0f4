import type { CommandTable } from './command';

export const containerCommands = {} satisfies CommandTable;
