import type { SystemProtocol, UsageKind } from '../../protocol/system';

/** What can be done from any part of the page. */
export interface Act {
  /** The host shows by itself what goes wrong. */
  ask<K extends keyof SystemProtocol['requests']>(
    name: K,
    ...params: Parameters<SystemProtocol['requests'][K]>
  ): void;
  toggle(kind: UsageKind): void;
}
