import fs from 'node:fs';
import type { TestEngine } from '../lib/testEngine';
import { type Workbench, withWorkbench } from '../lib/workbench';
import { appears } from './firstPaint';
import { multipliedEngine } from './multiplied';
import type { Figure } from './stats';

const events = 100;

/** 10,000 containers and 5,000 images, in a real editor: time, processor and memory of its host. */
export async function manyThingsFigures(engine: TestEngine): Promise<Figure[]> {
  const many = await multipliedEngine(engine.socket, { containers: 10_000, images: 5_000 });
  const memory = { few: 0, many: 0 };
  let openedMs = 0;
  let eventMs = 0;
  try {
    await withWorkbench({ engine: engine.host }, async workbench => {
      await open(workbench);
      memory.few = residentBytes(hostProcess(workbench));
    });
    await withWorkbench({ engine: many.host }, async workbench => {
      openedMs = await open(workbench);
      const pid = hostProcess(workbench);
      memory.many = residentBytes(pid);
      const before = processorMs(pid);
      for (let i = 0; i < events; i++) {
        many.touch(many.containerIds[(i * 97) % many.containerIds.length] ?? '');
        await new Promise(resolve => setTimeout(resolve, 150)); // apart, so that none are gathered
      }
      eventMs = (processorMs(pid) - before) / events;
    });
  } finally {
    await many.close();
  }
  const grown = (memory.many - memory.few) / 1e6;
  return [
    {
      what: '10,000 containers, 5,000 images: click on the icon → first rows',
      value: openedMs,
      unit: 'ms',
      limit: 1000,
    },
    {
      what: 'the same: processor time of the extension host for one event',
      value: eventMs,
      unit: 'ms',
      limit: 20,
    },
    {
      what: 'the same: memory of the extension host, more than with few',
      value: grown,
      unit: 'MB',
      limit: 150,
    },
  ];
}

/** From the click to the first row of a resource or group, in milliseconds. */
async function open(workbench: Workbench): Promise<number> {
  const { page } = workbench;
  const icon = page.locator('.part.activitybar a.action-label[aria-label^="Slipway"]');
  await icon.waitFor();
  await page.waitForTimeout(2000); // the editor's own start is over
  const shown = appears(page, ' ');
  const start = Date.now();
  await icon.click();
  const ms = (await shown) - start;
  await page.waitForTimeout(5000); // images are in, garbage is collected
  return ms;
}

function hostProcess(workbench: Workbench): number {
  const server = workbench.server.process.pid ?? 0;
  const pids = fs
    .readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number);
  const host = pids.find(pid => isHost(pid) && descends(pid, server));
  if (host === undefined) throw new Error('no extension host is running');
  return host;
}

function isHost(pid: number): boolean {
  return read(pid, 'cmdline').includes('--type=extensionHost');
}

function descends(pid: number, from: number): boolean {
  for (let at = pid; at > 1; at = Number(statOf(at)[1] ?? 0)) if (at === from) return true;
  return false;
}

/** The fields of /proc/PID/stat behind the name: state, parent … */
function statOf(pid: number): readonly string[] {
  return read(pid, 'stat')
    .replace(/^.*\) /s, '')
    .split(' ');
}

/** User and system time so far, of all its threads; the kernel counts in hundredths of a second. */
function processorMs(pid: number): number {
  const [user = '0', system = '0'] = statOf(pid).slice(11, 13);
  return (Number(user) + Number(system)) * 10;
}

function residentBytes(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(read(pid, 'status'))?.[1] ?? 0) * 1024;
}

function read(pid: number, file: string): string {
  try {
    return fs.readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return ''; // it ended meanwhile
  }
}
