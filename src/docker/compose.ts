export interface ComposePlace {
  readonly project: string;
  /** Empty for what belongs to the project as a whole. */
  readonly service: string;
  /** Of a service with several containers, from 1. */
  readonly number: number | undefined;
  /** Made by `compose run`. */
  readonly oneOff: boolean;
  readonly workingDir: string;
  /** Absolute where the working folder is known: compose v1 wrote them relative to it. */
  readonly configFiles: readonly string[];
}

type Labels = Readonly<Record<string, string>>;
const prefix = 'com.docker.compose.';

/** Reads the labels of compose (v1 and v2, and of podman-compose, which sets the same). */
export function composePlace(labels: Labels | null | undefined): ComposePlace | undefined {
  const label = (name: string) => labels?.[prefix + name] ?? '';
  const project = label('project');
  if (project === '') return undefined;
  const number = Number.parseInt(label('container-number'), 10);
  const workingDir = label('project.working_dir');
  const files = label('project.config_files')
    .split(',')
    .filter(file => file !== '');
  return {
    project,
    service: label('service'),
    number: Number.isNaN(number) ? undefined : number,
    oneOff: label('oneoff').toLowerCase() === 'true',
    workingDir,
    configFiles: files.map(file => absolute(file, workingDir)),
  };
}

function absolute(file: string, folder: string): string {
  if (folder === '' || /^(?:[\\/]|[a-z]:[\\/])/i.test(file)) return file;
  const separator = folder.includes('\\') && !folder.includes('/') ? '\\' : '/';
  return folder.replace(/[\\/]$/, '') + separator + file.replace(/^\.[\\/]/, '');
}
