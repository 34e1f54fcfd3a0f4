import * as os from 'node:os';
import { l10n } from 'vscode';
import type { PullState } from '../docker/pullProgress';
import { familiarReference, type Reference, withDefaultTag } from '../docker/reference';
import { formatSize } from '../docker/size';
import { pullImage } from '../engine/pull';
import { findLogin } from '../engine/registryAuth';
import type { Host } from '../model/host';
import { named } from '../trees/words';
import { type Report, withProgress } from '../ui/progress';
import type { App } from './app';

/** Pulls what a run needs and is not here, with the login that Docker would use. */
export async function pullToRun(app: App, host: Host, reference: Reference): Promise<void> {
  const name = familiarReference(withDefaultTag(reference));
  app.said.say('pull', name);
  await withProgress(l10n.t('Pulling {0}', named(name)), async (report, signal) => {
    const world = { env: process.env, home: os.homedir(), platform: process.platform };
    const { login } = await findLogin(reference.domain, world, { signal });
    for await (const state of pullImage(host.engine, reference, { login, signal })) {
      tell(report, state);
    }
  });
}

function tell(report: Report, state: PullState): void {
  const { layers, ready, receivedBytes, expectedBytes } = state;
  if (layers.length === 0) {
    report(named(state.sentence));
    return;
  }
  report(
    l10n.t(
      '{0} of {1} layers, {2} of {3}',
      ready,
      layers.length,
      formatSize(receivedBytes),
      formatSize(expectedBytes),
    ),
    expectedBytes > 0 ? receivedBytes / expectedBytes : undefined,
  );
}
