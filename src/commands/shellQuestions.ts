import type * as vscode from 'vscode';
import { l10n } from 'vscode';
import { plain } from '../docker/plainText';
import { type Problem, problem } from '../docker/problem';
import { findShells } from '../engine/findShells';
import type { Found } from '../model/hosts';
import type { ShellWish } from '../terminals/shell';
import { runSteps } from '../ui/steps';

interface ShellItem extends vscode.QuickPickItem {
  readonly shell: string | undefined;
}

/**
 * Which shell, as whom, and where.
 *
 * @throws {vscode.CancellationError}
 */
export async function askShell({ host, record }: Found<'container'>): Promise<ShellWish> {
  // Where they cannot be looked up, every name can be typed.
  const found = await findShells(host.engine, record.id, { timeoutMs: 2_000 }).catch(() => []);
  const best = {
    label: l10n.t('The best there is'),
    description: 'bash, sh, ash',
    shell: undefined,
  };
  const items: readonly ShellItem[] = [best, ...found.map(path => ({ label: path, shell: path }))];
  const answers: { shell?: string | undefined; user: string; workingDir: string } = {
    user: '',
    workingDir: '',
  };
  await runSteps(l10n.t('Shell in "{0}"', plain(record.name, 60)), [
    {
      run: async ask => {
        const picked = await ask.pick<ShellItem>({
          placeHolder: l10n.t('Which shell? Any other name or path can be typed.'),
          items,
          active: items.find(({ shell }) => shell === answers.shell),
          typed: text => (text === '' ? undefined : { label: plain(text), shell: text }),
        });
        answers.shell = picked.shell;
      },
    },
    {
      run: async ask => {
        answers.user = await ask.text({
          prompt: l10n.t('As which user? Empty: the one of the container.'),
          placeHolder: 'root, 1000, www-data:www-data',
          value: answers.user,
        });
      },
    },
    {
      run: async ask => {
        answers.workingDir = await ask.text({
          prompt: l10n.t('In which folder? Empty: the one of the container.'),
          placeHolder: '/var/log',
          value: answers.workingDir,
          validate: wrongFolder,
        });
      },
    },
  ]);
  return answers;
}

/** The engine would answer with a runtime's sentence about a "cwd". */
function wrongFolder(path: string): Problem | undefined {
  return /^(?:\/|[A-Za-z]:[/\\])/.test(path) ? undefined : problem('mount.relative', path);
}
