export interface StartFailure {
  readonly kind: /** Another container, or a program of the host, has the port. */
    | 'port'
    /** The program to run is not in the image, or may not be run. */
    | 'program'
    /** The image was made for another processor. */
    | 'platform'
    /** A folder of the host that is mounted is not there, or cannot be used so. */
    | 'mount'
    /** The container whose network it shares does not run. */
    | 'network'
    /** The network it is in was removed. */
    | 'networkGone'
    /** The user or group it runs as is not in the image. */
    | 'user'
    | 'other';
  /** The port, the program or the path, where the engine's sentence names it. */
  readonly about: string;
}

/** In order: the sentences of the engine, of its libraries and of runc, 20.10 to 28, and Podman's. */
const patterns: readonly (readonly [StartFailure['kind'], RegExp])[] = [
  ['port', /Bind for \S*?:(\d+) failed: port is already allocated/],
  ['port', /listen (?:tcp|udp)[46]? \S*?:(\d+): bind: address already in use/],
  ['port', /failed to bind host port (?:for )?\S*?:(\d+)(?::|\/)/],
  ['port', /(?:port is already allocated|address already in use)()/],
  ['platform', /exec format error()/],
  [
    'program',
    /exec: "([^"]*)": (?:executable file not found|stat |permission denied|is a directory)/,
  ],
  ['program', /exec: "?([^\s":]*)"?: (?:no such file or directory|permission denied)/],
  ['mount', /bind source path does not exist: (.*)$/],
  ['mount', /error mounting "([^"]*)"/],
  ['mount', /error while creating mount source path '([^']*)'/],
  ['network', /cannot join network (?:namespace )?of a non running container: ?(\S*)/],
  ['network', /No such container: ?(\S*)$/],
  ['networkGone', /^(?:failed to set up container networking: )?network (\S+) not found$/],
  ['user', /unable to find (?:user|group) ([^:]*)/],
];

/** What a start failed of, read from the engine's own sentence: the status is 500 or 400 for all. */
export function startFailure(message: string): StartFailure {
  for (const [kind, pattern] of patterns) {
    const found = pattern.exec(message);
    if (found) return { kind, about: found[1] ?? '' };
  }
  return { kind: 'other', about: '' };
}
