import { withOption } from '../../docker/run/edit';
import type { OptionName } from '../../docker/run/options';
import type { PortRow, TextRow } from '../../docker/run/portRow';
import { userNetworksOf } from '../../docker/run/reachedBy';
import { emptySpec, type RunSpec } from '../../docker/run/spec';
import type { ImageFacts, RunBeginning, RunEnd, RunKnown, RunState } from '../../protocol/run';
import { keepingOf, readArranged, readSecret } from './arranged';
import { ChangeForm } from './changeForm';
import { Deeds } from './deeds';
import { byForm, byLine, byPaste, type Draft, firstDraft, rechecked, rewritten } from './draft';
import type { FormHost } from './formHost';
import { ProblemIndex } from './problemIndex';
import { type Codec, type Kept, kept, portRows, rowsOf, withRows } from './rows';
import { SecretMarks } from './secretMarks';
import { firstOpen, type Section } from './sections';
import { sharing } from './sharing';
import { ImageWatch, NameWatch, PortWatch } from './watch';

/** All that the page shows and what can be done in it; drawing it is others' matter. */
export class Form {
  draft: Draft = firstDraft;
  state: RunState | undefined;
  problems = new ProblemIndex([], {});
  query = '';
  /** The environment as a block of text. */
  asText = false;
  /** As it was typed last. */
  blockText = '';
  /** Where the focus belongs once the change is drawn: the first of these that is there. */
  focusNext: readonly string[] = [];
  readonly image: ImageWatch;
  readonly ports: PortWatch;
  readonly names: NameWatch;
  readonly deeds: Deeds;
  readonly change: ChangeForm;
  private open: ReadonlySet<Section> = new Set(firstOpen);
  private readonly shownSecrets = new Set<number>();
  readonly secrets = new SecretMarks(() => {
    this.keep();
    this.redraw();
  });
  /** By which the host keeps what has secrets in it, and what it was handed last. */
  private id: string = crypto.randomUUID();
  private handed = '';
  private isBegun = false;
  /** The address of the saved run that it is of. */
  private saved: string | undefined;
  /** What was read from the file or saved in it last; empty: nobody knows. */
  private savedText = '';
  private readonly rowsByCodec = new Map<unknown, readonly Kept<unknown>[]>();

  constructor(
    private readonly host: FormHost,
    private readonly redraw: () => void,
  ) {
    this.image = new ImageWatch(host.ask, redraw);
    this.ports = new PortWatch(host.ask, redraw);
    this.names = new NameWatch(host.ask, redraw);
    this.deeds = new Deeds(host.ask, redraw);
    this.change = new ChangeForm(host.ask, redraw);
  }

  /** Takes up what was kept, or asks the host what to begin with. */
  async begin(): Promise<void> {
    const before = readArranged(this.host.arranged);
    if (before === undefined) {
      const nothing: RunBeginning = { spec: emptySpec, secrets: [] };
      const { spec, secrets } = await this.host.ask('begin').catch(error => {
        this.deeds.refuse(error);
        return nothing;
      });
      // Whoever was quicker than the answer keeps what he typed.
      if (this.isBegun) return;
      this.secrets.restore(secrets);
      this.take(byForm(this.draft, spec, this.apiVersion));
      this.savedText = this.savable;
      this.redraw();
      return;
    }
    const { shell, layout } = before;
    this.id = before.id;
    this.open = new Set(before.open);
    this.asText = before.asText;
    this.secrets.restore(before.secrets);
    this.saved = before.saved;
    if (before.saved !== undefined) {
      void this.host.ask('resume', before.saved).catch(error => console.error(error));
    }
    const own = { ...firstDraft, shell, layout };
    const kept = before.line === undefined ? await this.kept() : before;
    if (this.isBegun) return;
    // What the host lost is referred to, and asked for when it is run.
    if (kept?.line === undefined) this.take(byForm(own, before.spec, this.apiVersion));
    else {
      const { spec, line } = kept;
      this.handed = before.line === undefined ? JSON.stringify({ spec, line }) : '';
      this.take(rechecked({ ...own, spec, line }, this.apiVersion));
    }
  }

  private async kept(): Promise<Pick<Draft, 'spec' | 'line'> | undefined> {
    return this.host.ask('kept', this.id).then(readSecret, () => undefined);
  }

  tell(told: RunState): void {
    const before = this.state;
    const state = before === undefined ? told : sharing(told, before);
    this.state = state;
    if (state.saved !== undefined && state.saved.address !== this.saved) {
      this.saved = state.saved.address;
      this.keep();
    }
    const isBegun = before?.work.phase !== state.work.phase && state.work.phase !== 'idle';
    if (isBegun) this.deeds.refusal = '';
    if (before?.engine?.apiVersion !== this.apiVersion) {
      this.draft = rechecked(this.draft, this.apiVersion);
    }
    this.problems = new ProblemIndex(this.draft.problems, state.texts.problem);
    const isNew = before?.engine === undefined && state.engine !== undefined;
    if (isNew || differ(before?.known.images, state.known.images)) this.image.again();
    if (isNew || differ(before && running(before.known), running(state.known))) this.ports.again();
    if (isNew || before?.known !== state.known) this.names.again();
    this.redraw();
  }

  get spec(): RunSpec {
    return this.draft.spec;
  }

