import { env } from 'vscode';
import type { RunTexts } from '../protocol/run';
import { runProblemTemplates } from '../ui/runProblems';
import { runHelpLimits } from './runHelpLimits';
import { runHelpOutside } from './runHelpOutside';
import { runHelpProcess } from './runHelpProcess';
import { runLabels } from './runLabels';
import { runPageTexts } from './runPageTexts';

/** All words of the form, made when one is opened: nobody else waits for them. */
export function runTexts(): RunTexts {
  return {
    language: env.language,
    label: said(runLabels),
    help: said({ ...runHelpProcess, ...runHelpOutside, ...runHelpLimits }),
    problem: runProblemTemplates(),
    page: said(runPageTexts),
  };
}

function said<Name extends string>(
  words: Readonly<Record<Name, () => string>>,
): Readonly<Record<Name, string>> {
  const pairs = Object.entries<() => string>(words).map(([name, word]) => [name, word()]);
  return Object.fromEntries(pairs);
}
