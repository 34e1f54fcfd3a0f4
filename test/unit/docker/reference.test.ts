import assert from 'node:assert/strict';
import fc from 'fast-check';
import { imageGroup } from '../../../src/docker/imageGroup';
import {
  familiarReference,
  formatReference,
  parseReference,
  withDefaultTag,
} from '../../../src/docker/reference';
import {
  validateImage,
  validateReference,
  validateTagTarget,
} from '../../../src/docker/validateReference';

const sha = `sha256:${'86e0e091d0da6bde2456dbb48306f3956bbeb2eae1b5b9a43045843f69fe4aaa'}`;
const id = '1a3f5e7d9c1b3a5f7e9d1c3b5a7f9e1d3c5b7a9f1e3d5d7c9b1a3f5e7d9c1b3a';

/** Text, complete form, familiar form. */
const good = [
  ['nginx', 'docker.io/library/nginx', 'nginx'],
  ['nginx:1.27', 'docker.io/library/nginx:1.27', 'nginx:1.27'],
  ['library/nginx', 'docker.io/library/nginx', 'nginx'],
  ['docker.io/nginx', 'docker.io/library/nginx', 'nginx'],
  ['index.docker.io/library/nginx', 'docker.io/library/nginx', 'nginx'],
  ['index.docker.io/nginx:1', 'docker.io/library/nginx:1', 'nginx:1'],
  ['library/foo/bar', 'docker.io/library/foo/bar', 'library/foo/bar'],
  ['owner/app', 'docker.io/owner/app', 'owner/app'],
  ['ghcr.io/owner/app:v1', 'ghcr.io/owner/app:v1', 'ghcr.io/owner/app:v1'],
  ['localhost/app', 'localhost/app', 'localhost/app'],
  ['localhost:5000/app', 'localhost:5000/app', 'localhost:5000/app'],
  ['host:5000', 'docker.io/library/host:5000', 'host:5000'],
  ['127.0.0.1:5000/a/b:c', '127.0.0.1:5000/a/b:c', '127.0.0.1:5000/a/b:c'],
  ['[fc00::1]:5000/app', '[fc00::1]:5000/app', '[fc00::1]:5000/app'],
  ['192.168.0.1:80', 'docker.io/library/192.168.0.1:80', '192.168.0.1:80'],
  ['Foo/bar', 'Foo/bar', 'Foo/bar'],
  ['docker---rules/docker', 'docker.io/docker---rules/docker', 'docker---rules/docker'],
  ['dock__er/docker', 'docker.io/dock__er/docker', 'dock__er/docker'],
  ['test_com/foo', 'docker.io/test_com/foo', 'test_com/foo'],
  ['lower:Upper', 'docker.io/library/lower:Upper', 'lower:Upper'],
  [`busybox:latest@${sha}`, `docker.io/library/busybox:latest@${sha}`, `busybox:latest@${sha}`],
  [`docker.io/${id}`, `docker.io/library/${id}`, id],
] as const;

const bad = [
  ['', 'reference.empty'],
  ['  ', 'reference.empty'],
  ['ngi nx', 'reference.space'],
  ['nginx\n', 'reference.space'],
  ['https://ghcr.io/owner/app', 'reference.scheme', 'ghcr.io/owner/app'],
  ['Nginx', 'reference.uppercase', 'nginx'],
  ['docker.io/Docker/Docker:1', 'reference.uppercase', 'docker.io/docker/docker:1'],
  ['Upper/Case', 'reference.uppercase', 'upper/case'],
  ['example.org:5000/My/App:V1', 'reference.uppercase', 'example.org:5000/my/app:V1'],
  [id, 'reference.id'],
  ['nginx:', 'reference.tagMissing'],
  ['nginx:-a', 'reference.tag', '-a'],
  [`nginx:${'a'.repeat(129)}`, 'reference.tag', 'a'.repeat(129)],
  ['nginx:a:b', 'reference.tag', 'a:b'],
  [':justtag', 'reference.empty'],
  [`@${sha}`, 'reference.empty'],
  ['nginx@sha256:abc', 'reference.digest', 'sha256:abc'],
  [`nginx@md5:${'f'.repeat(32)}`, 'reference.digest', `md5:${'f'.repeat(32)}`],
  ['-docker/docker', 'reference.path', '-docker'],
  ['-docker.io/docker', 'reference.registry', '-docker.io'],
  ['docker///docker', 'reference.path', ''],
  ['docker/', 'reference.path', ''],
  ['dock__-er/docker', 'reference.path', 'dock__-er'],
  ['dock..er/docker', 'reference.registry', 'dock..er'],
  ['a/asdf$$^/aa', 'reference.path', 'asdf$$^'],
  ['[fc00::1]', 'reference.path', '[fc00'],
  ['[fe80::1%eth0]:5000/debian', 'reference.registry', '[fe80::1%eth0]:5000'],
  ['fc00::1:5000/debian', 'reference.registry', 'fc00::1:5000'],
  [`${'a/'.repeat(128)}a:tag`, 'reference.tooLong', 255],
  ['图像', 'reference.path', '图像'],
] as const;

