import * as vscode from 'vscode';
import type { Host } from '../model/host';
import type { Hosts } from '../model/hosts';
import { setContextKey } from '../ui/contextKeys';

/** Connecting for longer than this is worth a word, in milliseconds. */
const long = 500;

/**
 * Tells the editor what is wrong with the engine, for welcome texts and menus: `slipway.engine` is the
 * kind of error why it is away, `connecting` where that takes long, and not set while all is well;
 * `slipway.engineSource` is what named its address. Each telling makes the editor look at all its
 * menus again, before the rows: so there is none of what goes by itself.
 */
export function tellEngineState(hosts: Hosts): vscode.Disposable {
  const [first] = hosts.all;
  let waiting: NodeJS.Timeout | undefined;
  const follow = (host: Host): void => {
    if (host !== first) return;
    clearTimeout(waiting);
    if (host.state.phase === 'connecting') waiting = setTimeout(() => tell(host), long);
    else tell(host);
  };
  if (first) follow(first);
  return vscode.Disposable.from(
    hosts.onDidChangeState(({ host }) => follow(host)),
    { dispose: () => clearTimeout(waiting) },
  );
}

function tell({ state, endpoint }: Host): void {
  const { phase } = state;
  const isWell = phase === 'idle' || phase === 'connected';
  setContextKey('engine', phase === 'lost' ? state.error.kind : isWell ? '' : phase);
  if (phase === 'lost') setContextKey('engineSource', endpoint?.source ?? '');
}
