import fs from 'node:fs';
import type Docker from 'dockerode';
import { buildImage, busyboxFiles, importImage } from './testImages';

/** On everything the demo makes, so that exactly that can be removed again. */
export const demoLabel = { 'slipway.demo': '1' } as const;

const base = 'slipway-demo/busybox:1';
const page = 'slipway-demo/web:1';

/** Each line makes a layer; the third takes away what the second brought, and saves nothing. */
const dockerfile = `FROM ${base}
RUN mkdir /www && echo '<h1>Slipway demo</h1><p>A web page from a container.</p>' > /www/index.html
RUN dd if=/dev/zero of=/www/large.bin bs=1024 count=4096
RUN rm /www/large.bin
COPY note.txt /www/note.txt
EXPOSE 80/tcp
HEALTHCHECK --interval=5s --timeout=2s CMD wget -q -O /dev/null http://127.0.0.1/
CMD ["httpd", "-f", "-v", "-p", "80", "-h", "/www"]
`;

interface DemoContainer {
  readonly name: string;
  readonly image: string;
  /** The networks it joins, each with the names it has there besides its own. */
  readonly networks: Readonly<Record<string, readonly string[]>>;
  readonly script?: string;
  readonly binds?: readonly string[];
  readonly env?: readonly string[];
  readonly publish?: boolean;
}

/** Says something every few seconds, and answers on a port. */
function service(port: number, says: string): string {
  return [
    `mkdir -p /srv && echo ok > /srv/index.html`,
    `while true; do echo "$(date +%T) ${says}"; sleep 4; done &`,
    `exec httpd -f -p ${port} -h /srv`,
  ].join('\n');
}

const containers: readonly DemoContainer[] = [
  {
    name: 'demo-db',
    image: base,
    networks: { 'demo-back': ['database'] },
    script: service(5432, 'checkpoint complete'),
    binds: ['demo-data:/var/lib/data'],
    env: ['DB_NAME=shop', 'DB_USER=shop'],
  },
  {
    name: 'demo-cache',
    image: base,
    networks: { 'demo-back': ['cache'] },
    script: service(6379, '12 keys, 3 expired'),
  },
  {
    name: 'demo-api',
    image: base,
    networks: { 'demo-front': ['api'], 'demo-back': [] },
    script: service(3000, 'GET /orders 200'),
    binds: ['demo-data:/data:ro'],
    env: ['DB_HOST=database', 'CACHE_HOST=cache'],
  },
  { name: 'demo-web', image: page, networks: { 'demo-front': ['www'] }, publish: true },
];

/**
 * The example of the README: two networks, and four containers, of which only the API is on both; a volume that two of
 * them share; an image with layers to look into. What is there of an earlier demo is made anew.
 */
export async function makeDemo(docker: Docker): Promise<void> {
  await cleanDemo(docker);
  await makeImages(docker);
  for (const name of ['demo-front', 'demo-back']) {
    await docker.createNetwork({ Name: name, Labels: demoLabel, CheckDuplicate: true });
  }
  await docker.createVolume({ Name: 'demo-data', Labels: demoLabel });
  for (const container of containers) await makeContainer(docker, container);
}

/** Removes what bears the demo's label, and nothing else; returns how many things. */
export async function cleanDemo(docker: Docker): Promise<number> {
  const filters = { label: ['slipway.demo=1'] };
  const found = await docker.listContainers({ all: true, filters });
  await Promise.all(found.map(c => docker.getContainer(c.Id).remove({ force: true, v: true })));
  const networks = await docker.listNetworks({ filters });
  for (const network of networks) await docker.getNetwork(network.Id).remove();
  const { Volumes: volumes } = await docker.listVolumes({ filters });
  for (const volume of volumes ?? []) await docker.getVolume(volume.Name).remove();
  const images = await docker.listImages({ filters });
  const tags = images.flatMap(image => image.RepoTags ?? []).filter(tag => tag !== '<none>:<none>');
  // the web page's image is built on the other one
  for (const tag of tags.sort().reverse()) await docker.getImage(tag).remove({ force: true });
  // what a demo left untagged when it was made anew
  for (const image of await docker.listImages({ filters })) {
    await docker.getImage(image.Id).remove({ force: true });
  }
  return found.length + networks.length + (volumes?.length ?? 0) + tags.length;
}

async function makeImages(docker: Docker): Promise<void> {
  if (fs.existsSync('/bin/busybox')) {
    const changes = ['ENV PATH=/bin', 'CMD ["/bin/sh"]', 'LABEL slipway.demo=1'];
    await importImage(docker, base, busyboxFiles(), changes);
  } else {
    await pull(docker, 'busybox:1.36');
    await buildImage(docker, base, 'FROM busybox:1.36\n', [], demoLabel);
  }
  const note = { name: 'note.txt', content: 'Copied into the image by the build.\n' };
  await buildImage(docker, page, dockerfile, [note], demoLabel);
}

async function pull(docker: Docker, image: string): Promise<void> {
  const stream = await docker.pull(image);
  for await (const chunk of stream) {
    const failed = /"error":"([^"]*)"/.exec(String(chunk));
    if (failed) throw new Error(failed[1]);
  }
}

async function makeContainer(docker: Docker, wish: DemoContainer): Promise<void> {
  const [first = '', ...more] = Object.keys(wish.networks);
  const container = await docker.createContainer({
    name: wish.name,
    Image: wish.image,
    Labels: demoLabel,
    StopSignal: 'SIGKILL', // a shell as process 1 does not hear SIGTERM
    ...(wish.script ? { Cmd: ['sh', '-c', wish.script] } : {}),
    ...(wish.env ? { Env: [...wish.env] } : {}),
    HostConfig: {
      NetworkMode: first,
      RestartPolicy: { Name: 'unless-stopped' },
      ...(wish.binds ? { Binds: [...wish.binds] } : {}),
      ...(wish.publish
        ? { PortBindings: { '80/tcp': [{ HostIp: '127.0.0.1', HostPort: '' }] } }
        : {}),
    },
    NetworkingConfig: {
      EndpointsConfig: { [first]: { Aliases: [...(wish.networks[first] ?? [])] } },
    },
  });
  for (const name of more) {
    await docker.getNetwork(name).connect({ Container: container.id });
  }
  await container.start();
}
