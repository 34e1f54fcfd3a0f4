import { l10n } from 'vscode';
import { plain } from '../docker/plainText';

/** Why a container's logs cannot be read: some drivers keep nothing, or send it away. */
export function noLogs(driver: string): string {
  if (driver === '') return l10n.t('The log driver of this container keeps nothing to read.');
  return driver === 'none'
    ? l10n.t('This container keeps no logs: its log driver is "none".')
    : l10n.t('The log driver "{0}" sends the logs elsewhere: look there.', plain(driver, 40));
}
