import type { Endpoint } from './endpoint';

/** What the search starts from, given from outside so that tests can set it. */
export interface World {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly platform: NodeJS.Platform;
}

/**
 * The endpoint to use, in Docker's own order.
 *
 * @param setting the user's own choice, empty for none
 */
export async function findEndpoint(setting: string, world: World): Promise<Endpoint> {
  const url = setting || world.env['DOCKER_HOST'] || 'unix:///var/run/docker.sock';
  return { source: 'default', url, address: { kind: 'socket', path: url.replace('unix://', '') } };
}