describe('image references', () => {
  for (const [text, full, familiar] of good) {
    it(`reads ${text.slice(0, 40)}`, () => {
      const reference = parseReference(text);
      assert.ok(reference);
      assert.equal(formatReference(reference), full);
      assert.equal(familiarReference(reference), familiar);
      assert.equal(validateReference(text), undefined);
    });
  }

  for (const [text, code, ...args] of bad) {
    it(`refuses ${JSON.stringify(text.slice(0, 40))}: ${code}`, () => {
      assert.equal(parseReference(text), undefined);
      assert.deepEqual(validateReference(text), args.length > 0 ? { code, args } : { code });
    });
  }

  it('has a problem for exactly what it cannot read', () => {
    const pieces = fc.constantFrom(
      'a',
      'B',
      'docker.io',
      'localhost',
      '/',
      ':',
      '@',
      '.',
      '_',
      '-',
    );
    const more = fc.constantFrom('5000', '[::1]', sha, 'library', ' ', '//', '__', 'é');
    const text = fc.array(fc.oneof(pieces, more)).map(parts => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(text, fc.string()), input => {
        assert.equal(parseReference(input) === undefined, validateReference(input) !== undefined);
      }),
      { numRuns: 3000 },
    );
  });

  it('reads its own complete form back', () => {
    const component = fc.stringMatching(/^[a-z0-9]{1,5}(?:(?:[._]|__|-{1,3})[a-z0-9]{1,5}){0,2}$/);
    const domain = fc.constantFrom(
      'docker.io',
      'localhost',
      'ghcr.io',
      '127.0.0.1:5000',
      '[::1]:5',
    );
    const tag = fc.option(fc.stringMatching(/^\w[\w.-]{0,10}$/), { nil: undefined });
    const digest = fc.constantFrom(undefined, sha);
    fc.assert(
      fc.property(domain, fc.array(component, { minLength: 2 }), tag, digest, (d, path, t, g) => {
        const reference = { domain: d, path: path.join('/'), tag: t, digest: g };
        assert.deepEqual(parseReference(formatReference(reference)), reference);
        // On Docker Hub an owner with a dot, left without its registry, reads as a registry.
        if (d === 'docker.io' && path[0]?.includes('.')) return;
        assert.deepEqual(parseReference(familiarReference(reference)), reference);
      }),
    );
  });

  it('takes a whole id to run, and not to pull or to tag', () => {
    assert.equal(validateImage(id), undefined);
    assert.equal(validateImage(`sha256:${id}`), undefined);
    assert.equal(validateTagTarget(id)?.code, 'reference.id');
  });

  it('takes no digest for the new name of an image', () => {
    assert.equal(validateTagTarget('app:1'), undefined);
    assert.deepEqual(validateTagTarget(`app@${sha}`), { code: 'reference.noDigest', args: [sha] });
  });

  it('adds latest only where nothing is named', () => {
    const tagOf = (text: string) => {
      const reference = parseReference(text);
      assert.ok(reference);
      return withDefaultTag(reference).tag;
    };
    assert.equal(tagOf('nginx'), 'latest');
    assert.equal(tagOf('nginx:1'), '1');
    assert.equal(tagOf(`nginx@${sha}`), undefined);
  });

  it('groups tags by registry and repository', () => {
    const group = (registry: string, repository: string, tag: string) => ({
      registry,
      repository,
      tag,
    });
    assert.deepEqual(imageGroup('nginx:1.27'), group('docker.io', 'nginx', '1.27'));
    assert.deepEqual(imageGroup('docker.io/library/nginx:1'), group('docker.io', 'nginx', '1'));
    assert.deepEqual(imageGroup('host:5000/a/b:c'), group('host:5000', 'host:5000/a/b', 'c'));
    assert.deepEqual(imageGroup('<none>:<none>'), group('', '<none>:<none>', ''));
  });
});
