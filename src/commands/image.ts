import type { CommandTable } from './command';

export const imageCommands = {} satisfies CommandTable;
