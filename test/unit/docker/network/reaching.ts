import assert from 'node:assert/strict';
import type { CauseCode, Question, Seen, Target } from '../../../../src/docker/network/diagnosis';
import { diagnose } from '../../../../src/docker/network/reachability';
import { factsOf, type PeerWish, type SceneWish } from '../../../lib/reachScene';

export const web: PeerWish = { in: { front: '172.18.0.3' }, listens: ['tcp 0.0.0.0:80'] };
export const api: PeerWish = { in: { front: '172.18.0.2' }, listens: [] };
export const front = { front: {} };
export const both = { front: {}, back: {} };

export interface Case {
  readonly says: string;
  readonly scene: SceneWish;
  readonly to?: Target;
  readonly from?: Question['from'];
  readonly port?: number;
  readonly protocol?: 'tcp' | 'udp';
  readonly answer: 'yes' | 'no' | 'depends';
  readonly cause?: CauseCode;
  readonly seen: Seen;
  readonly also?: readonly CauseCode[];
  /** `db:80`, the first of the ways. */
  readonly works?: string;
  /** The first cure: its code, its lines or the change, and what to use then. */
  readonly cure?: string;
}

export const pair = (
  a: PeerWish,
  b: PeerWish,
  networks: SceneWish['networks'] = both,
  more: Partial<SceneWish> = {},
): SceneWish => ({ containers: { api: a, web: b }, networks, ...more });

export const bridged = (last: number): PeerWish => ({
  in: { bridge: `172.17.0.${last}` },
  listens: last === 3 ? ['tcp 0.0.0.0:80'] : [],
});

export function checkCases(cases: readonly Case[]): void {
  for (const { says, scene, answer, cause, seen, also, works, cure, ...asked } of cases) {
    it(says, () => {
      const { from = { container: 'api' }, to = { container: 'web' }, port = 80 } = asked;
      const { protocol = 'tcp' } = asked;
      const found = diagnose(factsOf(scene), { from, to, port, protocol });
      const shown = JSON.stringify(found, undefined, 1);
      assert.equal(found.cause?.code, cause, shown);
      assert.equal(found.answer, answer, shown);
      assert.equal(found.seen, seen, shown);
      if (also)
        assert.deepEqual(
          found.also.map(({ code }) => code),
          also,
        );
      const [way] = found.works;
      if (works !== undefined) assert.equal(`${way?.target}:${way?.port}`, works, shown);
      if (cure !== undefined) assert.equal(cureText(found.cures[0]), cure, shown);
    });
  }
}

type Cure = ReturnType<typeof diagnose>['cures'][number];

function cureText(cure: Cure | undefined): string {
  if (cure === undefined) return '';
  const { code, commands, change, use } = cure;
  const lines = commands.map(words => words.join(' ')).join(' && ');
  const target = use && `${use.target}:${use.port}${use.protocol === 'udp' ? '/udp' : ''}`;
  const then = target && (lines === '' ? target : `→ ${target}`);
  return [code, lines, change && `${change.option}=${change.value}`, then]
    .filter(Boolean)
    .join(' ');
}
