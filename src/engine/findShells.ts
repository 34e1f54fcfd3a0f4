import { type CallOptions, call, type Engine } from './connection';

const names = ['bash', 'zsh', 'fish', 'sh', 'ash', 'dash'];
const folders = ['/bin', '/usr/bin', '/usr/local/bin'];

/**
 * The shells that are in a container's usual folders, as paths: the first found of each name. Only
 * looked up, nothing is run, so it also works where there is none.
 *
 * @throws {EngineError} `notFound` is not among them: it counts as "no such file"
 * @see Engine API, ContainerArchiveInfo: HEAD /containers/{id}/archive
 */
export async function findShells(
  engine: Engine,
  container: string,
  options: CallOptions = {},
): Promise<readonly string[]> {
  const found = await Promise.all(
    names.map(async name => {
      for (const folder of folders) {
        const path = `${folder}/${name}`;
        if (await isThere(engine, container, path, options)) return path;
      }
      return undefined;
    }),
  );
  return found.filter(path => path !== undefined);
}

function isThere(
  engine: Engine,
  container: string,
  path: string,
  options: CallOptions,
): Promise<boolean> {
  const request = {
    path: `/containers/${container}/archive?`,
    method: 'HEAD',
    statusCodes: { 200: true, 404: true },
    isStream: true,
    options: { path },
  };
  return call(
    options,
    abortSignal =>
      new Promise((resolve, reject) => {
        engine.docker.modem.dial({ ...request, abortSignal }, (error, answer) => {
          if (error) return reject(error);
          const response = answer as unknown as NodeJS.ReadableStream & { statusCode: number };
          response.resume();
          resolve(response.statusCode === 200);
        });
      }),
  );
}
