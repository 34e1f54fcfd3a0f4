import type { RunSpec } from '../../docker/run/spec';
import { type Draft, firstDraft } from './draft';
import { firstOpen, type Section, sections } from './sections';

/** What the page keeps over being hidden, and over a reload of the window. */
export interface Arranged {
  readonly spec: RunSpec;
  readonly line: string;
  readonly shell: Draft['shell'];
  readonly layout: Draft['layout'];
  readonly open: readonly Section[];
  /** The environment as a block of text. */
  readonly asText: boolean;
}

/** Undefined where nothing was kept yet: then the host says what the form begins with. */
export function readArranged(kept: unknown): Arranged | undefined {
  if (typeof kept !== 'object' || kept === null) return undefined;
  const { spec, line, shell, layout, open, asText } = kept as Partial<Arranged>;
  if (typeof line !== 'string' || typeof spec?.options !== 'object') return undefined;
  return {
    spec,
    line,
    shell: shell ?? firstDraft.shell,
    layout: layout ?? firstDraft.layout,
    open: open?.filter(section => sections.includes(section)) ?? firstOpen,
    asText: asText === true,
  };
}
