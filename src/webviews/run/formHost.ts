import type { RunProtocol } from '../../protocol/run';

type Requests = RunProtocol['requests'];

export type Ask = <K extends keyof Requests>(
  name: K,
  ...params: Parameters<Requests[K]>
) => Promise<Awaited<ReturnType<Requests[K]>>>;

/** What the form needs of the page's way to its host; it knows no window, so tests run it as it is. */
export interface FormHost {
  readonly ask: Ask;
  readonly arranged: unknown;
  arrange(arranged: unknown): void;
}
