import * as vscode from 'vscode';
import type { SystemTexts } from '../protocol/system';

export function systemTexts(): SystemTexts {
  return {
    language: vscode.env.language,
    connecting: vscode.l10n.t('Connecting to the Docker engine.'),
    tryAgain: vscode.l10n.t('Try Again'),
    refresh: vscode.l10n.t('Refresh'),
    showEvents: vscode.l10n.t('Show Events'),
    warnings: vscode.l10n.t('Warnings'),
    engineSays: vscode.l10n.t('The engine says:'),
    about: vscode.l10n.t('About This Engine'),
    diskUsage: vscode.l10n.t('Disk Usage'),
    measure: vscode.l10n.t('Measure'),
    measureAgain: vscode.l10n.t('Measure Again'),
    measuring: vscode.l10n.t('Measuring for {0} s …'),
    cancel: vscode.l10n.t('Cancel'),
    notMeasured: vscode.l10n.t('Not measured yet'),
    notMeasuredHint: vscode.l10n.t(
      'The engine looks through all images and volumes for it. That can take up to a minute.',
    ),
    measuredAt: vscode.l10n.t('Measured at {0}, in {1} s.'),
    outdated: vscode.l10n.t('Something has changed since.'),
    onDisk: vscode.l10n.t('on the disk'),
    canBeFreed: vscode.l10n.t('Can be freed'),
    canBeFreedTotal: vscode.l10n.t('can be freed'),
    kind: vscode.l10n.t('Kind'),
    size: vscode.l10n.t('Size'),
    inUse: vscode.l10n.t('In use'),
    unused: vscode.l10n.t('Unused'),
    name: vscode.l10n.t('Name'),
    usedBy: vscode.l10n.t('Used by'),
    state: vscode.l10n.t('State'),
    made: vscode.l10n.t('Created'),
    lastUsed: vscode.l10n.t('Last used'),
    remove: vscode.l10n.t('Remove…'),
    nothing: vscode.l10n.t('There is nothing of this kind.'),
    details: vscode.l10n.t('Show the largest: {0}'),
  };
}
