import { commands, type LogOutputChannel } from 'vscode';
import type { RunParts } from '../panels/runParts';
import type { Terminals } from '../terminals/terminals';
import { prefix } from './command';
import { pull } from './imagePull';

/** What the form of a run needs of pulls and terminals. */
export function runParts(terminals: Terminals, log: LogOutputChannel): RunParts {
  return {
    pull: async (host, { reference, platform, signal, onState }) => {
      await pull(log, { host, reference, platform }, signal, onState);
    },
    attach: (host, id, name) => terminals.start(host, id, name),
    logs: key => void terminals.logs(key),
    shell: key => void terminals.shell(key),
    browse: key => void commands.executeCommand(`${prefix}container.browse`, key),
  };
}
