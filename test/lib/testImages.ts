import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type Docker from 'dockerode';
import { type TarEntry, tar } from './tar';

/** All made here, without a registry, from Debian's busybox-static. */
export const testImages = {
  /** Every busybox applet; runs a shell. */
  busybox: 'slipway-test/busybox:1',
  /** A web server: ports, a health check (sick by `touch /tmp/sick`), a volume, labels, several layers. */
  web: 'slipway-test/web:1',
  /** A single program, `/sleep`, and no shell. */
  noShell: 'slipway-test/noshell:1',
} as const;

const webDockerfile = `FROM ${testImages.busybox}
LABEL org.opencontainers.image.title="Slipway test page" slipway.test.colour="blau"
ENV GREETING="Grüße, 你好"
WORKDIR /www
RUN echo '<h1>It works</h1>' > index.html
RUN dd if=/dev/zero of=/www/large bs=1024 count=512
COPY note.txt /www/note.txt
RUN rm /www/large
VOLUME /data
EXPOSE 80/tcp 443/udp
STOPSIGNAL SIGKILL
HEALTHCHECK --interval=1s --timeout=2s --retries=1 CMD test ! -e /tmp/sick
CMD ["httpd", "-f", "-p", "80", "-h", "/www"]
`;

/** Makes the test images on this engine, where they are not there yet. */
export async function makeTestImages(docker: Docker): Promise<void> {
  const present = new Set((await docker.listImages()).flatMap(image => image.RepoTags ?? []));
  if (!present.has(testImages.busybox)) {
    const changes = ['ENV PATH=/bin', 'CMD ["/bin/sh"]'];
    await importImage(docker, testImages.busybox, busyboxFiles(), changes);
  }
  if (!present.has(testImages.noShell)) {
    const only = [{ name: 'sleep', content: fs.readFileSync('/bin/busybox'), mode: 0o755 }];
    await importImage(docker, testImages.noShell, only, ['ENTRYPOINT ["/sleep"]', 'CMD ["3600"]']);
  }
  if (!present.has(testImages.web)) {
    const note = { name: 'note.txt', content: 'copied by the build\n' };
    await buildImage(docker, testImages.web, webDockerfile, [note]);
  }
}

/** An image of one layer out of these files. */
export async function importImage(
  docker: Docker,
  name: string,
  files: readonly TarEntry[],
  changes: readonly string[] = [],
): Promise<void> {
  const [repo = name, tag = 'latest'] = name.split(':');
  const input = Readable.from([tar(files)]);
  const reply = await docker.importImage(input, { repo, tag, changes: [...changes] });
  await readProgress(reply);
  if (tag === 'latest') return;
  const named = await docker.getImage(name).inspect().then(Boolean, ignoreMissing);
  if (named) return;
  // Podman drops the tag.
  await docker.getImage(`${repo}:latest`).tag({ repo, tag });
  await docker.getImage(`${repo}:latest`).remove();
}

function ignoreMissing(error: unknown): false {
  if ((error as { statusCode?: number }).statusCode !== 404) throw error;
  return false;
}

/** Builds an image by the engine's own builder; returns what it said. */
export async function buildImage(
  docker: Docker,
  name: string,
  dockerfile: string,
  files: readonly TarEntry[] = [],
  labels: Readonly<Record<string, string>> = { 'slipway.test': '1' },
): Promise<string> {
  const context = tar([{ name: 'Dockerfile', content: dockerfile }, ...files]);
  const options = { t: name, labels: { ...labels }, rm: true, forcerm: true };
  return readProgress(await docker.buildImage(Readable.from([context]), options));
}

/** The engine answers 200 and tells of a failure within the stream. */
async function readProgress(stream: NodeJS.ReadableStream): Promise<string> {
  const said = await text(stream);
  const failed = said.split('\n').find(line => line.includes('"error"'));
  if (failed !== undefined) throw new Error(failed);
  return said;
}

/** Debian's static busybox with a link for each applet, and what a shell expects around it. */
export function busyboxFiles(): TarEntry[] {
  const applets = execFileSync('/bin/busybox', ['--list'], { encoding: 'utf8' }).trim().split('\n');
  return [
    { name: 'bin', folder: true },
    { name: 'etc', folder: true },
    { name: 'root', folder: true },
    { name: 'tmp', folder: true, mode: 0o1777 },
    {
      name: 'etc/passwd',
      content: 'root:x:0:0:root:/root:/bin/sh\nguest:x:1000:1000::/tmp:/bin/sh\n',
    },
    { name: 'etc/group', content: 'root:x:0:\nguest:x:1000:\n' },
    { name: 'bin/busybox', content: fs.readFileSync('/bin/busybox'), mode: 0o755 },
    ...applets
      .filter(applet => applet !== 'busybox')
      .map(applet => ({ name: `bin/${applet}`, link: 'busybox' })),
  ];
}
