export interface Size {
  /** Three significant digits. */
  readonly value: number;
  readonly unit: 'B' | 'kB' | 'MB' | 'GB' | 'TB' | 'PB' | 'EB';
}

const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB'] as const;

/** Decimal units, as `docker images` and `docker ps --size` count. Negative counts as none. */
export function sizeOf(bytes: number): Size {
  let value = rounded(Math.max(0, bytes) || 0);
  let step = 0;
  // Rounds before it compares: 999,950 bytes are 1 MB, not 1,000 kB.
  while (value >= 1000 && step < units.length - 1) {
    value = rounded(value / 1000);
    step++;
  }
  return { value, unit: units[step] ?? 'B' };
}

/** `1.23 GB`. */
export function formatSize(bytes: number): string {
  const { value, unit } = sizeOf(bytes);
  return `${value} ${unit}`;
}

function rounded(value: number): number {
  return value < 1000 ? Number(value.toPrecision(3)) : value;
}
