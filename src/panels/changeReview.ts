import { l10n } from 'vscode';
import { composePlace } from '../docker/compose';
import { plain } from '../docker/plainText';
import type { ChangePlan, ChangeWarning, SwapPlan } from '../docker/run/changePlan';
import { changesOf, type OptionChange } from '../docker/run/difference';
import { nameOf } from '../docker/run/sharing';
import type { RunSpec } from '../docker/run/spec';
import { shortId } from '../docker/shortId';
import { formatSize } from '../docker/size';
import type { ChangedPath } from '../engine/containerChanges';
import type { Changeable } from '../engine/recreate/read';
import type { ChangeData, ChangeNote, ChangeReview, ChangeRow } from '../protocol/change';
import { shown } from './runFailure';
import { runLabels } from './runLabels';

/** So many changed paths are shown. */
const mostPaths = 50;

/** Longer values are cut. */
const longest = 300;

export interface Reviewed {
  readonly changeable: Changeable;
  readonly plan: ChangePlan;
  readonly wanted: RunSpec;
  /** What is in the writable layer; undefined where it could not be read. */
  readonly layer:
    | { readonly sizeBytes: number | undefined; readonly paths: readonly ChangedPath[] }
    | undefined;
  /** Whether the image has to be pulled first. */
  readonly lacksImage: boolean;
  /** What the image of the same name has otherwise by now. */
  readonly imageRows: readonly ChangeRow[];
}

/** What a change does, in words, for the user to say yes or no to. */
export function reviewOf(reviewed: Reviewed): ChangeReview {
  const { changeable, plan } = reviewed;
  const name = shown(nameOf(changeable.facts.container));
  const isRunning = changeable.facts.container.State?.Running === true;
  const bare = { rows: [], notes: [], data: undefined };
  switch (plan.kind) {
    case 'none':
      return {
        ...bare,
        kind: 'none',
        sentence: l10n.t('Nothing differs from what "{0}" is.', name),
      };
    case 'refused':
      return { ...bare, kind: 'refused', sentence: refusal(plan) };
    case 'live':
      return {
        kind: 'live',
        sentence: isRunning
          ? l10n.t('"{0}" is changed as it is, and goes on running.', name)
          : l10n.t('"{0}" is changed as it is.', name),
        rows: rowsOf(reviewed, plan.differences, []),
        notes: notesOf(reviewed, plan.warnings),
        data: undefined,
      };
    case 'swap':
      return {
        kind: 'swap',
        sentence: isRunning
          ? l10n.t(
              'A new container takes the place of "{0}", which stops for it. The old one is kept until you confirm, and comes back if anything fails.',
              name,
            )
          : l10n.t(
              'A new container takes the place of "{0}". The old one is kept until you confirm, and comes back if anything fails.',
              name,
            ),
        rows: [...rowsOf(reviewed, plan.differences, plan.because), ...reviewed.imageRows],
        notes: notesOf(reviewed, plan.warnings),
        data: dataOf(reviewed, plan),
      };
  }
}

function refusal({ reason, names }: ChangePlan & { readonly kind: 'refused' }): string {
  const all = listed(names);
  return reason === 'autoRemove'
    ? l10n.t(
        'Made with --rm: {0}. Once stopped, the engine removes it, so there would be no way back. Duplicate it instead, and stop the old one by hand.',
        all,
      )
    : l10n.t('The engine is removing it, or failed to: {0}. Nothing can be changed any more.', all);
}

function rowsOf(
  { changeable, wanted }: Reviewed,
  differences: SwapPlan['differences'],
  because: SwapPlan['because'],
): readonly ChangeRow[] {
  return changesOf(changeable.spec, wanted, differences)
    .filter(({ name, values }) => name !== 'image' || values.some(isOther))
    .map(({ name, values }) => rowOf(name, values, !because.includes(name)));
}

function isOther({ before, after }: OptionChange['values'][number]): boolean {
  return before !== after;
}

export function rowOf(
  name: OptionChange['name'],
  values: OptionChange['values'],
  isLive: boolean,
): ChangeRow {
  const texts = values.map(({ before, after }) => ({ before: cut(before), after: cut(after) }));
  if (name === 'image') return { label: l10n.t('Image'), flag: '', values: texts, isLive };
  if (name === 'command') return { label: l10n.t('Command'), flag: '', values: texts, isLive };
  return { label: runLabels[name](), flag: `--${name}`, values: texts, isLive };
}

function cut(text: string | undefined): string | undefined {
  return text === undefined ? undefined : plain(text, longest);
}

