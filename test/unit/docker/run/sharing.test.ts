import assert from 'node:assert/strict';
import type { InspectedContainer } from '../../../../src/docker/run/inspected';
import { linkedTo, nameOf, sharersOf, sharingOf } from '../../../../src/docker/run/sharing';

function container(name: string, host: object = {}): InspectedContainer {
  return { Id: name.repeat(64).slice(0, 64), Name: `/${name}`, HostConfig: host };
}
const of = (name: string): string => `container:${name.repeat(64).slice(0, 64)}`;

describe('those that live in the namespaces of a container', () => {
  const main = container('a');
  const side = container('b', { NetworkMode: of('a') });
  const both = container('c', { NetworkMode: of('a'), PidMode: of('b') });
  const byName = container('d', { IpcMode: 'container:c' });
  const other = container('e', { NetworkMode: of('f'), IpcMode: 'container:' });

  it('come after those in whose they live', () => {
    for (const all of [
      [main, side, both, byName, other],
      [other, byName, both, side, main],
    ]) {
      assert.deepEqual(sharersOf(main, all).map(nameOf), ['b', 'c', 'd']);
    }
    assert.deepEqual(sharersOf(both, [main, side, both, byName]).map(nameOf), ['d']);
  });

  it('are told with what they share', () => {
    assert.deepEqual(sharingOf(both, [main, side]), [
      { mode: 'NetworkMode', with: 0 },
      { mode: 'PidMode', with: 1 },
    ]);
    assert.deepEqual(sharingOf(other, [main, side, both]), []);
  });

  it('do not include those with a link', () => {
    const linked = container('f', { Links: ['/a:/f/db'] });
    const elsewhere = container('g', { Links: ['/a:/g/db'], NetworkMode: 'net' });
    const all = [main, linked, elsewhere, container('h', { Links: ['/aa:/h/db'] })];
    assert.deepEqual(sharersOf(main, all), []);
    assert.deepEqual(linkedTo(main, all).map(nameOf), ['f']);
    assert.deepEqual(linkedTo(elsewhere, all), []);
  });
});
