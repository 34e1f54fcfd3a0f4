import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A network namespace joined to this machine's by a pair of links, 10.199.N.1 here and 10.199.N.2 there. */
export async function addNetwork(number: number): Promise<void> {
  const name = `slipway-${number}`;
  const link = `slipway${number}`;
  await removeNetwork(number); // one left by a crash
  await run('ip', ['netns', 'add', name]);
  await run('ip', ['-n', name, 'link', 'set', 'lo', 'up']);
  await run('ip', ['link', 'add', link, 'type', 'veth', 'peer', 'name', 'up0', 'netns', name]);
  await run('ip', ['addr', 'add', `10.199.${number}.1/24`, 'dev', link]);
  await run('ip', ['link', 'set', link, 'up']);
  await run('ip', ['-n', name, 'addr', 'add', `10.199.${number}.2/24`, 'dev', 'up0']);
  await run('ip', ['-n', name, 'link', 'set', 'up0', 'up']);
  await run('ip', ['-n', name, 'route', 'add', 'default', 'via', `10.199.${number}.1`]);
}

export async function removeNetwork(number: number): Promise<void> {
  if (fs.existsSync(`/sys/class/net/slipway${number}`)) {
    await run('ip', ['link', 'delete', `slipway${number}`]);
  }
  if (fs.existsSync(`/run/netns/slipway-${number}`)) {
    await run('ip', ['netns', 'delete', `slipway-${number}`]);
  }
}

/** Control groups by their name, in each hierarchy of version 1 or in the one of version 2. */
export function removeCgroups(name: string): void {
  const root = '/sys/fs/cgroup';
  if (!fs.existsSync(root)) return;
  const hierarchies = fs.readdirSync(root, { withFileTypes: true }).filter(e => e.isDirectory());
  for (const parent of [root, ...hierarchies.map(e => path.join(root, e.name))]) {
    removeTree(path.join(parent, name));
  }
}

/** Deepest first, and only folders: the files in a control group cannot be removed. */
function removeTree(dir: string): void {
  if (!fs.existsSync(dir)) return;
  for (const entry of fs.readdirSync(dir, { withFileTypes: true })) {
    if (entry.isDirectory()) removeTree(path.join(dir, entry.name));
  }
  try {
    fs.rmdirSync(dir);
  } catch {
    // busy: a process in it is just ending; an empty control group costs nothing
  }
}
