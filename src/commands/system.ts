import type { CommandTable } from './command';

export const systemCommands = {} satisfies CommandTable;
