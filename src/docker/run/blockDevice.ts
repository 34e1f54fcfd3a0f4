import { parseBytes } from './bytes';
import { type Fault, fault, isFault } from './fault';
import { parseUnsigned } from './goNumber';

export interface WeightDevice {
  readonly Path: string;
  readonly Weight: number;
}

export interface ThrottleDevice {
  readonly Path: string;
  /** Bytes or operations a second. */
  readonly Rate: number;
}

/** Reads `--blkio-weight-device`: `/dev/sda:200`. */
export function parseWeightDevice(text: string): WeightDevice | Fault {
  const pieces = splitDevice(text);
  if (isFault(pieces)) return pieces;
  const weight = parseUnsigned(pieces.value, 16);
  if (weight === undefined) return fault('value.int', pieces.value);
  if (weight !== 0 && (weight < 10 || weight > 1000)) return fault('value.range', weight, 10, 1000);
  return { Path: pieces.path, Weight: weight };
}

/** Reads `--device-read-bps`, `--device-write-bps`: `/dev/sda:1mb`. */
export function parseRateDevice(text: string): ThrottleDevice | Fault {
  const pieces = splitDevice(text);
  if (isFault(pieces)) return pieces;
  const rate = parseBytes(pieces.value);
  return rate === undefined ? fault('value.size', pieces.value) : { Path: pieces.path, Rate: rate };
}

/** Reads `--device-read-iops`, `--device-write-iops`: `/dev/sda:1000`. */
export function parseCountDevice(text: string): ThrottleDevice | Fault {
  const pieces = splitDevice(text);
  if (isFault(pieces)) return pieces;
  const rate = parseUnsigned(pieces.value, 64);
  return rate === undefined ? fault('value.int', pieces.value) : { Path: pieces.path, Rate: rate };
}

function splitDevice(text: string): { path: string; value: string } | Fault {
  const at = text.indexOf(':');
  if (at <= 0) return fault('device.format', text);
  const path = text.slice(0, at);
  return path.startsWith('/dev/')
    ? { path, value: text.slice(at + 1) }
    : fault('device.path', path);
}
