import { l10n } from 'vscode';
import { parseRun } from '../docker/run/parse';
import { hideSecrets, tellsSecret } from '../docker/run/secrets';
import type { Host } from '../model/host';
import { formatRunSubject } from '../panels/runSubject';
import { askText } from '../ui/askText';
import type { App } from './app';
import type { CommandTable } from './command';
import { onImageName } from './onImageName';
import { pickHost } from './pickHost';

export const containerRunFormCommands = {
  'container.run': async app => openForm(app, await pickHost(app, l10n.t('Run a container')), {}),
  'container.runLine': async app => {
    const title = l10n.t('Run a docker run Line');
    const host = await pickHost(app, title);
    const line = await askText({
      title,
      prompt: l10n.t('The form opens with all that the line says; nothing is run yet.'),
      placeHolder: 'docker run -d -p 8080:80 nginx:1.27',
      required: true,
    });
    openForm(app, host, { line: unbroken(line) });
  },
} satisfies CommandTable;

export const imageRunFormCommands = {
  'image.run': onImageName((app, host, image) => openForm(app, host, { image })),
} satisfies CommandTable;

/** The box makes one line of several, and leaves the marks at their ends where no shell has them. */
function unbroken(line: string): string {
  return line.replace(/(^|\s)[\\`^](?=\s|$)/g, '$1');
}

export function openForm(
  app: App,
  host: Host,
  begin: { readonly image?: string; readonly line?: string },
): void {
  const { line } = begin;
  const isSecret = line !== undefined && hasSecret(line);
  const about = isSecret ? { begin: app.runMemory.beginnings.put(line) } : begin;
  app.panels.run.show(formatRunSubject({ host: host.id, ...about }));
}

function hasSecret(line: string): boolean {
  return tellsSecret(line) || hideSecrets(parseRun(line).spec).names.length > 0;
}
