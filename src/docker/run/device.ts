import { cleanPath } from '../mount';
import { type Fault, fault } from './fault';

/** An element of HostConfig.Devices. */
export interface DeviceMapping {
  readonly PathOnHost: string;
  readonly PathInContainer: string;
  readonly CgroupPermissions: string;
}

/** A device of the Container Device Interface, `vendor.com/class=name`: no path. */
const qualified =
  /^[a-z](?:[\w.-]*[a-z\d])?\/[a-z](?:[\w.-]*[a-z\d])?=[a-z\d](?:[\w.:-]*[a-z\d])?$/i;

export function isQualifiedDevice(text: string): boolean {
  return text.length < 4096 && qualified.test(text);
}

/** Reads `--device` for Linux: `/dev/sda`, `/dev/sda:r`, `/dev/sda:/dev/xvdc:rw`. */
export function parseDevice(text: string): DeviceMapping | Fault {
  const pieces = text.split(':');
  const [host = '', second, third] = pieces;
  if (pieces.length > 3 || host === '') return fault('device.format', text);
  if (third !== undefined && !isMode(third)) return fault('device.mode', third);
  const isShort = second === undefined || (third === undefined && isMode(second));
  const inContainer = isShort ? host : second;
  if (!inContainer.startsWith('/')) return fault('device.relative', inContainer);
  // With a mode behind it the CLI leaves the container's path as it was written.
  const path = third === undefined ? cleaned(inContainer) : inContainer;
  // `/a:r:w` is no path `r`: the CLI reads the second piece as a mode wherever it can.
  const target = third !== undefined && isMode(second ?? '') ? host : path;
  return {
    PathOnHost: isShort ? path : host,
    PathInContainer: target,
    CgroupPermissions: third ?? (isShort && second !== undefined ? second : 'rwm'),
  };
}

/** As `a *:* rwm`: the kind, the numbers, what is allowed. */
export function validateDeviceRule(text: string): Fault | undefined {
  const isRule = /^[acb] (?:\d+|\*):(?:\d+|\*) [rwm]{1,3}$/.test(text);
  return isRule ? undefined : fault('device.rule', text);
}

function isMode(text: string): boolean {
  return /^[rwm]{1,3}$/.test(text) && new Set(text).size === text.length;
}

/** path.Clean keeps backslashes, which are letters on Linux. */
function cleaned(path: string): string {
  return path.includes('\\') ? path : cleanPath(path);
}
