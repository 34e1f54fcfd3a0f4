import type * as vscode from 'vscode';
import type { Documents } from '../documents/documents';
import type { Changes } from '../model/changes';
import type { DetailsCache } from '../model/details';
import type { Hosts } from '../model/hosts';
import type { Panels } from '../panels/panels';
import type { RunMemory } from '../panels/runParts';
import type { Terminals } from '../terminals/terminals';
import type { Views } from '../trees/views';
import type { CommandLog } from '../ui/commandLog';
import type { EventLog } from '../ui/eventLog';

/** What commands work with. Built once in `extension.ts`, and handed to each. */
export interface App {
  readonly hosts: Hosts;
  readonly details: DetailsCache;
  readonly views: Views;
  readonly documents: Documents;
  readonly terminals: Terminals;
  readonly panels: Panels;
  /** Of containers that get others in their places. */
  readonly changes: Changes;
  /** The `docker` line that each command equals. */
  readonly said: CommandLog;
  /** What the engine tells of itself. */
  readonly events: EventLog;
  readonly log: vscode.LogOutputChannel;
  /** What the user arranged in this workspace. */
  readonly memory: vscode.Memento;
  /** What the forms of runs share. */
  readonly runMemory: RunMemory;
}
