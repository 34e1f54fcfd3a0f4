import * as vscode from 'vscode';
import { l10n } from 'vscode';
import { plain } from '../docker/plainText';
import { EngineError } from '../engine/errors';
import type { App } from './app';

/** A way to an engine: a command that is typed, not run, or a page to read. */
interface Way extends vscode.QuickPickItem {
  readonly typed?: string;
  readonly page?: string;
}

const joinGroup = 'sudo usermod -aG docker $USER';

/** Helps where there is no engine: the command that is missing, or where to get one. */
export async function startEngine(app: App): Promise<void> {
  const lost = app.hosts.all.map(({ state }) => state).find(({ phase }) => phase === 'lost');
  const error = lost?.phase === 'lost' ? lost.error : undefined;
  if (EngineError.is(error, 'permission') && process.platform === 'linux') {
    type(joinGroup);
    return;
  }
  const ways: Way[] = process.platform === 'linux' ? onLinux() : onDesktop();
  const looked = (error?.looked ?? []).map(url => ({ label: plain(url) }));
  const heading = { label: l10n.t('Looked for an engine at'), kind: -1 } as const;
  const picked = await vscode.window.showQuickPick<Way>(
    [...ways, ...(looked.length > 0 ? [heading, ...looked] : [])],
    { placeHolder: l10n.t('How to get to a Docker engine?'), matchOnDetail: true },
  );
  if (picked?.typed !== undefined) type(picked.typed);
  if (picked?.page !== undefined) await vscode.env.openExternal(vscode.Uri.parse(picked.page));
}

function onLinux(): Way[] {
  return [
    typing(l10n.t('Start the Docker service'), 'sudo systemctl start docker'),
    typing(l10n.t('Start Docker for this user alone (rootless)'), 'systemctl --user start docker'),
    typing(
      l10n.t('Start the Podman service for this user'),
      'systemctl --user start podman.socket',
    ),
    typing(l10n.t('Install Docker on Debian or Ubuntu'), 'sudo apt-get install docker.io'),
    reading(l10n.t('Read how to install Docker'), 'https://docs.docker.com/engine/install/'),
  ];
}

function onDesktop(): Way[] {
  const desktop = 'https://docs.docker.com/desktop/';
  return [
    typing(
      l10n.t('Start Docker Desktop'),
      process.platform === 'darwin' ? 'open -a Docker' : 'docker desktop start',
    ),
    reading(l10n.t('Read how to install Docker Desktop'), desktop),
  ];
}

function typing(label: string, typed: string): Way {
  return { label: `$(terminal) ${label}`, detail: typed, typed };
}

function reading(label: string, page: string): Way {
  return { label: `$(link-external) ${label}`, detail: page, page };
}

/** Into a terminal, without Enter: it is for the user to run. */
function type(command: string): void {
  const terminal = vscode.window.createTerminal('Docker');
  terminal.show();
  terminal.sendText(command, false);
}
