import { plain } from '../../docker/plainText';
import { exposedBy, unpublished } from '../../docker/run/exposure';
import type { PortRow, TextRow } from '../../docker/run/portRow';
import { isOn, listOf, type RunSpec } from '../../docker/run/spec';
import type { ImageAnswer, PortAnswer, RunEngine, RunTexts } from '../../protocol/run';
import { fill } from '../lib/fill';

/** Who has a host port already; empty: nobody, as far as it is known. */
export function takenSentence(
  answer: PortAnswer | undefined,
  row: PortRow,
  page: RunTexts['page'],
): string {
  if (answer?.kind !== 'taken') return '';
  return answer.by === undefined
    ? fill(page.portTakenByProcess, row.host)
    : fill(page.portTaken, row.host, plain(answer.by, 80));
}

/** What cannot be known of host ports where they are another machine's; empty: nothing. */
export function remoteSentence(
  rows: readonly (PortRow | TextRow)[],
  engine: Pick<RunEngine, 'isLocal'> | undefined,
  page: RunTexts['page'],
): string {
  const hasHostPort = rows.some(row => row.kind === 'port' && row.host !== '');
  return hasHostPort && engine?.isLocal === false ? page.portsRemote : '';
}

export interface PublishAllWord {
  /** `later`: the image has to be there first. */
  readonly kind: 'what' | 'nothing' | 'later';
  readonly sentence: string;
}

/** What `-P` will do; undefined where there is nothing to say of it. */
export function publishAllWord(
  spec: RunSpec,
  said: ImageAnswer | undefined,
  page: RunTexts['page'],
): PublishAllWord | undefined {
  if (!isOn(spec, 'publish-all') || said === undefined || said.kind === 'unknown') return undefined;
  if (said.kind === 'missing') return { kind: 'later', sentence: page.publishLater };
  const { exposed } = said.image;
  const ports = unpublished(spec, exposed);
  if (ports.length > 0) {
    return { kind: 'what', sentence: fill(page.publishWhat, plain(ports.join(', '), 300)) };
  }
  // All of them have a port of their own, or others have.
  const hasOwn = listOf(spec, 'publish').length > 0 || exposedBy(spec, exposed).length > 0;
  return hasOwn ? undefined : { kind: 'nothing', sentence: page.publishNothing };
}