  /** Undefined where the image is not here, or was not asked yet. */
  get facts(): ImageFacts | undefined {
    const { said } = this.image;
    return said?.kind === 'here' ? said.image : undefined;
  }

  // What the user does

  edit(spec: RunSpec): void {
    // A row that says nothing yet changes nothing: the line stays as it was typed.
    if (JSON.stringify(spec) === JSON.stringify(this.spec)) this.redraw();
    else this.take(byForm(this.draft, spec, this.apiVersion));
  }

  set(name: OptionName, value: boolean | string | undefined): void {
    this.edit(withOption(this.spec, name, value));
  }

  type(line: string, isPasted: boolean): void {
    const read = isPasted ? byPaste : byLine;
    this.take(read(this.draft, line, this.apiVersion));
  }

  write(change: Partial<Pick<Draft, 'shell' | 'layout'>>): void {
    this.take(rewritten(this.draft, change, this.apiVersion));
  }

  search(query: string): void {
    this.query = query;
    this.redraw();
  }

  isOpen(section: Section): boolean {
    return this.open.has(section);
  }

  toggle(section: Section): void {
    const open = new Set(this.open);
    if (!open.delete(section)) open.add(section);
    this.open = open;
    this.keep();
    this.redraw();
  }

  toggleText(): void {
    this.asText = !this.asText;
    this.keep();
    this.redraw();
  }

  isShown(key: number): boolean {
    return this.shownSecrets.has(key);
  }

  toggleSecret(key: number): void {
    if (!this.shownSecrets.delete(key)) this.shownSecrets.add(key);
    this.redraw();
  }

  // Its file

  /** Whether it says anything else than the file that it is of. */
  get isChanged(): boolean {
    return this.savedText !== this.savable;
  }

  async save(anew: boolean): Promise<void> {
    const { spec, savable } = this;
    if (!(await this.deeds.save({ spec, secrets: this.secrets.names, anew }))) return;
    this.savedText = savable;
    this.redraw();
  }

  /** What is written into its file. */
  private get savable(): string {
    return JSON.stringify([this.spec, this.secrets.names]);
  }

  run(end: RunEnd): Promise<void> {
    return this.deeds.run({ spec: this.spec, end, secrets: this.secrets.names });
  }

  // Rows

  rows<Row>(codec: Codec<Row>): readonly Kept<Row>[] {
    const before = this.rowsByCodec.get(codec) as readonly Kept<Row>[] | undefined;
    const rows = rowsOf(codec, this.spec, before);
    this.rowsByCodec.set(codec, rows);
    return rows;
  }

  changeRow<Row>(codec: Codec<Row>, key: number, row: Row): void {
    const rows = this.rows(codec);
    this.put(
      codec,
      rows.map(own => (own.key === key ? { key, row, isTouched: true } : own)),
    );
  }

  addRow<Row>(codec: Codec<Row>, row = codec.blank): void {
    const added = kept(row, true);
    this.focusNext = [`[data-key="${added.key}"] :is(input, textarea, select)`];
    this.put(codec, [...this.rows(codec), added]);
  }

  removeRow<Row>(codec: Codec<Row>, key: number): void {
    const rows = this.rows(codec);
    const at = rows.findIndex(row => row.key === key);
    const near = rows[at + 1] ?? rows[at - 1];
    const option = codec.options[0];
    this.focusNext = near
      ? [`[data-key="${near.key}"] button.remove`]
      : [
          `button[data-add="${option}"]`,
          `:is([data-option="${option}"], [data-part="${option}"]) :is(button, select)`,
        ];
    this.put(
      codec,
      rows.filter(row => row.key !== key),
    );
  }

  /** Other rows, in the place of all. */
  replaceRows<Row>(codec: Codec<Row>, rows: readonly Kept<Row>[]): void {
    this.put(codec, rows);
  }

  private put<Row>(codec: Codec<Row>, rows: readonly Kept<Row>[]): void {
    this.rowsByCodec.set(codec, rows);
    this.edit(withRows(codec, this.spec, rows));
  }

  get apiVersion(): string | undefined {
    return this.state?.engine?.apiVersion;
  }

  private take(draft: Draft): void {
    this.isBegun = true;
    this.draft = draft;
    this.problems = new ProblemIndex(draft.problems, this.state?.texts.problem ?? {});
    this.image.follow(draft.spec.image);
    this.names.follow(userNetworksOf(draft.spec));
    this.ports.follow(this.rows<PortRow | TextRow>(portRows).map(({ row }) => row));
    this.keep();
    this.redraw();
  }

  private keep(): void {
    if (!this.isBegun) return;
    const { spec, line, shell, layout } = this.draft;
    const { id, asText } = this;
    const more = { open: [...this.open], asText, secrets: this.secrets.names, saved: this.saved };
    const { arranged, secret } = keepingOf({ id, spec, line, shell, layout, ...more });
    this.host.arrange(arranged);
    if (secret === this.handed) return;
    this.handed = secret;
    void this.host.ask('keep', { id, text: secret }).catch(error => console.error(error));
  }
}

function running({ containers }: RunKnown): readonly string[] {
  return containers.filter(({ isRunning }) => isRunning).map(({ name }) => name);
}

function differ(one: readonly string[] | undefined, other: readonly string[]): boolean {
  return one !== undefined && one.join('\n') !== other.join('\n');
}
