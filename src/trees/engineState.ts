import type * as vscode from 'vscode';
import type { Host } from '../model/host';
import type { Hosts } from '../model/hosts';
import { setContextKey } from '../ui/contextKeys';

/**
 * Tells the editor how the engine is, for welcome texts and menus: `slipway.engine` is the phase, or
 * the kind of error why it is away; `slipway.engineSource` is what named its address.
 */
export function tellEngineState(hosts: Hosts): vscode.Disposable {
  const [first] = hosts.all;
  if (first) tell(first);
  return hosts.onDidChangeState(({ host }) => {
    if (host === first) tell(host);
  });
}

function tell({ state, endpoint }: Host): void {
  const { phase } = state;
  setContextKey('engine', phase === 'lost' ? state.error.kind : phase);
  setContextKey('engineSource', endpoint?.source ?? '');
}
