import Docker from 'dockerode';
import { createEngine, type EngineOptions, PrivateEngine } from './privateEngine';
import { makeTestImages, testImages } from './testImages';

/** On everything a test makes. */
export const testLabel = { 'slipway.test': '1' } as const;

export interface TestEngine {
  /** As in DOCKER_HOST. */
  readonly host: string;
  readonly socket: string;
  /** A plain client, to set things up and to ask for the truth. */
  readonly docker: Docker;
  readonly control: PrivateEngine;
}

/** The private engine of this run, with the test images; other tests use it too, so do not stop it. */
export function testEngine(): TestEngine {
  const dir = process.env.SLIPWAY_TEST_CONTROL;
  if (dir === undefined) {
    throw new Error('No private engine: run the suite by `npm test` or `npm run test:engine`.');
  }
  return engineOf(new PrivateEngine(dir));
}

/** Lends an engine of its own, to be stopped, killed and frozen at will; takes about 0.5 s. */
export async function withEngine(
  use: (engine: TestEngine) => Promise<void>,
  options: EngineOptions & { readonly images?: boolean } = {},
): Promise<void> {
  const control = await createEngine(options);
  try {
    const engine = engineOf(control);
    if (options.images) await makeTestImages(engine.docker);
    await use(engine);
  } finally {
    await control.purge();
  }
}

export function engineOf(control: PrivateEngine): TestEngine {
  const { host, socket } = control;
  return { host, socket, control, docker: dockerAt(socket) };
}

/** docker-modem lets DOCKER_HOST win over a socket path unless host and port are said to be absent. */
export function dockerAt(socketPath: string): Docker {
  const absent = { host: undefined, port: undefined } as unknown as Docker.DockerOptions;
  return new Docker({ ...absent, protocol: 'http', socketPath });
}

export interface ContainerWish {
  readonly name?: string;
  readonly image?: string;
  /** Without it: sleeps for an hour. */
  readonly cmd?: readonly string[];
  /** False: created only. */
  readonly start?: boolean;
  readonly labels?: Readonly<Record<string, string>>;
  /** Anything else of the Engine API's ContainerCreate. */
  readonly more?: Docker.ContainerCreateOptions;
}

/** Makes a container, lends its id, and removes it with its anonymous volumes whatever happens. */
export async function withContainer<T>(
  docker: Docker,
  wish: ContainerWish,
  use: (id: string) => Promise<T>,
): Promise<T> {
  const { image = testImages.busybox, cmd = ['sleep', '3600'] } = wish;
  const container = await docker.createContainer({
    Image: image,
    ...(image === testImages.busybox || wish.cmd ? { Cmd: [...cmd] } : {}),
    ...(wish.name ? { name: wish.name } : {}),
    StopSignal: 'SIGKILL', // sleep as process 1 does not hear SIGTERM
    ...wish.more,
    Labels: { ...testLabel, ...wish.labels },
  });
  const remove = () => container.remove({ force: true, v: true });
  try {
    if (wish.start !== false) await container.start();
    const made = await use(container.id);
    await remove().catch(ignoreGone);
    return made;
  } catch (error) {
    await remove().catch(() => {}); // what went wrong first is told
    throw error;
  }
}

export async function withNetwork<T>(
  docker: Docker,
  wish: Docker.NetworkCreateOptions,
  use: (id: string) => Promise<T>,
): Promise<T> {
  const network = await docker.createNetwork({ ...wish, Labels: { ...testLabel, ...wish.Labels } });
  try {
    return await use(network.id);
  } finally {
    await network.remove().catch(ignoreGone);
  }
}

export async function withVolume<T>(
  docker: Docker,
  wish: Docker.VolumeCreateOptions,
  use: (name: string) => Promise<T>,
): Promise<T> {
  const volume = await docker.createVolume({ ...wish, Labels: { ...testLabel, ...wish.Labels } });
  try {
    return await use(volume.name);
  } finally {
    await docker.getVolume(volume.name).remove({ force: true }).catch(ignoreGone);
  }
}

/** The test itself may have removed what it was lent. */
function ignoreGone(error: unknown): void {
  if ((error as { statusCode?: number }).statusCode !== 404) throw error;
}
