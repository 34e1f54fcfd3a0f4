import type * as vscode from 'vscode';
import type { HostState } from '../model/host';
import type { Hosts } from '../model/hosts';

/** Writes how the connection to each engine comes and goes, with the engine's or the system's own words. */
export function logConnections(hosts: Hosts, log: vscode.LogOutputChannel): vscode.Disposable {
  return hosts.onDidChangeState(({ host, state }) => {
    const line = lineOf(state);
    if (line === undefined) return;
    const write = state.phase === 'lost' ? log.warn : log.info;
    write.call(log, `${host.endpoint?.url ?? host.id}: ${line}`);
  });
}

/** One line for each attempt: the end of it, not its beginning. */
function lineOf(state: HostState): string | undefined {
  if (state.phase === 'connected') {
    const { about, apiVersion } = state.engine;
    return `connected to ${about.product} ${about.version}, API ${apiVersion}`;
  }
  if (state.phase !== 'lost' || state.trying) return undefined;
  const { kind, code, message } = state.error;
  const again = Math.ceil((state.retryAtMs - Date.now()) / 1000);
  return `${[kind, code, message].filter(Boolean).join(', ')}; next attempt in ${again} s`;
}
