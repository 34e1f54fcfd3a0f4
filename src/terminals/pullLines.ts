import { l10n } from 'vscode';
import { plain } from '../docker/plainText';
import type { LayerPhase, PullLayer, PullState } from '../docker/pullProgress';
import { formatSize } from '../docker/size';

const barLength = 30;

/** A line for each layer, as `docker pull` draws them, and the engine's last word. */
export function pullLines({ layers, sentence }: PullState): readonly string[] {
  return [...layers.map(layerLine), ...(sentence === '' ? [] : [plain(sentence)])];
}

function layerLine({ id, phase, currentBytes, totalBytes }: PullLayer): string {
  const words = `${plain(id)}: ${phaseText(phase)}`;
  if (currentBytes <= 0) return words;
  if (totalBytes <= 0) return `${words} ${formatSize(currentBytes)}`;
  const share = Math.min(1, currentBytes / totalBytes);
  const done = Math.round(share * barLength);
  const bar = `${'='.repeat(done)}${done < barLength ? '>' : ''}`.padEnd(barLength + 1);
  return `${words} [${bar}] ${formatSize(currentBytes)} / ${formatSize(totalBytes)}`;
}

function phaseText(phase: LayerPhase): string {
  const texts: Readonly<Record<LayerPhase, string>> = {
    waiting: l10n.t('waiting'),
    downloading: l10n.t('downloading'),
    verifying: l10n.t('verifying'),
    downloaded: l10n.t('downloaded'),
    extracting: l10n.t('extracting'),
    done: l10n.t('done'),
    exists: l10n.t('was here already'),
    retrying: l10n.t('trying again'),
  };
  return texts[phase];
}
