import { l10n } from 'vscode';
import { commandLine } from '../docker/commandLine';
import { changesOf } from '../docker/run/difference';
import type { OptionName } from '../docker/run/options';
import { emptySpec, type RunSpec } from '../docker/run/spec';
import { shortId } from '../docker/shortId';
import type { Engine } from '../engine/connection';
import { readImage } from '../engine/images';
import type { ImageDetails } from '../engine/records';
import type { ChangeRow } from '../protocol/change';
import { rowOf } from './changeReview';

const told: readonly OptionName[] = [
  'entrypoint',
  'env',
  'expose',
  'volume',
  'workdir',
  'user',
  'stop-signal',
  'health-cmd',
  'label',
];

/** What a newer image of the same name brings otherwise. */
export async function imageRows(
  engine: Engine,
  before: string,
  after: string,
): Promise<readonly ChangeRow[]> {
  const [old, now] = await Promise.all([readImage(engine, before), readImage(engine, after)]);
  const rows = changesOf(specOf(old), specOf(now), [...told, 'command'])
    .map(({ name, values }) => rowOf(name, values.filter(isOther), false))
    .filter(({ values }) => values.length > 0)
    .map(row => ({ ...row, label: l10n.t('{0}, from the image', row.label), flag: '' }));
  const ids = [{ before: shortId(before), after: shortId(after) }];
  return [rowOf('image', ids, false), ...rows];
}

/** What an image brings, in the words of the options that would say so. */
function specOf(image: ImageDetails): RunSpec {
  const { env, exposed, volumes, workingDir, user, stopSignal, healthTest, labels } = image;
  const text = (value: string): string | undefined => (value === '' ? undefined : value);
  const options = {
    entrypoint: text(commandLine(image.entrypoint)),
    env,
    expose: exposed,
    volume: volumes,
    workdir: text(workingDir),
    user: text(user),
    'stop-signal': text(stopSignal),
    'health-cmd': text(healthTest.slice(1).join(' ')),
    label: Object.entries(labels).map(([key, value]) => `${key}=${value}`),
  };
  return { ...emptySpec, options: options as RunSpec['options'], command: image.command };
}

function isOther({ before, after }: ChangeRow['values'][number]): boolean {
  return before !== after;
}
