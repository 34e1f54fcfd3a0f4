import { nothing } from 'lit';
import { plain } from '../../docker/plainText';
import { reachedNames, userNetworksOf } from '../../docker/run/reachedBy';
import type { RunState } from '../../protocol/run';
import { fill } from '../lib/fill';
import type { Form } from './form';
import { info, textButton } from './parts';

/** More containers than these are folded away: a network may have hundreds. */
const mostShown = 6;

/** Whom it can reach by name, in each of its networks. */
export function namesPart(form: Form, state: RunState): unknown {
  return userNetworksOf(form.spec).map(network => namesIn(form, state, network));
}

function namesIn(form: Form, { known, texts: { page } }: RunState, network: string): unknown {
  const peers = form.names.of(network);
  if (peers === undefined) return nothing;
  const names = reachedNames(form.spec, network, peers);
  const shown = plain(network, 80);
  if (names.length === 0) {
    const found = known.networks.find(({ name }) => name === network);
    // Of a swarm's network, other machines have more than is known here.
    const isAll = known.isWhole && found !== undefined && found.driver !== 'overlay';
    return isAll ? info(fill(page.reachesNone, shown)) : nothing;
  }
  // One more takes no more room than the button.
  const isFolded = names.length > mostShown + 1 && !form.names.isWhole(network);
  const seen = isFolded ? names.slice(0, mostShown) : names;
  const more = fill(page.portMore, `${names.length - mostShown}`);
  return info(
    fill(page.reaches, shown, seen.map(inOneLine).join(', ')),
    isFolded ? textButton(more, () => form.names.unfold(network)) : nothing,
  );
}

/** The aliases stay beside their container. */
function inOneLine(name: string): string {
  return plain(name, 120).replace(' (', '\u00a0(');
}
