import { l10n } from 'vscode';
import type { OptionName } from '../docker/run/options';

/** What the options of its limits and rights do. */
export const runHelpLimits = {
  memory: () =>
    l10n.t('The most memory it may use, such as 512m or 2g. Whoever needs more is killed.'),
  'memory-reservation': () =>
    l10n.t('What it is pressed back to when the host runs short of memory. Lower than the limit.'),
  'memory-swap': () =>
    l10n.t(
      'Memory and swap together: the same as the memory means no swap, -1 as much as there is.',
    ),
  'memory-swappiness': () =>
    l10n.t(
      'How readily its memory is swapped out, 0 to 100; -1 as the host. Has no effect with cgroup v2.',
    ),
  'kernel-memory': () =>
    l10n.t('A limit on memory that the kernel uses for it. Docker has given it up.'),
  cpus: () => l10n.t('How much of the processors it may use: 1.5 is one and a half of them.'),
  'cpu-shares': () =>
    l10n.t(
      'Its weight against others when the CPUs are busy. Usually 1024: one with 2048 gets twice as much.',
    ),
  'cpuset-cpus': () => l10n.t('On which CPUs it may run: 0-3 or 0,2.'),
  'cpuset-mems': () =>
    l10n.t(
      'From which memory nodes it may take memory, on machines that have several (NUMA): 0-1.',
    ),
  'cpu-period': () =>
    l10n.t('Length of the period of the CPU quota, in microseconds. --cpus is simpler.'),
  'cpu-quota': () =>
    l10n.t(
      'Microseconds of CPU time in each period: 50000 of 100000 is half a CPU. --cpus is simpler.',
    ),
  'cpu-rt-period': () =>
    l10n.t(
      'Length of the period of the real-time limit, in microseconds. The kernel has to be made for it.',
    ),
  'cpu-rt-runtime': () =>
    l10n.t('Microseconds of real-time CPU time in each period. The kernel has to be made for it.'),
  'cpu-count': () => l10n.t('How many CPUs a Windows container has.'),
  'cpu-percent': () => l10n.t('How much of the CPUs a Windows container may use, in percent.'),
  'io-maxbandwidth': () =>
    l10n.t('The most bytes a second on the system drive of a Windows container.'),
  'io-maxiops': () =>
    l10n.t('The most operations a second on the system drive of a Windows container.'),
  'blkio-weight': () =>
    l10n.t('Its weight against others on busy disks, 10 to 1000; 0 for none of its own.'),
  'blkio-weight-device': () => l10n.t('The same for one device: /dev/sda:500.'),
  'device-read-bps': () => l10n.t('The most bytes a second read from a device: /dev/sda:10mb.'),
  'device-write-bps': () => l10n.t('The most bytes a second written to a device: /dev/sda:10mb.'),
  'device-read-iops': () => l10n.t('The most reads a second from a device: /dev/sda:1000.'),
  'device-write-iops': () => l10n.t('The most writes a second to a device: /dev/sda:1000.'),
  'pids-limit': () =>
    l10n.t('How many processes and threads it may have; -1 for no limit. Stops a fork bomb.'),
  ulimit: () =>
    l10n.t(
      'Limits of each process, as name=soft:hard: nofile=1024:4096 for open files, nproc, core …',
    ),
  'oom-kill-disable': () =>
    l10n.t(
      'Does not kill it where it needs more than its memory: it waits then. Only with a memory limit, and not with cgroup v2.',
    ),
  'oom-score-adj': () =>
    l10n.t(
      'How likely the kernel kills it when the host runs out of memory, -1000 (never) to 1000 (first).',
    ),
  gpus: () =>
    l10n.t(
      'Which GPUs it gets: all, a number, or device=0. The host needs the driver’s container toolkit.',
    ),
  device: () => l10n.t('Devices of the host it may use, as /dev/host:/dev/container:rwm.'),
  'device-cgroup-rule': () =>
    l10n.t('Allows a whole kind of device, also such as come later: c 189:* rmw.'),
  'cgroup-parent': () =>
    l10n.t('The control group below which its own is made, to limit several containers together.'),
  privileged: () =>
    l10n.t(
      'Gives it all rights and all devices of the host: whoever gets in there has the host. Try single capabilities first.',
    ),
  'cap-add': () =>
    l10n.t('Single rights of root that it gets besides the usual ones: NET_ADMIN, SYS_PTRACE …'),
  'cap-drop': () =>
    l10n.t(
      'Rights of root that it does not get. ALL, and then adding what is needed, is the safest.',
    ),
  'security-opt': () =>
    l10n.t(
      'no-new-privileges keeps programs from gaining rights; seccomp=, apparmor= and label= choose profiles.',
    ),
  userns: () => l10n.t('host turns off the mapping of users where the engine has it on.'),
  cgroupns: () => l10n.t('private: it sees its own control groups only; host: those of the host.'),
  ipc: () =>
    l10n.t(
      'With whom it shares memory and semaphores: private, shareable, host or container:name.',
    ),
  pid: () =>
    l10n.t(
      'Whose processes it sees: host for the host’s, container:name for another’s. For debugging.',
    ),
  uts: () => l10n.t('host: it has the host’s name, and may change it.'),
  sysctl: () => l10n.t('Kernel settings of its own namespaces, as net.core.somaxconn=1024.'),
  'use-api-socket': () =>
    l10n.t(
      'Hands it the socket of the engine and your logins: it can then do all that you can. Experimental.',
    ),
} satisfies Partial<Record<OptionName, () => string>>;
