import { l10n } from 'vscode';
import { plain } from '../docker/plainText';
import type { EngineWarning, EngineWarningKind } from '../engine/systemRecords';
import type { WarningView } from '../protocol/system';

interface Explained {
  readonly meaning: string;
  readonly cure: string;
}

/** The engine's warnings, each with what it means and what to do about it. */
export function warningViews(warnings: readonly EngineWarning[]): readonly WarningView[] {
  const views = new Map<string, WarningView>();
  for (const { kind, text } of warnings) {
    const { meaning, cure } = kind === 'other' ? {} : explained(kind);
    // One of them comes wrapped and indented, for a terminal.
    const own = plain(text.replace(/\s+/g, ' '), 600);
    // The engine has a sentence for each of several switches of the kernel, of the same meaning.
    const known = meaning === undefined ? undefined : views.get(kind);
    const all = known ? `${known.own}\n${own}` : own;
    views.set(meaning === undefined ? text : kind, { meaning, cure, own: all });
  }
  return [...views.values()];
}

function explained(kind: Exclude<EngineWarningKind, 'other'>): Partial<Explained> {
  return { ...safety(), ...limits() }[kind];
}

function safety() {
  return {
    openApi: {
      meaning: l10n.t(
        'Whoever reaches the engine over the network has full control of this machine.',
      ),
      cure: l10n.t('Take the tcp:// address out of the engine\'s "hosts", or protect it with TLS.'),
    },
    bridgeFilter: {
      meaning: l10n.t('Firewall rules do not apply between containers on the same network.'),
      cure: l10n.t(
        'Load the kernel module br_netfilter and set net.bridge.bridge-nf-call-iptables to 1.',
      ),
    },
    ipForward: {
      meaning: l10n.t(
        'Containers reach nothing outside this machine, and published ports do not work.',
      ),
      cure: l10n.t('Set net.ipv4.ip_forward to 1.'),
    },
    rootlessLimits: {
      meaning: l10n.t('Limits of containers are ignored, and statistics show the whole machine.'),
      cure: l10n.t('Use cgroup v2, and let systemd delegate its controllers to your user.'),
    },
    cgroupV1: {
      meaning: l10n.t('This machine uses cgroup v1, which Docker will stop supporting.'),
      cure: l10n.t('Start the machine with cgroup v2: the default of current Linux distributions.'),
    },
    storageDriver: {
      meaning: l10n.t('The storage driver is outdated, or does not suit the file system below it.'),
      cure: l10n.t(
        'Move the engine to overlay2. Save images and volumes first: they do not move along.',
      ),
    },
  };
}

/** Options of `docker run` that the engine takes and then does not apply. */
function limits() {
  return {
    memoryLimit: {
      meaning: l10n.t('Memory limits of containers are ignored.'),
      cure: l10n.t('Turn on the memory cgroup: start the kernel with cgroup_enable=memory.'),
    },
    swapLimit: {
      meaning: l10n.t('A memory limit does not hold back what a container swaps out.'),
      cure: l10n.t('Where you need it, start the kernel with cgroup_enable=memory swapaccount=1.'),
    },
    cpuLimit: {
      meaning: l10n.t('Some CPU limits of containers are ignored.'),
      cure: l10n.t('The kernel was built without this part of the CPU cgroup. Use another kernel.'),
    },
    ioLimit: {
      meaning: l10n.t("Some limits of containers' disk access are ignored."),
      cure: l10n.t('The kernel was built without this part of the I/O cgroup. Most do without it.'),
    },
    pidsLimit: {
      meaning: l10n.t('The limit of how many processes a container may have is ignored.'),
      cure: l10n.t('Turn on the pids cgroup of the kernel.'),
    },
  };
}
