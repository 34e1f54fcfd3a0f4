/** Set on a volume without a name by engines since 23; before, only its name tells. */
export const anonymousVolumeLabel = 'com.docker.volume.anonymous';

/** A volume that nobody named: made for an image's VOLUME, or for `-v /path`. */
export function isAnonymousVolume(
  name: string,
  labels: Readonly<Record<string, string>> | null | undefined,
): boolean {
  return Object.hasOwn(labels ?? {}, anonymousVolumeLabel) || /^[0-9a-f]{64}$/.test(name);
}
