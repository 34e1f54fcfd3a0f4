import type { Container } from '../engine/records';
import type { Host } from './host';

/** The store hears of a new container within this, in milliseconds. */
const storePatience = 3_000;

/** The store's record of a container that was started, as soon as it has one. */
export async function appeared(host: Host, id: string): Promise<Container | undefined> {
  const { store } = host;
  const found = (): Container | undefined => {
    const container = store.get('container', id);
    return container && container.state !== 'created' ? container : undefined;
  };
  if (found()) return found();
  await new Promise<void>(resolve => {
    const end = (): void => {
      clearTimeout(timer);
      listening.dispose();
      resolve();
    };
    const timer = setTimeout(end, storePatience);
    const listening = store.onDidChange(() => {
      if (found()) end();
    });
  });
  return found() ?? store.get('container', id);
}
