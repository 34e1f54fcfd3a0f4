import { l10n } from 'vscode';
import type { Container } from '../engine/records';
import type { Icon } from './row';

/** Shape and colour both tell the state: neither alone is enough for everybody. */
export function containerIcon({ state, health, exitCode }: Container): Icon {
  switch (state) {
    case 'running':
      if (health === 'unhealthy') return { id: 'warning', color: 'slipway.unhealthy' };
      if (health === 'starting') return { id: 'issue-draft', color: 'slipway.starting' };
      if (health === 'healthy') return { id: 'pass-filled', color: 'slipway.running' };
      return { id: 'play-circle', color: 'slipway.running' };
    case 'paused':
      return { id: 'debug-pause', color: 'slipway.paused' };
    case 'restarting':
      return { id: 'sync', color: 'slipway.unhealthy' };
    case 'exited':
      return (exitCode ?? 0) === 0
        ? { id: 'stop-circle', color: 'slipway.stopped' }
        : { id: 'error', color: 'slipway.failed' };
    case 'created':
      return { id: 'circle-large-outline', color: 'slipway.stopped' };
    case 'dead':
      return { id: 'circle-slash', color: 'slipway.failed' };
    case 'removing':
      return { id: 'trash', color: 'slipway.stopped' };
    default:
      return { id: 'question', color: 'slipway.stopped' };
  }
}

/** What is out of the ordinary, in front of everything else; nothing where all is well. */
export function containerNote({ state, health, exitCode }: Container): string {
  if (health === 'unhealthy') return l10n.t('unhealthy');
  if (health === 'starting') return l10n.t('starting');
  if (state === 'paused') return l10n.t('paused');
  if (state === 'restarting') return l10n.t('restarting');
  if (state === 'dead') return l10n.t('dead');
  if (state === 'removing') return l10n.t('being removed');
  if (state === 'exited' && (exitCode ?? 0) !== 0) return l10n.t('exit code {0}', exitCode ?? 0);
  return '';
}
