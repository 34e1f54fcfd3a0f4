/** What the quick run asks for; texts as on Docker's command line, each checked before. */
export interface QuickRun {
  readonly image: string;
  /** Without one, the engine makes one up. */
  readonly name?: string;
  /** `-p`. */
  readonly ports: readonly string[];
  /** `-e`. */
  readonly env: readonly string[];
  /** `-v`. */
  readonly mounts: readonly string[];
  /** A network, or a mode such as `host` or `container:web`. */
  readonly network?: string;
  readonly aliases?: readonly string[];
  /** `-l`. */
  readonly labels?: readonly string[];
  /** Instead of the image's own command. */
  readonly command: readonly string[];
  readonly detach: boolean;
  readonly interactive: boolean;
  readonly tty: boolean;
  readonly rm: boolean;
  readonly publishAll: boolean;
}

/** The line that does the same: `docker run …`, one element a word. */
export function runArgs(run: QuickRun): string[] {
  const letters = (run.interactive ? 'i' : '') + (run.tty ? 't' : '');
  return [
    'docker',
    'run',
    ...(run.detach ? ['-d'] : []),
    ...(letters === '' ? [] : [`-${letters}`]),
    ...(run.rm ? ['--rm'] : []),
    ...each('--name', run.name ? [run.name] : []),
    ...(run.publishAll ? ['-P'] : []),
    ...each('-p', run.ports),
    ...each('-e', run.env),
    ...each('-v', run.mounts),
    ...each('--network', run.network ? [run.network] : []),
    ...each('--network-alias', run.aliases ?? []),
    ...each('-l', run.labels ?? []),
    run.image,
    ...run.command,
  ];
}

/** A value that begins with a hyphen would be taken for the next option, but for the `=`. */
function each(option: string, values: readonly string[]): string[] {
  return values.flatMap(value =>
    value.startsWith('-') && option.startsWith('--') ? [`${option}=${value}`] : [option, value],
  );
}
