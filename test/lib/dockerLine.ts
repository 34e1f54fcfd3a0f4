import type Docker from 'dockerode';

/** Carries out a `docker` line of a cure, as words, by the API; and how to take it back. */
export async function runLine(
  docker: Docker,
  line: readonly string[],
): Promise<() => Promise<void>> {
  const [, verb = '', ...rest] = line;
  if (verb === 'network') return runNetwork(docker, rest);
  const container = docker.getContainer(rest.at(-1) ?? '');
  switch (verb) {
    case 'start':
      await container.start();
      return () => container.kill().catch(() => {}); // it ended by itself
    case 'unpause':
      await container.unpause();
      return () => container.pause();
    case 'restart':
      await container.restart({ t: 0 });
      return async () => {};
    default:
      throw new Error(`no such line: ${line.join(' ')}`);
  }
}

async function runNetwork(
  docker: Docker,
  [verb = '', ...words]: readonly string[],
): Promise<() => Promise<void>> {
  if (verb === 'create') {
    const made = await docker.createNetwork({
      Name: words.at(-1) ?? '',
      Labels: { 'slipway.test': '1' },
    });
    return () => made.remove();
  }
  const [name = '', container = ''] = words.slice(-2);
  const network = docker.getNetwork(name);
  const aliases = words.flatMap((word, at) => (words[at - 1] === '--alias' ? [word] : []));
  const join = (Aliases: readonly string[]) =>
    network.connect({ Container: container, EndpointConfig: { Aliases: [...Aliases] } });
  if (verb === 'connect') {
    await join(aliases);
    return () => network.disconnect({ Container: container });
  }
  if (verb !== 'disconnect') throw new Error(`no such line: network ${verb}`);
  const { Networks } = (await docker.getContainer(container).inspect()).NetworkSettings;
  const old = (Networks[name] as { Aliases?: string[] | null } | undefined)?.Aliases ?? [];
  await network.disconnect({ Container: container });
  return () => join(old);
}
