import { l10n } from 'vscode';
import type { Host } from '../model/host';
import { parseRow } from '../trees/rowKey';
import type { App } from './app';
import { type Command, onOne, rowsOf } from './command';
import { runnableName } from './runImagePick';

/** A command on one image by the name it is run by: on the row of a tag, that tag. */
export function onImageName(run: (app: App, host: Host, name: string) => unknown): Command {
  return (app, ...args) => {
    const [row] = rowsOf(app, args);
    const part = row === undefined ? undefined : parseRow(row)?.path.at(-1);
    const tag = part?.startsWith('tag:') ? part.slice(4) : undefined;
    const rule = { nothing: l10n.t('No image is there.'), question: l10n.t('Which image?') };
    const act = onOne('image', rule, (_, { host, record }) =>
      run(app, host, tag ?? runnableName(record)),
    );
    return act(app, ...args);
  };
}
