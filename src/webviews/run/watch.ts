import { hostPortOf, type PortRow, type TextRow } from '../../docker/run/portRow';
import type { ImageAnswer, PortAnswer, RunPeer } from '../../protocol/run';
import type { Ask } from './formHost';
import { Latest } from './latest';

/** Long enough for the next key, short enough not to be waited for. */
const waitMs = 250;

/** What the image that stands in the form says of itself. */
export class ImageWatch {
  private name = '';
  private answer: ImageAnswer | undefined;
  private readonly latest: Latest<string, ImageAnswer>;

  constructor(ask: Ask, changed: () => void) {
    this.latest = new Latest(
      name => ask('image', name),
      waitMs,
      (_, answer) => {
        this.answer = answer;
        changed();
      },
    );
  }

  /** Undefined while nobody has said it yet. */
  get said(): ImageAnswer | undefined {
    return this.answer;
  }

  follow(name: string): void {
    if (name === this.name) return;
    this.name = name;
    this.answer = undefined;
    this.again();
  }

  /** The images of the engine are others now. */
  again(): void {
    if (this.name === '') this.latest.drop();
    else this.latest.want(this.name);
  }
}

interface PortQuestion {
  readonly port: number;
  readonly protocol: string;
  readonly ip: string;
}

/** Who has the host ports that the form asks for. */
export class PortWatch {
  private wanted = '';
  private questions: readonly PortQuestion[] = [];
  private readonly answers = new Map<string, PortAnswer>();
  private readonly latest: Latest<readonly PortQuestion[], readonly PortAnswer[]>;

  constructor(ask: Ask, changed: () => void) {
    this.latest = new Latest<readonly PortQuestion[], readonly PortAnswer[]>(
      questions => Promise.all(questions.map(question => ask('port', question))),
      waitMs,
      (questions, answers) => {
        this.answers.clear();
        for (const [index, question] of questions.entries()) {
          const answer = answers?.[index];
          if (answer !== undefined) this.answers.set(keyOf(question), answer);
        }
        changed();
      },
    );
  }

  of(row: PortRow | TextRow): PortAnswer | undefined {
    const question = questionOf(row);
    return question && this.answers.get(keyOf(question));
  }

  follow(rows: readonly (PortRow | TextRow)[]): void {
    const questions = rows.flatMap(row => questionOf(row) ?? []);
    const wanted = questions.map(keyOf).join(' ');
    if (wanted === this.wanted) return;
    this.wanted = wanted;
    this.questions = questions;
    this.again();
  }

  /** The containers are others now. */
  again(): void {
    if (this.questions.length > 0) this.latest.want(this.questions);
    else this.latest.drop();
  }
}

/** Whom it can reach by name in the networks that it is to be in. */
export class NameWatch {
  private networks: readonly string[] = [];
  private readonly answers = new Map<string, readonly RunPeer[]>();
  private readonly unfolded = new Set<string>();
  private readonly latest: Latest<readonly string[], readonly (readonly RunPeer[])[]>;

  constructor(
    ask: Ask,
    private readonly changed: () => void,
  ) {
    this.latest = new Latest<readonly string[], readonly (readonly RunPeer[])[]>(
      networks => ask('names', networks),
      waitMs,
      (networks, answers) => {
        this.answers.clear();
        for (const [index, network] of networks.entries()) {
          const peers = answers?.[index];
          if (peers !== undefined) this.answers.set(network, peers);
        }
        changed();
      },
    );
  }

  /** Undefined while nobody has said it yet. */
  of(network: string): readonly RunPeer[] | undefined {
    return this.answers.get(network);
  }

  follow(networks: readonly string[]): void {
    if (networks.join('\n') === this.networks.join('\n')) return;
    this.networks = networks;
    this.again();
  }

  /** The containers or the networks are others now. */
  again(): void {
    if (this.networks.length > 0) this.latest.want(this.networks);
    else this.latest.drop();
  }

  /** Whether all names of a network are shown, however many there are. */
  isWhole(network: string): boolean {
    return this.unfolded.has(network);
  }

  unfold(network: string): void {
    this.unfolded.add(network);
    this.changed();
  }
}

function questionOf(row: PortRow | TextRow): PortQuestion | undefined {
  const port = hostPortOf(row);
  if (port === undefined || row.kind === 'text') return undefined;
  return { port, protocol: row.protocol || 'tcp', ip: row.ip };
}

function keyOf({ port, protocol, ip }: PortQuestion): string {
  return `${ip}:${port}/${protocol}`;
}
