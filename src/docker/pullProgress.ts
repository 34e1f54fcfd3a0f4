/** Where one layer of a pull is; an engine may skip any of them. */
export type LayerPhase =
  | 'waiting'
  | 'downloading'
  | 'verifying'
  | 'downloaded'
  | 'extracting'
  | 'done'
  /** It was here before. */
  | 'exists'
  /** The registry failed to send it; the engine tries again by itself. */
  | 'retrying';

export interface PullLayer {
  /** The short id of the layer, 12 digits. */
  readonly id: string;
  readonly phase: LayerPhase;
  /** Of the download or the unpacking, whichever is under way. */
  readonly currentBytes: number;
  /** 0 where it is not known (yet). */
  readonly totalBytes: number;
  /** What the download takes; 0 where it is not known (yet). Kept while it is unpacked. */
  readonly downloadBytes: number;
}

/** All that is known of a pull. Texts are the engine's. */
export interface PullState {
  /** In the order in which the engine named them. */
  readonly layers: readonly PullLayer[];
  /** Layers that are here: pulled, or here before. */
  readonly ready: number;
  /** Downloaded of all layers whose size is known … */
  readonly receivedBytes: number;
  /** … and what these layers have in all. It grows while the engine begins with more of them. */
  readonly expectedBytes: number;
  /** `sha256:…`, once the registry told. */
  readonly digest: string;
  /** Undefined until the engine says how it ended. */
  readonly outcome: 'newer' | 'upToDate' | undefined;
  /** The engine's last sentence that is about no layer. */
  readonly sentence: string;
}

export const pullBegin: PullState = {
  layers: [],
  ready: 0,
  receivedBytes: 0,
  expectedBytes: 0,
  digest: '',
  outcome: undefined,
  sentence: '',
};

/** The words of Docker 20.10 to 28, of its containerd store and of Podman. */
const phases: readonly (readonly [RegExp, LayerPhase])[] = [
  [/^pulling fs layer/i, 'waiting'],
  [/^(waiting|preparing)/i, 'waiting'],
  [/^downloading/i, 'downloading'],
  [/^verifying checksum/i, 'verifying'],
  [/^download complete/i, 'downloaded'],
  [/^extracting/i, 'extracting'],
  [/^pull complete/i, 'done'],
  [/^already exists/i, 'exists'],
  [/^retrying/i, 'retrying'],
];

/** The state after one more line of the engine's stream; a line that says nothing new gives the same. */
export function nextPullState(
  state: PullState,
  line: Readonly<Record<string, unknown>>,
): PullState {
  const status = textOf(line['status'] ?? line['stream']).trim();
  const id = textOf(line['id']);
  const phase = id === '' ? undefined : phases.find(([words]) => words.test(status))?.[1];
  if (phase === undefined) return status === '' ? state : withSentence(state, status);
  const at = state.layers.findIndex(layer => layer.id === id);
  const layer = nextLayer(id, phase, state.layers[at], line['progressDetail']);
  const layers = at < 0 ? [...state.layers, layer] : state.layers.with(at, layer);
  return { ...state, layers, ...totals(layers) };
}

function nextLayer(
  id: string,
  phase: LayerPhase,
  before: PullLayer | undefined,
  detail: unknown,
): PullLayer {
  const { current, total, units } = (detail ?? {}) as Readonly<Record<string, unknown>>;
  // The containerd store counts the unpacking in seconds.
  const told = units === undefined ? sizeOf(total) : 0;
  const known = before?.downloadBytes ?? 0;
  const downloadBytes = phase === 'downloading' && told > 0 ? told : known;
  const moving = phase === 'downloading' || phase === 'extracting';
  const totalBytes = told || (phase === 'downloading' ? known : 0);
  const currentBytes = moving && units === undefined ? sizeOf(current) : 0;
  return { id, phase, currentBytes, totalBytes, downloadBytes };
}

function totals(
  layers: readonly PullLayer[],
): Pick<PullState, 'ready' | 'receivedBytes' | 'expectedBytes'> {
  let [ready, receivedBytes, expectedBytes] = [0, 0, 0];
  for (const { phase, currentBytes, downloadBytes } of layers) {
    if (phase === 'done' || phase === 'exists') ready++;
    expectedBytes += downloadBytes;
    if (phase === 'downloading') receivedBytes += Math.min(currentBytes, downloadBytes);
    else if (phase !== 'waiting' && phase !== 'retrying') receivedBytes += downloadBytes;
  }
  return { ready, receivedBytes, expectedBytes };
}

function withSentence(state: PullState, sentence: string): PullState {
  const digest = /^Digest: (\S+)$/.exec(sentence)?.[1] ?? state.digest;
  const [, how] = /^Status: (Downloaded newer image|Image is up to date)/.exec(sentence) ?? [];
  const outcome =
    how === undefined ? state.outcome : how.startsWith('Downloaded') ? 'newer' : 'upToDate';
  return { ...state, sentence, digest, outcome };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function sizeOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : 0;
}

/** The download takes most of the time; the rest of a layer's share is its unpacking. */
const downloadShare = 0.7;

/** How much is done, 0 to 1: each layer counts the same, as their sizes are not known at first. */
export function pullFraction({ layers }: PullState): number {
  const sum = layers.reduce((done, layer) => done + layerFraction(layer), 0);
  return layers.length === 0 ? 0 : sum / layers.length;
}

function layerFraction({ phase, currentBytes, totalBytes }: PullLayer): number {
  const part = totalBytes > 0 ? Math.min(1, currentBytes / totalBytes) : 0;
  const parts: Readonly<Record<LayerPhase, number>> = {
    waiting: 0,
    retrying: 0,
    downloading: downloadShare * part,
    verifying: downloadShare,
    downloaded: downloadShare,
    extracting: downloadShare + (1 - downloadShare) * part,
    done: 1,
    exists: 1,
  };
  return parts[phase];
}
