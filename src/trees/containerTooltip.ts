import { l10n } from 'vscode';
import { commandLine } from '../docker/commandLine';
import { formatPublished } from '../docker/ports';
import { shortId } from '../docker/shortId';
import type { Container, ContainerDetails, Membership } from '../engine/records';
import { aliasWords, mountsOf, ownAliases } from './containerParts';
import type { World } from './kindView';
import { fact, facts, heading, lines, paragraphs, shown } from './markdown';
import { joined } from './row';
import { agoWords, durationWords, imageName, listed, secondsOf, statusWords } from './words';

/** All that one wants to know at a glance; what only inspect tells is there once it was read. */
export function containerTooltip(c: Container, world: World): string {
  const details = world.details('container', c.id);
  return paragraphs(
    lines(`${heading(c.name)} · ${shown(statusWords(c))}`, shown(timeWords(c, world, details))),
    lines(
      fact(l10n.t('Image'), shown(imageName(c))),
      fact(l10n.t('Command'), shown(details ? commandLine(details.command) : c.command)),
      fact(l10n.t('Id'), shown(shortId(c.id))),
    ),
    details?.error ? shown(details.error) : '',
    facts(l10n.t('Ports'), c.ports.map(formatPublished).map(shown)),
    facts(l10n.t('Networks'), networkLines(c, details)),
    facts(
      l10n.t('Mounts'),
      mountsOf(c, details).map(mount => {
        const from = shown(mount.volume || mount.source || mount.type);
        const mode = mount.readOnly ? ` · ${shown(l10n.t('read-only'))}` : '';
        return `${from} → ${shown(mount.target)}${mode}`;
      }),
    ),
    details ? fact(l10n.t('Limits'), shown(limitWords(details))) : '',
    details ? fact(l10n.t('Restart policy'), shown(restartWords(details))) : '',
  );
}

function timeWords(c: Container, world: World, details: ContainerDetails | undefined): string {
  const since = (iso: string): number => world.nowSeconds() - (secondsOf(iso) ?? 0);
  const isUp = c.state === 'running' || c.state === 'paused' || c.state === 'restarting';
  const started = secondsOf(details?.startedAt ?? '');
  if (details && isUp && started !== undefined) {
    return l10n.t('Up for {0}', durationWords(since(details.startedAt)));
  }
  const finished = secondsOf(details?.finishedAt ?? '');
  if (details && !isUp && finished !== undefined) {
    const ended = l10n.t('Ended {0}', agoWords(since(details.finishedAt)));
    return details.oomKilled ? joined(ended, l10n.t('ran out of memory')) : ended;
  }
  return l10n.t('Created {0}', agoWords(world.nowSeconds() - c.createdSeconds));
}

function networkLines(c: Container, details: ContainerDetails | undefined): readonly string[] {
  const places: readonly Membership[] = details?.networks.length ? details.networks : c.networks;
  return places.map(place => {
    const aliases = ownAliases(c, place);
    const said = [place.ipv4, place.ipv6, aliases.length > 0 ? aliasWords(aliases) : ''];
    return [place.network, ...said]
      .filter(text => text !== '')
      .map(shown)
      .join(' · ');
  });
}

function limitWords({ memoryBytes, cpus, pidsLimit }: ContainerDetails): string {
  const limits = [
    memoryBytes > 0 ? l10n.t('memory {0}', memorySize(memoryBytes)) : '',
    cpus > 0 ? l10n.t('CPUs {0}', cpus) : '',
    pidsLimit > 0 ? l10n.t('processes {0}', pidsLimit) : '',
  ].filter(limit => limit !== '');
  return limits.length === 0 ? l10n.t('none') : listed(limits);
}

function restartWords({ restartPolicy, restartCount }: ContainerDetails): string {
  if (restartPolicy === '' || restartPolicy === 'no') return '';
  return restartCount > 0
    ? joined(restartPolicy, l10n.t('restarts so far: {0}', restartCount))
    : restartPolicy;
}

/** In powers of 1024, as `--memory` counts. */
function memorySize(bytes: number): string {
  const mebibytes = bytes / 1024 ** 2;
  const [value, unit] = mebibytes < 1024 ? [mebibytes, 'MiB'] : [mebibytes / 1024, 'GiB'];
  return `${Number(value.toPrecision(3))} ${unit}`;
}
