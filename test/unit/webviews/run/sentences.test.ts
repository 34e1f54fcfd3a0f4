import '../../../lib/vscodeWords';
import assert from 'node:assert/strict';
import { parseRun } from '../../../../src/docker/run/parse';
import { blankPort } from '../../../../src/docker/run/portRow';
import type { ImageDetails } from '../../../../src/engine/records';
import { factsOf } from '../../../../src/panels/runImage';
import { runTexts } from '../../../../src/panels/runTexts';
import type { ImageAnswer } from '../../../../src/protocol/run';
import { foreignSentence } from '../../../../src/webviews/run/imageSentence';
import {
  publishAllWord,
  remoteSentence,
  takenSentence,
} from '../../../../src/webviews/run/portSentence';

const { page } = runTexts();
const image: ImageDetails = {
  ...{ platform: 'linux/amd64', exposed: [], volumes: [], entrypoint: [], command: [], env: [] },
  ...{ workingDir: '', user: '', stopSignal: '', healthTest: [], labels: {}, layers: 1 },
};
const engine = { os: 'linux', arch: 'amd64' };

describe('what the form says of an image for other machines', () => {
  const told = (platform: string, own = engine) =>
    foreignSentence(factsOf({ ...image, platform }, own), own, page);

  it('is that it cannot run where it is made for another system', () => {
    assert.equal(
      told('windows/amd64'),
      'This image is made for windows/amd64, and this engine runs containers of linux: it cannot run here. Choose an image for linux, or another engine.',
    );
    assert.match(told('linux/amd64', { ...engine, os: 'windows' }), /runs containers of windows/);
  });

  it('is that it has to be emulated where only the processor is another', () => {
    assert.equal(
      told('linux/arm64/v8'),
      'This image is made for linux/arm64/v8: the engine has to emulate that, or cannot run it.',
    );
    const unknown = { foreignPlatform: 'windows/amd64' };
    assert.match(
      foreignSentence(unknown, undefined, page),
      /^This image is made for windows\/amd64:/,
    );
  });

  it('is nothing where it is made for the engine’s own, or does not tell', () => {
    for (const platform of ['linux/amd64', 'linux/amd64/v2', '']) assert.equal(told(platform), '');
  });
});

describe('what the form says of host ports', () => {
  const row = { ...blankPort, host: '8080', container: '80' };

  it('is who has one', () => {
    const taken = { kind: 'taken', next: 8081 } as const;
    assert.equal(
      takenSentence({ ...taken, by: 'shop' }, row, page),
      'Port 8080 is published by "shop" already.',
    );
    assert.equal(
      takenSentence({ ...taken, by: undefined }, row, page),
      'Some program of this machine uses port 8080 already.',
    );
    for (const answer of [undefined, { kind: 'free' } as const]) {
      assert.equal(takenSentence(answer, row, page), '');
    }
  });

  it('is what cannot be known of those of another machine', () => {
    const remote = { isLocal: false };
    assert.match(remoteSentence([row], remote, page), /^The engine runs on another machine:/);
    assert.equal(remoteSentence([{ ...row, host: '' }], remote, page), '', 'the engine chooses');
    assert.equal(remoteSentence([row], { isLocal: true }, page), '');
    assert.equal(remoteSentence([row], undefined, page), '');
  });
});

describe('what the form says of -P', () => {
  const missing = { kind: 'missing' } as const;
  const exposing = (...exposed: string[]): ImageAnswer => ({
    kind: 'here',
    image: factsOf({ ...image, exposed }, engine),
  });
  const told = (options: string, said: ImageAnswer | undefined) =>
    publishAllWord(parseRun(`docker run ${options} web`).spec, said, page);

  it('is what it publishes, or that this is nothing', () => {
    const what = 'Publishes 80/tcp, 443/udp, on ports of the engine’s choice.';
    assert.deepEqual(told('-P', exposing('80/tcp', '443/udp')), { kind: 'what', sentence: what });
    assert.equal(told('-P', exposing())?.kind, 'nothing');
    assert.equal(told('-P -p 80:80', exposing('80/tcp')), undefined);
  });

  it('is that it is known once the image is there', () => {
    assert.deepEqual(told('-P', missing), {
      kind: 'later',
      sentence: 'Which ports these are is known once the image is here.',
    });
  });

  it('is nothing where it is off, or nobody has said anything of the image', () => {
    assert.equal(told('', missing), undefined);
    assert.equal(told('-P', undefined), undefined);
    assert.equal(told('-P', { kind: 'unknown', sentence: 'No.' }), undefined);
  });
});
