import { l10n } from 'vscode';
import type { OptionName } from '../docker/run/options';

/** What the options of the program itself do: how it starts, ends, is watched and noted. */
export const runHelpProcess = {
  name: () =>
    l10n.t(
      'What the container is called; in a network of your own others reach it by this name. Without one, Docker makes one up.',
    ),
  entrypoint: () =>
    l10n.t(
      'The program that is started instead of the image’s. The command becomes its arguments; write only the program here.',
    ),
  workdir: () =>
    l10n.t(
      'The folder in the container in which the program starts. It is made where it is missing.',
    ),
  user: () =>
    l10n.t(
      'As whom the program runs: a name or number, with “:group” behind it if needed. Most images run as root.',
    ),
  'group-add': () =>
    l10n.t(
      'Groups the user is in besides its own, by name or number, such as that of a device or a shared folder.',
    ),
  interactive: () =>
    l10n.t(
      'Keeps the program’s input open, so that you can type to it. With a terminal: what a shell needs.',
    ),
  tty: () =>
    l10n.t(
      'Gives the program a terminal: colors, line editing, prompts. Its errors then come in the same stream as its output.',
    ),
  detach: () =>
    l10n.t('Runs in the background: Docker does not stay at its output. Servers are run so.'),
  attach: () =>
    l10n.t(
      'Which of stdin, stdout and stderr Docker stays at in the foreground. Without it: output and errors.',
    ),
  'detach-keys': () =>
    l10n.t(
      'The keys that leave a container without stopping it. Only the command line knows them; usually Ctrl-P Ctrl-Q.',
    ),
  'sig-proxy': () =>
    l10n.t(
      'In the foreground, the command line passes Ctrl-C and other signals on to the program.',
    ),
  init: () =>
    l10n.t(
      'Starts a small init as process 1: it passes on signals and clears away ended children, which most programs do not.',
    ),
  rm: () =>
    l10n.t(
      'Removes the container, and its volumes without a name, once it ends. For what is run once and need not be kept.',
    ),
  restart: () =>
    l10n.t(
      'When Docker starts it again by itself: no, on-failure (with a limit behind a colon), always, or unless-stopped.',
    ),
  'stop-signal': () =>
    l10n.t(
      'What asks the program to end when the container is stopped. Without it: the image’s, usually SIGTERM.',
    ),
  'stop-timeout': () =>
    l10n.t(
      'Seconds between asking the program to end and killing it; -1 waits for ever. Usually 10.',
    ),
  platform: () =>
    l10n.t(
      'Of an image made for several, which one: linux/amd64, linux/arm64 … One that is not the engine’s own is emulated, and slow.',
    ),
  pull: () =>
    l10n.t(
      'When the image is pulled first: missing (only if it is not here), always (for the newest of a tag), or never.',
    ),
  quiet: () => l10n.t('The command line does not show how far a pull is.'),
  'disable-content-trust': () =>
    l10n.t(
      'Whether the command line does without checking who signed the image. It does unless told otherwise.',
    ),
  cidfile: () =>
    l10n.t(
      'A file that is made with the container’s id in it, for scripts. Only the command line writes it.',
    ),
  help: () => l10n.t('Prints help, and runs nothing.'),
  runtime: () =>
    l10n.t(
      'The program that makes the container, where the engine has several: runc, or one such as runsc or nvidia.',
    ),
  isolation: () =>
    l10n.t(
      'On Windows: process (shares the kernel) or hyperv (a small virtual machine). On Linux there is only the default.',
    ),
  env: () =>
    l10n.t(
      'Variables for the program, as NAME=value. A NAME alone takes its value from the machine on which you run it.',
    ),
  'env-file': () =>
    l10n.t(
      'Files of this machine with one NAME=value a line, for what should not stand in a line. --env wins over them.',
    ),
  label: () =>
    l10n.t(
      'Notes on the container, as key=value: for finding and grouping, and for tools that read them.',
    ),
  'label-file': () => l10n.t('Files of this machine with one key=value a line.'),
  annotation: () =>
    l10n.t('Notes that go on to the runtime (OCI), as key=value. Few runtimes read any.'),
  'health-cmd': () =>
    l10n.t(
      'Run in the container by its shell, again and again: 0 says healthy, anything else unhealthy.',
    ),
  'health-interval': () =>
    l10n.t('How long Docker waits between two checks, such as 30s or 1m30s. Usually 30s.'),
  'health-timeout': () => l10n.t('A check that takes longer has failed. Usually 30s.'),
  'health-retries': () =>
    l10n.t('After so many failures in a row the container counts as unhealthy. Usually 3.'),
  'health-start-period': () => l10n.t('Time to start up in: failures do not count so long.'),
  'health-start-interval': () =>
    l10n.t('How often Docker checks within the start period. Usually 5s.'),
  'no-healthcheck': () => l10n.t('Turns off the image’s health check.'),
  'log-driver': () =>
    l10n.t(
      'Where output goes: json-file and local keep it for the logs, none drops it, others send it on (syslog, journald …).',
    ),
  'log-opt': () =>
    l10n.t(
      'For the log driver, as key=value: max-size=10m and max-file=3 keep a log from filling the disk.',
    ),
} satisfies Partial<Record<OptionName, () => string>>;
