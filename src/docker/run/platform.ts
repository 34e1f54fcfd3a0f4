import { type Fault, fault } from './fault';

const systems = new Set(
  'aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris wasip1 windows zos'.split(
    ' ',
  ),
);
const architectures = new Set(
  '386 amd64 amd64p32 arm armbe arm64 arm64be ppc64 ppc64le loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc riscv riscv64 s390 s390x sparc sparc64 wasm'.split(
    ' ',
  ),
);

/**
 * Reads `--platform` into the form that the engine is asked in: `Linux/x86_64` is `linux/amd64`.
 * A system alone stays so: the CLI would add its own machine's architecture. An architecture
 * alone is one of Linux, as on a client there.
 */
export function parsePlatform(text: string): string | Fault {
  // A version behind the system is read, and not asked for.
  const pieces = text.replace(/^([\w-]+)\([\w.-]*\)(?=\/|$)/, '$1').split('/');
  const [first = '', second, third] = pieces;
  if (pieces.length > 3 || pieces.some(piece => !/^[\w.-]+$/.test(piece))) {
    return fault('platform.format', text);
  }
  const system = systemOf(first);
  if (second === undefined) {
    const { architecture, variant } = architectureOf(first, '');
    if (systems.has(system)) return system;
    if (!architectures.has(architecture)) return fault('platform.unknown', text);
    return joined('linux', architecture, architecture === 'arm' && variant === 'v7' ? '' : variant);
  }
  const { architecture, variant } = architectureOf(second, third ?? '');
  if (third === undefined) {
    return joined(system, architecture, architecture === 'arm' && variant === 'v7' ? '' : variant);
  }
  return joined(system, architecture, architecture === 'arm64' && variant === '' ? 'v8' : variant);
}

function systemOf(text: string): string {
  const system = text.toLowerCase();
  return system === 'macos' ? 'darwin' : system;
}

function architectureOf(text: string, given: string): { architecture: string; variant: string } {
  const architecture = text.toLowerCase();
  const variant = given.toLowerCase();
  switch (architecture) {
    case 'i386':
      return { architecture: '386', variant: '' };
    case 'x86_64':
    case 'x86-64':
    case 'amd64':
      return { architecture: 'amd64', variant: variant === 'v1' ? '' : variant };
    case 'aarch64':
    case 'arm64':
      return { architecture: 'arm64', variant: /^v?8$/.test(variant) ? '' : variant };
    case 'armhf':
      return { architecture: 'arm', variant: 'v7' };
    case 'armel':
      return { architecture: 'arm', variant: 'v6' };
    case 'arm':
      return { architecture, variant: armVariant(variant) };
    default:
      return { architecture, variant };
  }
}

function armVariant(variant: string): string {
  if (variant === '' || variant === '7') return 'v7';
  return /^[568]$/.test(variant) ? `v${variant}` : variant;
}

function joined(...pieces: readonly string[]): string {
  return pieces.filter(piece => piece !== '').join('/');
}
