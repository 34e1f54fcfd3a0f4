import { l10n } from 'vscode';
import { shortId } from '../docker/shortId';
import type { Image } from '../engine/records';
import type { World } from './kindView';
import type { Part } from './row';
import { userPart, usersOf } from './userPart';
import { named } from './words';

export function imageParts(image: Image, _: readonly string[], world: World): readonly Part[] {
  return [
    ...image.tags.map(tagPart),
    ...image.digests.map(digestPart),
    ...usersOf(world, 'image', image.id).map(user => userPart(user)),
  ];
}

/** What stands for the name of an image without a tag: its repository with the digest, or the id. */
export function withoutTag({ id, digests: [digest] }: Image): string {
  const [repository, hash] = digest?.split('@') ?? [];
  return repository && hash ? `${repository}@${shortId(hash)}` : shortId(id);
}

function tagPart(tag: string): Part {
  const label = named(tag);
  return {
    id: `tag:${tag}`,
    row: {
      label,
      icon: { id: 'tag' },
      flags: 'imageTag',
      spoken: l10n.t('Tag {0}.', label),
      children: 'none',
    },
  };
}

function digestPart(digest: string): Part {
  const [repository = '', hash = ''] = digest.split('@');
  const [algorithm = '', digits = ''] = hash.split(':');
  const label = named(`${algorithm}:${digits.slice(0, 12)}`);
  return {
    id: `digest:${digest}`,
    row: {
      label,
      description: named(repository),
      icon: { id: 'symbol-numeric' },
      flags: 'imageDigest',
      spoken: l10n.t('Digest {0} of {1}.', label, named(repository)),
      children: 'none',
      tooltip: named(digest),
    },
  };
}
