import { parseGroup, parseRow } from '../trees/rowKey';
import { type Command, rowsOf } from './command';

/**
 * A command that removes, and that the Delete key calls on any row: one below a resource is not
 * meant for the resource. What it is meant for, if for anything, `below` knows.
 */
export function onWholeRows(
  remove: Command,
  below: Command = () => undefined,
  isWhole: (row: string) => boolean = isResourceOrGroup,
): Command {
  return (app, ...args) => {
    const rows = rowsOf(app, args);
    if (rows.length === 0) return remove(app, ...args);
    const whole = rows.filter(isWhole);
    return whole.length > 0 ? remove(app, whole[0], whole) : below(app, rows[0], rows);
  };
}

export function isResourceOrGroup(row: string): boolean {
  return parseGroup(row) !== undefined || parseRow(row)?.path.length === 0;
}
