import { hideSecrets, tellsSecret } from '../../docker/run/secrets';
import type { RunSpec } from '../../docker/run/spec';
import { type Draft, firstDraft } from './draft';
import { firstOpen, type Section, sections } from './sections';

/** What the page keeps over being hidden, and over a reload of the window. It is no place for secrets. */
export interface Arranged {
  /** By which the host keeps what has secrets in it. */
  readonly id: string;
  /** With references in the place of secrets. */
  readonly spec: RunSpec;
  /** Undefined: the host has it, and the spec with its secrets. */
  readonly line?: string | undefined;
  readonly shell: Draft['shell'];
  readonly layout: Draft['layout'];
  readonly open: readonly Section[];
  /** The environment as a block of text. */
  readonly asText: boolean;
  /** The names of variables that the user says are secret. */
  readonly secrets: readonly string[];
  /** The address of the saved run that it is of. */
  readonly saved?: string | undefined;
}

/** What is to be kept, and of it what only the host may keep; empty: nothing. */
export interface Keeping {
  readonly arranged: Arranged;
  readonly secret: string;
}

/** Undefined where nothing was kept yet: then the host says what the form begins with. */
export function readArranged(kept: unknown): Arranged | undefined {
  if (typeof kept !== 'object' || kept === null) return undefined;
  const { id, spec, line, shell, layout, open, asText, secrets, saved } = kept as Partial<Arranged>;
  if (typeof id !== 'string' || typeof spec?.options !== 'object') return undefined;
  return {
    id,
    spec,
    line: typeof line === 'string' ? line : undefined,
    shell: shell ?? firstDraft.shell,
    layout: layout ?? firstDraft.layout,
    open: open?.filter(section => sections.includes(section)) ?? firstOpen,
    asText: asText === true,
    secrets: secrets ?? [],
    ...(typeof saved === 'string' && { saved }),
  };
}

/** Parts a form into what may lie about and what may not. */
export function keepingOf(whole: Arranged & { readonly line: string }): Keeping {
  const { spec, line, secrets } = whole;
  const hidden = hideSecrets(spec, secrets);
  const isSecret = Object.keys(hidden.values).length > 0 || tellsSecret(line);
  if (!isSecret) return { arranged: whole, secret: '' };
  return {
    arranged: { ...whole, spec: hidden.spec, line: undefined },
    secret: JSON.stringify({ spec, line }),
  };
}

/** What the host kept; undefined where that is nothing of ours. */
export function readSecret(text: string | undefined): Pick<Draft, 'spec' | 'line'> | undefined {
  if (!text) return undefined;
  const { spec, line } = JSON.parse(text) as Partial<Draft>;
  return spec !== undefined && typeof line === 'string' ? { spec, line } : undefined;
}
