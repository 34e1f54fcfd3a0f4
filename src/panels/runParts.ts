import type { PullState } from '../docker/pullProgress';
import type { Reference } from '../docker/reference';
import type { Changes } from '../model/changes';
import type { DetailsCache } from '../model/details';
import type { Host } from '../model/host';
import type { KeptSecrets } from '../ui/keptSecrets';
import type { RunSecrets } from '../ui/runSecrets';
import type { SavedRuns } from '../ui/savedRuns';
import type { RunBeginnings } from './runBeginnings';

export interface PullWish {
  readonly reference: Reference;
  /** `linux/arm64`; without it the engine's own. */
  readonly platform: string | undefined;
  readonly signal: AbortSignal;
  onState(state: PullState): void;
}

/** What the form of a run needs of parts that no panel knows. */
export interface RunParts {
  /** Pulls with the login that Docker would use. Rejects in words that name the cure. */
  pull(host: Host, wish: PullWish): Promise<void>;
  /** Attaches to a new container in a terminal, and then starts it. Resolves once it runs. */
  attach(host: Host, id: string, name: string): Promise<void>;
  /** Opens the logs of the container with this key. */
  logs(key: string): void;
  /** Opens a shell in it. */
  shell(key: string): void;
  /** Shows one of its ports in the browser. */
  browse(key: string): void;
}

/** What forms share that outlives each of them. */
export interface RunMemory {
  readonly kept: KeptSecrets;
  readonly beginnings: RunBeginnings;
  readonly saved: SavedRuns;
  readonly secrets: RunSecrets;
  readonly details: DetailsCache;
}

/** And where it changes a container that is there. */
export interface FormParts extends RunParts {
  readonly changes: Changes;
}