function notesOf(
  { lacksImage, wanted }: Reviewed,
  warnings: readonly ChangeWarning[],
): readonly ChangeNote[] {
  const pull = l10n.t('The image "{0}" is not here: it is pulled first.', shown(wanted.image));
  return [
    // Said above all of it, with its files.
    ...warnings.filter(({ code }) => code !== 'compose').map(warningNote),
    ...(lacksImage ? [note('info', pull)] : []),
  ];
}

function note(severity: ChangeNote['severity'], sentence: string): ChangeNote {
  return { severity, sentence, files: [] };
}

function warningNote(warning: ChangeWarning): ChangeNote {
  switch (warning.code) {
    case 'sharers':
      return note(
        'warning',
        l10n.t(
          'These live in its namespaces, and are made anew with it: {0}.',
          listed(warning.names),
        ),
      );
    case 'linkedBy':
      return note(
        'warning',
        l10n.t(
          'These are linked to it, and reach the old one until they are made anew, too: {0}.',
          listed(warning.names),
        ),
      );
    case 'healthCheck':
      return note('info', l10n.t('It has a health check: the new one counts once it is healthy.'));
    case 'imageMoved':
      return note(
        'info',
        l10n.t(
          'The name of its image means another by now. It stays with its own: "Recreate with Newer Image…" changes that.',
        ),
      );
    case 'unmounted':
      return note(
        'warning',
        l10n.t(
          'No longer mounted, and kept with all their data: {0}.',
          volumesText(warning.volumes),
        ),
      );
    case 'compose':
      return note('warning', '');
  }
}

/** What compose made is better changed in its file. */
export function composeNote(
  labels: Readonly<Record<string, string>> | null | undefined,
): ChangeNote | undefined {
  const place = composePlace(labels);
  if (!place) return undefined;
  const sentence = l10n.t(
    'Compose made this container: project "{0}", service "{1}". The next "docker compose up" makes it as its file says, so change the file instead, or as well.',
    shown(place.project),
    shown(place.service),
  );
  return { severity: 'warning', sentence, files: place.configFiles.map(shown) };
}

function dataOf(
  { changeable, layer, plan, wanted }: Reviewed,
  { carried, lost }: SwapPlan,
): ChangeData {
  const paths = layer?.paths ?? [];
  const isOtherImage = plan.kind === 'swap' && plan.differences.includes('image');
  const canCommit = paths.length > 0 && !isOtherImage;
  const name = nameOf(changeable.facts.container);
  return {
    carried: carried.volumes.map(({ name: volume, target, anonymous }) => ({
      name: anonymous ? l10n.t('a volume without a name ({0})', shortId(volume)) : shown(volume),
      target: shown(target),
    })),
    emptied: lost.tmpfs.map(shown),
    layer: layerSentence(layer, isOtherImage),
    paths: paths
      .slice(0, mostPaths)
      .map(({ kind, path }) => ({ kind, path: plain(path, longest) })),
    more: Math.max(0, paths.length - mostPaths),
    commit: canCommit
      ? {
          name: `${
            name
              .toLowerCase()
              .replace(/[^a-z0-9]+/g, '-')
              .replace(/^-+|-+$/g, '') || 'container'
          }:changed`,
          returning: returningText(changeable.spec, wanted, plan),
        }
      : undefined,
  };
}

function layerSentence(layer: Reviewed['layer'], isOtherImage: boolean): string {
  if (layer === undefined) {
    return l10n.t(
      'What it wrote outside its volumes could not be read: it stays in the old container, and goes with it.',
    );
  }
  const { sizeBytes, paths } = layer;
  if (paths.length === 0) return l10n.t('It wrote nothing outside its volumes: nothing is lost.');
  const size = sizeBytes === undefined ? '' : ` (${formatSize(sizeBytes)})`;
  const sentence = l10n.t(
    'The new container begins without these{0}. They stay in the old one, and go with it.',
    size,
  );
  return isOtherImage
    ? `${sentence} ${l10n.t('With another image they cannot be kept: copy out what you need first.')}`
    : sentence;
}

/** What an image made of the container has of it, whatever is asked for now. */
function returningText(before: RunSpec, wanted: RunSpec, plan: ChangePlan): string {
  if (plan.kind !== 'swap') return '';
  const stays = ['env', 'label', 'expose', 'command', 'entrypoint', 'workdir', 'user'];
  const gone = changesOf(before, wanted, plan.differences)
    .filter(({ name }) => stays.includes(name))
    .flatMap(({ values }) => values.filter(({ after }) => after === undefined))
    .flatMap(({ before: text }) => (text === undefined ? [] : [plain(text, 60)]));
  if (gone.length === 0) return '';
  return l10n.t('What you took away comes back with such an image: {0}.', listed(gone));
}

function volumesText(names: readonly string[]): string {
  return listed(names.map(shortId));
}

function listed(names: readonly string[]): string {
  return names.map(name => plain(name, 80)).join(l10n.t(', '));
}
