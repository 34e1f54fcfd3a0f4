import type { CommandTable } from './command';

export const networkCommands = {} satisfies CommandTable;
