import {
  createPrivateKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto';
import fs from 'node:fs';
import { isIP } from 'node:net';
import path from 'node:path';

/** A certificate with its key, both as PEM. */
export interface Certified {
  readonly cert: string;
  readonly key: string;
}

export interface Wish {
  readonly name: string;
  /** Whose certificate signs it; without it, it signs itself, as an authority. */
  readonly by?: Certified;
  /** Names and addresses that it is good for. */
  readonly hosts?: readonly string[];
  /** In days from now. @default from yesterday for ten years */
  readonly valid?: readonly [from: number, to: number];
}

/** A P-256 certificate made here: the machine need not have OpenSSL. */
export function certify({ name, by, hosts = [], valid = [-1, 3_650] }: Wish): Certified {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const signer: KeyObject = by ? createPrivateKey(by.key) : pair.privateKey;
  const issuer = by ? subjectOf(by.cert) : nameOf(name);
  const ecdsaWithSha256 = sequence(oid(1, 2, 840, 10045, 4, 3, 2));
  const body = sequence(
    explicit(0, integer(2)), // version 3
    integer(...randomBytes(8).map((byte, i) => (i === 0 ? (byte & 0x7f) | 1 : byte))),
    ecdsaWithSha256,
    issuer,
    sequence(time(valid[0]), time(valid[1])),
    nameOf(name),
    pair.publicKey.export({ type: 'spki', format: 'der' }),
    explicit(3, sequence(...extensions(by === undefined, hosts))),
  );
  const signature = sign('sha256', body, signer);
  const der = sequence(body, ecdsaWithSha256, tagged(0x03, Buffer.from([0]), signature));
  const lines = der.toString('base64').replace(/.{64}/g, '$&\n');
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    key: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** `ca.pem`, `cert.pem` and `key.pem` as Docker names them. */
export function writeCertificates(folder: string, ca: Certified, own?: Certified): string {
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'ca.pem'), ca.cert);
  if (own) {
    fs.writeFileSync(path.join(folder, 'cert.pem'), own.cert);
    fs.writeFileSync(path.join(folder, 'key.pem'), own.key);
  }
  return folder;
}

function extensions(isAuthority: boolean, hosts: readonly string[]): Buffer[] {
  const yes = tagged(0x01, Buffer.from([0xff]));
  const alternatives = hosts.map(host =>
    isIP(host) === 4
      ? tagged(0x87, Buffer.from(host.split('.').map(Number)))
      : tagged(0x82, Buffer.from(host)),
  );
  const constraints = isAuthority ? sequence(yes) : sequence();
  return [
    sequence(oid(2, 5, 29, 19), yes, tagged(0x04, constraints)),
    ...(hosts.length > 0
      ? [sequence(oid(2, 5, 29, 17), tagged(0x04, sequence(...alternatives)))]
      : []),
  ];
}

/** The name that stands in a certificate, as bytes: its sixth part, the fifth after the version. */
function subjectOf(pem: string): Buffer {
  const der = Buffer.from(pem.replace(/-----.*-----|\n/g, ''), 'base64');
  let at = inside(der, inside(der, 0));
  for (let part = 0; part < 5; part++) at = after(der, at);
  return der.subarray(at, after(der, at));
}

function lengthAt(der: Buffer, at: number): { readonly length: number; readonly head: number } {
  const first = der[at + 1] ?? 0;
  if (first < 0x80) return { length: first, head: 2 };
  const bytes = first & 0x7f;
  return { length: der.readUIntBE(at + 2, bytes), head: 2 + bytes };
}

function inside(der: Buffer, at: number): number {
  return at + lengthAt(der, at).head;
}

function after(der: Buffer, at: number): number {
  const { length, head } = lengthAt(der, at);
  return at + head + length;
}

function tagged(tag: number, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const size = body.length;
  // the shortest form alone is right
  const length =
    size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}

const sequence = (...content: readonly Buffer[]): Buffer => tagged(0x30, ...content);
const explicit = (number: number, content: Buffer): Buffer => tagged(0xa0 + number, content);
const integer = (...bytes: readonly number[]): Buffer => tagged(0x02, Buffer.from(bytes));

function oid(first: number, second: number, ...rest: readonly number[]): Buffer {
  const bytes = rest.flatMap(part => {
    const sevens = [part & 0x7f];
    for (let left = part >> 7; left > 0; left >>= 7) sevens.unshift((left & 0x7f) | 0x80);
    return sevens;
  });
  return tagged(0x06, Buffer.from([first * 40 + second, ...bytes]));
}

function nameOf(common: string): Buffer {
  return sequence(tagged(0x31, sequence(oid(2, 5, 4, 3), tagged(0x0c, Buffer.from(common)))));
}

function time(daysFromNow: number): Buffer {
  const at = new Date(Date.now() + daysFromNow * 86_400_000).toISOString();
  return tagged(0x18, Buffer.from(`${at.replace(/\..*/, '').replace(/[-T:]/g, '')}Z`));
}
