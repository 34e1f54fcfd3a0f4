import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readStatus } from '../../../src/docker/status';

const cases = [
  ['running', 'Up 2 minutes', 'running', 'none', undefined],
  ['running', 'Up 2 minutes (healthy)', 'running', 'healthy', undefined],
  ['running', 'Up About an hour (unhealthy)', 'running', 'unhealthy', undefined],
  ['running', 'Up Less than a second (health: starting)', 'running', 'starting', undefined],
  ['running', 'Up 5 seconds (starting)', 'running', 'starting', undefined],
  ['paused', 'Up 2 minutes (Paused)', 'paused', 'none', undefined],
  ['exited', 'Exited (137) 3 hours ago', 'exited', 'none', 137],
  ['exited', 'Exited (0) 3 hours ago', 'exited', 'none', 0],
  ['restarting', 'Restarting (1) Less than a second ago', 'restarting', 'none', 1],
  ['created', 'Created', 'created', 'none', undefined],
  ['dead', 'Dead', 'dead', 'none', undefined],
  ['removing', 'Removal In Progress', 'removing', 'none', undefined],
  // Podman
  ['configured', 'Created', 'created', 'none', undefined],
  ['initialized', 'Created', 'created', 'none', undefined],
  ['stopped', 'Exited (143) 2 seconds ago', 'exited', 'none', 143],
  ['stopping', 'Stopping', 'running', 'none', undefined],
  // Only the text to go by
  [undefined, 'Up 2 minutes (healthy)', 'running', 'healthy', undefined],
  ['', 'Up 2 minutes (Paused)', 'paused', 'none', undefined],
  ['brand-new', 'Exited (2) 1 second ago', 'exited', 'none', 2],
  [7, null, 'unknown', 'none', undefined],
  ['constructor', 'toString', 'unknown', 'none', undefined],
] as const;

describe('the status of a listed container', () => {
  for (const [given, text, state, health, exitCode] of cases) {
    it(`${given}, “${text}” is ${state}, ${health}, ${exitCode}`, () => {
      assert.deepEqual(readStatus(given, text), { state, health, exitCode });
    });
  }

  it('never throws', () => {
    fc.assert(fc.property(fc.anything(), fc.anything(), (a, b) => void readStatus(a, b)));
  });
});
