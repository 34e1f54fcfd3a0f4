import type Docker from 'dockerode';

/** What a program says that is run in a container, without the space around it. */
export async function execIn(docker: Docker, name: string, ...Cmd: string[]): Promise<string> {
  const made = await docker
    .getContainer(name)
    .exec({ Cmd, AttachStdout: true, AttachStderr: true });
  const stream = await made.start({ Tty: true });
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString().trim();
}
