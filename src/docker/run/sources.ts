import { cleanPath } from '../mount';
import { isFault, sound } from './fault';
import { type Mount, parseMountOption } from './mountOption';
import { isOn, listOf, type RunSpec } from './spec';
import { parseVolume } from './volume';

/** Where `--use-api-socket` has the socket, on the host and in the container. */
export const apiSocketPath = '/var/run/docker.sock';

/**
 * The `-v` that have a source, each once. A path that begins with a dot is the CLI's to resolve;
 * where the folder is not known it stays as it is, and the engine will refuse it.
 */
export function bindsOf(spec: RunSpec, folder: string | undefined): readonly string[] {
  const binds = listOf(spec, 'volume').filter(text => {
    const volume = parseVolume(text);
    return !isFault(volume) && volume.source !== '';
  });
  return [...new Set(binds)].map(text => {
    const colon = text.indexOf(':');
    const source = text.slice(0, colon);
    return text.startsWith('.') ? resolved(source, folder) + text.slice(colon) : text;
  });
}

export function mountsOf(spec: RunSpec, folder: string | undefined): readonly Mount[] {
  const mounts = listOf(spec, 'mount').flatMap(text => sound(parseMountOption(text)) ?? []);
  const all = isOn(spec, 'use-api-socket') ? [...mounts, apiSocket] : mounts;
  return all.map(mount => {
    const { Source: source = '' } = mount;
    return source.startsWith('.') ? { ...mount, Source: resolved(source, folder) } : mount;
  });
}

/** `/run:rw,size=64m`: the path, then what the kernel is to know. */
export function tmpfsOf(spec: RunSpec): Readonly<Record<string, string>> {
  const pairs = listOf(spec, 'tmpfs').map(text => {
    const [path = '', ...options] = text.split(':');
    return [path, options.join(':')] as const;
  });
  return Object.fromEntries(pairs);
}

const apiSocket: Mount = {
  Type: 'bind',
  Source: apiSocketPath,
  Target: apiSocketPath,
  BindOptions: {},
};

function resolved(path: string, folder: string | undefined): string {
  return folder === undefined ? path : cleanPath(`${folder}/${path}`);
}
