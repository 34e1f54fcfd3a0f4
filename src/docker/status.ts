export type ContainerState =
  | 'created'
  | 'running'
  | 'paused'
  | 'restarting'
  | 'removing'
  | 'exited'
  | 'dead'
  | 'unknown';
export type Health = 'none' | 'starting' | 'healthy' | 'unhealthy';

export interface ContainerStatus {
  readonly state: ContainerState;
  /** Known while it runs; `none` without a health check, and for every other state. */
  readonly health: Health;
  /** Of an exited or restarting container. */
  readonly exitCode: number | undefined;
}

/** Podman knows more states than Docker; a stopping container still has its processes. */
const states = new Map<string, ContainerState>(
  Object.entries({
    created: 'created',
    configured: 'created',
    initialized: 'created',
    running: 'running',
    stopping: 'running',
    paused: 'paused',
    restarting: 'restarting',
    removing: 'removing',
    exited: 'exited',
    stopped: 'exited',
    dead: 'dead',
  }),
);

/** What the status text begins with, where the state itself is missing or new to us. */
const beginnings: readonly (readonly [RegExp, ContainerState])[] = [
  [/^up\b.*\(paused\)$/i, 'paused'],
  [/^(up|stopping)\b/i, 'running'],
  [/^restarting\b/i, 'restarting'],
  [/^exited\b/i, 'exited'],
  [/^created\b/i, 'created'],
  [/^removal in progress\b/i, 'removing'],
  [/^dead\b/i, 'dead'],
];

/**
 * Reads `State` and `Status` of the engine's container list, which tells health and exit code
 * in the status text only: `Up 2 minutes (healthy)`, `Exited (137) 3 hours ago`.
 */
export function readStatus(state: unknown, status: unknown): ContainerStatus {
  const text = typeof status === 'string' ? status.trim() : '';
  const known = typeof state === 'string' ? states.get(state.toLowerCase()) : undefined;
  const found = known ?? beginnings.find(([pattern]) => pattern.test(text))?.[1] ?? 'unknown';
  const code = /^(?:exited|restarting) \((-?\d+)\)/i.exec(text)?.[1];
  return {
    state: found,
    health: found === 'running' ? healthOf(text) : 'none',
    exitCode: code === undefined ? undefined : Number(code),
  };
}

function healthOf(status: string): Health {
  const word = /\((?:health: )?(starting|healthy|unhealthy)\)$/i.exec(status)?.[1];
  return (word?.toLowerCase() as Health | undefined) ?? 'none';
}
