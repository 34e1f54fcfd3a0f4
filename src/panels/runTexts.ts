import { env } from 'vscode';
import type { RunTexts } from '../protocol/run';
import { runProblemTemplates } from '../ui/runProblems';
import { runHelpLimits } from './runHelpLimits';
import { runHelpOutside } from './runHelpOutside';
import { runHelpProcess } from './runHelpProcess';
import { runLabels } from './runLabels';
import { runPageTexts } from './runPageTexts';

/** All words of the form. */
export function runTexts(): RunTexts {
  return {
    language: env.language,
    label: runLabels,
    help: { ...runHelpProcess, ...runHelpOutside, ...runHelpLimits },
    problem: runProblemTemplates(),
    page: runPageTexts,
  };
}
