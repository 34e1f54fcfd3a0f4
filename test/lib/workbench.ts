import path from 'node:path';
import { type BrowserOptions, openBrowser } from './browser';
import { outFolder } from './repo';
import { type ServerOptions, startServer, workbenchAddress } from './server';
import { Workbench } from './workbenchSteps';

export { Workbench };

export interface WorkbenchOptions extends ServerOptions, BrowserOptions {
  /** The folder or .code-workspace file to open; without it, none. */
  readonly open?: string;
  /** A docker host; without it, the private engine of this run. */
  readonly engine?: string;
}

export const vsixFile = path.join(outFolder, 'slipway.vsix');

/** Starts a server with the packaged extension, and a browser on it; lends both and ends them. */
export async function withWorkbench(
  options: WorkbenchOptions,
  use: (workbench: Workbench) => Promise<void>,
): Promise<void> {
  const workbench = await openWorkbench(options);
  try {
    await use(workbench);
  } catch (error) {
    await workbench.screenshot(`FAILED-${Date.now()}`).catch(() => undefined); // the first error counts
    throw error;
  } finally {
    await workbench.close();
  }
}

export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const engine = options.engine ?? process.env.SLIPWAY_TEST_HOST;
  const server = await startServer({
    vsix: [vsixFile],
    ...options,
    // an empty DOCKER_CONFIG: no contexts of this machine's user
    env: {
      DOCKER_HOST: engine,
      DOCKER_CONTEXT: undefined,
      DOCKER_CONFIG: '/nonexistent',
      ...options.env,
    },
  });
  try {
    const language = options.locale?.replace(/-(\w+)$/, region => region.toUpperCase());
    const browser = await openBrowser({ ...(language ? { language } : {}), ...options });
    const workbench = new Workbench(server, browser);
    await workbench.load(workbenchAddress(server, options.open));
    return workbench;
  } catch (error) {
    await server.stop();
    throw error;
  }
}
