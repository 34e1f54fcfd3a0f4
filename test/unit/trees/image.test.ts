import '../../lib/vscodeWords';
import assert from 'node:assert/strict';
import { arrange } from '../../../src/trees/arrange';
import { imageView } from '../../../src/trees/image';
import { container, image, top, world } from './records';

const usual = { grouping: 'repository', sorting: 'name', label: '', filter: '', all: true };
const nginx = image(['nginx:1.27', 'nginx:latest'], { id: 'sha256:1', createdSeconds: 1_000 });
const old = image(['nginx:1.26'], { id: 'sha256:2', sizeBytes: 9_000_000 });
const mine = image(['ghcr.io/me/app:3', 'app:dev'], { id: 'sha256:3' });
const dangling = image([], { id: `sha256:${'ab'.repeat(32)}` });
const web = container('web', { imageId: 'sha256:1' });

describe('the row of an image', () => {
  const known = world({ containers: [web] });

  it('says size, age and use', () => {
    assert.equal(imageView.row(nginx, known, top).label, 'nginx:1.27, nginx:latest');
    assert.equal(imageView.row(nginx, known, top).description, '5 MB · 3 weeks · in use by 1');
    assert.equal(imageView.row(old, known, top).description, '9 MB · 3 weeks · unused');
  });

  it('says nothing of its use while not all containers are known', () => {
    const early = world({ containers: [web], isKnown: false });
    for (const one of [nginx, old]) {
      const { description, flags, spoken, icon } = imageView.row(one, early, top);
      assert.doesNotMatch(`${description} ${flags} ${spoken}`, /use/);
      assert.deepEqual(icon, { id: 'package' });
    }
  });

  it('says the tags alone below the repository', () => {
    const place = { grouping: 'repository', group: 'nginx', isBelow: true };
    assert.equal(imageView.row(nginx, known, place).label, '1.27, latest');
    const alone = { grouping: 'repository', group: 'app', isBelow: false };
    assert.equal(imageView.row(mine, known, alone).label, 'app:dev');
  });

  it('says the first digits of one without a tag, or where it came from', () => {
    assert.equal(imageView.row(dangling, known, top).label, 'abababababab');
    const pulled = { ...dangling, digests: [`nginx@sha256:${'cd'.repeat(32)}`] };
    assert.equal(imageView.row(pulled, known, top).label, 'nginx@cdcdcdcdcdcd');
  });

  it('says its platform only where that is not the engine’s', () => {
    const on = (platform: string) =>
      imageView.row(old, world({ details: { [old.id]: { platform } as never } }), top).description;
    assert.equal(on('linux/arm64/v8'), 'linux/arm64/v8 · 9 MB · 3 weeks · unused');
    assert.equal(on('linux/amd64'), '9 MB · 3 weeks · unused');
    assert.equal(on('linux/amd64/v3'), '9 MB · 3 weeks · unused');
  });

  it('has flags for menus', () => {
    assert.equal(imageView.row(nginx, known, top).flags, 'image tagged used');
    assert.equal(imageView.row(dangling, known, top).flags, 'image dangling unused');
  });
});

describe('images, arranged', () => {
  const all = [nginx, old, mine, dangling];
  const arranged = (choice: Partial<typeof usual>) => {
    const known = { ...usual, ...choice };
    const found = arrange(imageView, known, world({}), all, i => i.tags[0] ?? 'dangling');
    return found
      .top()
      .flatMap(entry =>
        'id' in entry ? [entry.id] : [`[${entry.group}]`, ...found.members(entry.group)],
      );
  };

  it('are grouped by repository, one of its own as a row', () => {
    assert.deepEqual(arranged({}), [
      'ghcr.io/me/app:3', // as app
      'ghcr.io/me/app:3', // as ghcr.io/me/app
      '[nginx]',
      'nginx:1.26',
      'nginx:1.27',
      'dangling',
    ]);
  });

  it('are grouped by registry, or not', () => {
    assert.deepEqual(
      arranged({ grouping: 'registry' }).filter(row => row.startsWith('[')),
      ['[docker.io]', '[ghcr.io]'],
    );
    assert.equal(arranged({ grouping: 'none' }).length, 4);
  });

  it('hide the dangling ones where asked to', () => {
    assert.equal(arranged({ all: false }).includes('dangling'), false);
  });

  it('are sorted by size', () => {
    assert.equal(arranged({ grouping: 'none', sorting: 'largest' })[0], 'nginx:1.26');
  });
});

describe('the rows below an image', () => {
  it('are tags, digests and the containers that use it', async () => {
    const digest = `nginx@sha256:${'cd'.repeat(32)}`;
    const known = world({ containers: [web] });
    const parts = await imageView.parts({ ...nginx, digests: [digest] }, [], known);
    assert.deepEqual(
      parts.map(({ row }) => `${row.flags}: ${row.label}`),
      [
        'imageTag: nginx:1.27',
        'imageTag: nginx:latest',
        'imageDigest: sha256:cdcdcdcdcdcd',
        'user: web',
      ],
    );
    assert.equal(parts.at(-1)?.row.click?.command, 'slipway.view.revealContainer');
  });
});
