/** One of the editor's icons, in one of its colours. */
export interface Icon {
  readonly id: string;
  readonly color?: string | undefined;
}

/** What a row shows. Texts are fit for a label already: nothing of the engine's is raw in it. */
export interface Row {
  readonly label: string;
  readonly description?: string;
  readonly icon: Icon;
  /** Words that menus look for: `container running`. */
  readonly flags: string;
  /** Read aloud: whole sentences. */
  readonly spoken: string;
  /** Whether it has rows below, and whether they show at first. */
  readonly children: 'none' | 'closed' | 'open';
  /** A text, for rows without a tooltip of their own. */
  readonly tooltip?: string;
  /** What a click does, besides selecting. */
  readonly click?: { readonly title: string; readonly command: string };
}

/** A row below a resource. */
export interface Part {
  /** Unlike its neighbours': `port:8080`. */
  readonly id: string;
  readonly row: Row;
}

/** The pieces that say something, one after another. */
export function joined(...pieces: readonly (string | undefined)[]): string {
  return pieces.filter(piece => piece !== undefined && piece !== '').join(' · ');
}
