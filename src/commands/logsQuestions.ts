import type * as vscode from 'vscode';
import { l10n } from 'vscode';
import { type LogsWish, usualTail } from '../terminals/logs';
import { runSteps } from '../ui/steps';

interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

/**
 * How much of the logs, since when, and whether with times.
 *
 * @throws {vscode.CancellationError}
 */
export async function askLogs(): Promise<LogsWish> {
  const tails: readonly Choice<number | 'all'>[] = [
    { label: l10n.t('The last {0} lines', '100'), value: 100 },
    { label: l10n.t('The last {0} lines', usualTail.toLocaleString()), value: usualTail },
    { label: l10n.t('The last {0} lines', (10_000).toLocaleString()), value: 10_000 },
    { label: l10n.t('All lines'), value: 'all' },
  ];
  const sinces: readonly Choice<number | undefined>[] = [
    { label: l10n.t('From any time'), value: undefined },
    { label: l10n.t('Of the last 10 minutes'), value: 600 },
    { label: l10n.t('Of the last hour'), value: 3_600 },
    { label: l10n.t('Of the last 24 hours'), value: 86_400 },
  ];
  const times: readonly Choice<boolean>[] = [
    { label: l10n.t('Without times'), value: false },
    { label: l10n.t('With the time of each line'), value: true },
  ];
  const wish: { tail: number | 'all'; sinceSeconds?: number | undefined; timestamps: boolean } = {
    tail: usualTail,
    timestamps: false,
  };
  await runSteps(l10n.t('View Logs'), [
    {
      run: async ask => {
        const active = tails.find(({ value }) => value === wish.tail);
        const asked = { placeHolder: l10n.t('How many lines?'), items: tails, active };
        wish.tail = (await ask.pick(asked)).value;
      },
    },
    {
      run: async ask => {
        const active = sinces.find(({ value }) => value === wish.sinceSeconds);
        const asked = { placeHolder: l10n.t('From when on?'), items: sinces, active };
        wish.sinceSeconds = (await ask.pick(asked)).value;
      },
    },
    {
      run: async ask => {
        const active = times.find(({ value }) => value === wish.timestamps);
        const asked = { placeHolder: l10n.t('With times?'), items: times, active };
        wish.timestamps = (await ask.pick(asked)).value;
      },
    },
  ]);
  return wish;
}
