import { asObject, type CallOptions, call, type Engine } from './connection';
import { texts } from './normalise';

/** Podman's own columns. Else it runs the container's `ps`, if there is one, and cuts no line. */
const podmanColumns = 'hpid,ppid,user,time,args';

/** One process of a container, as the engine's host sees it. */
export interface Process {
  /** On the engine's host, not within the container. */
  readonly pid: string;
  /** On Podman within the container. */
  readonly parentPid: string;
  readonly user: string;
  /** `00:00:12`, of the processor. */
  readonly time: string;
  readonly command: string;
}

/**
 * The processes of a running container.
 *
 * @throws {EngineError} `notFound`; `conflict` or `server` where it is not running
 * @see Engine API, ContainerTop: GET /containers/{id}/top
 */
export async function readProcesses(
  engine: Engine,
  id: string,
  options: CallOptions = {},
): Promise<readonly Process[]> {
  const wish = engine.about.product === 'Podman' ? { ps_args: podmanColumns } : {};
  const answer: unknown = await call(options, abortSignal =>
    engine.docker.getContainer(id).top({ ...wish, abortSignal } as object),
  );
  const { Titles, Processes } = asObject(answer);
  const titles = texts(Titles).map(title => title.toUpperCase());
  const rows = Array.isArray(Processes) ? Processes.map(texts) : [];
  // Docker's columns are those of `ps -ef` on its host, Podman has its own.
  const column = (row: readonly string[], ...names: readonly string[]): string =>
    row[titles.findIndex(title => names.includes(title))] ?? '';
  return rows.map(row => ({
    pid: column(row, 'PID', 'HPID'),
    parentPid: column(row, 'PPID'),
    user: column(row, 'UID', 'USER'),
    time: column(row, 'TIME'),
    command: column(row, 'CMD', 'COMMAND'),
  }));
}
