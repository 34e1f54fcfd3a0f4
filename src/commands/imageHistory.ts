import { l10n } from 'vscode';
import { instructionOf } from '../docker/historyStep';
import { plain } from '../docker/plainText';
import { formatSize } from '../docker/size';
import { type HistoryStep, readHistory } from '../engine/imageVerbs';
import { withoutTag } from '../trees/imageParts';
import { named } from '../trees/words';
import { withProgress } from '../ui/progress';
import type { App } from './app';
import type { FoundImage } from './imageRemove';

/** The steps that made an image, the newest first, as a document. */
export async function showHistory(app: App, { host, record }: FoundImage): Promise<void> {
  const name = record.tags[0] ?? withoutTag(record);
  app.said.say('image', 'history', '--no-trunc', record.tags[0] ?? record.id);
  const steps = await withProgress(l10n.t('Reading the history'), (_, signal) =>
    readHistory(host.engine, record.id, { signal }),
  );
  const layers = steps.filter(({ sizeBytes }) => sizeBytes > 0).length;
  const head = [
    `# ${named(name)}`,
    `# ${l10n.t('Steps: {0}, the newest first. Steps with files: {1}.', steps.length, layers)}`,
    `# ${l10n.t('The columns: size, time (UTC), instruction.')}`,
  ];
  const text = `${[...head, '', ...steps.map(lineOf)].join('\n')}\n`;
  await app.documents.show(`${name} ${l10n.t('history')}.txt`, 'plaintext', text);
}

/** Columns of a fixed width; what an instruction holds stays on its line. */
function lineOf({ instruction, sizeBytes, createdSeconds, comment }: HistoryStep): string {
  const size = sizeBytes > 0 ? formatSize(sizeBytes) : '-';
  const time = new Date(createdSeconds * 1000).toISOString().slice(0, 16).replace('T', ' ');
  const note =
    comment === '' || comment === 'buildkit.dockerfile.v0' ? '' : `  # ${plain(comment)}`;
  const words = plain(instructionOf(instruction).replace(/\s+/g, ' '));
  return `${size.padStart(9)}  ${createdSeconds > 0 ? time : ' '.repeat(16)}  ${words}${note}`;
}
