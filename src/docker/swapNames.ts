/** A container that a swap keeps, or that it has not finished, by the name it bears meanwhile. */
export interface SwapPart {
  /** Of the container that is swapped. */
  readonly name: string;
  readonly part: 'old' | 'new';
  /** Of the swap. */
  readonly id: string;
}

/** `web-slipway-old-1a2b3c4d`: no label, for a container's labels never change. */
export function swapName({ name, part, id }: SwapPart): string {
  return `${name}-slipway-${part}-${id}`;
}

export function parseSwapName(text: string): SwapPart | undefined {
  const [, name = '', part, id = ''] = /^(.+)-slipway-(old|new)-([0-9a-f]{8})$/.exec(text) ?? [];
  return part === 'old' || part === 'new' ? { name, part, id } : undefined;
}
