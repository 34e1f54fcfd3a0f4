import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import type Docker from 'dockerode';
import { busyboxFiles, importImage } from './testImages';

/** Busybox with bash and perl, which speak UDP: the machine's own, and the libraries they want. */
export const toolImage = 'slipway-test/tools:1';

export async function makeToolImage(docker: Docker): Promise<void> {
  const present = (await docker.listImages()).flatMap(image => image.RepoTags ?? []);
  if (present.includes(toolImage)) return;
  const programs = ['/usr/bin/perl', '/bin/bash'];
  const libraries = new Set(programs.flatMap(librariesOf));
  const files = [...programs, ...libraries].map(path => ({
    ...{ name: path.slice(1), content: fs.readFileSync(path), mode: 0o755 },
  }));
  await importImage(docker, toolImage, [...busyboxFiles(), ...files], ['ENV PATH=/bin:/usr/bin']);
}

function librariesOf(program: string): readonly string[] {
  const told = execFileSync('ldd', [program], { encoding: 'utf8' });
  return [...told.matchAll(/(\/\S+\.so[\w.]*) \(/g)].map(([, path = '']) => path);
}

/** A program that answers what comes by UDP; without modules, which the image has not. */
export function udpEcho(port: number): readonly string[] {
  const address = `pack("S n a4 x8", 2, ${port}, "\\0\\0\\0\\0")`;
  const loop = 'while ($from = recv(S, $in, 99, 0)) { send(S, "ok", 0, $from) }';
  return ['perl', '-e', `socket(S, 2, 2, 17); bind(S, ${address}) or die; ${loop}`];
}
