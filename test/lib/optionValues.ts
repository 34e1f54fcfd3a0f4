/** Values of an option, by who refuses them. */
export interface OptionValues {
  /** What the CLI takes and the engine may take too. */
  readonly good: readonly string[];
  /** What the CLI refuses by itself. */
  readonly refused?: readonly string[];
  /** What the CLI sends and the engine refuses, or no container starts with. */
  readonly sent?: readonly string[];
}

export const free = (...good: readonly string[]): OptionValues => ({ good });

export const numbers = {
  good: ['0', '5', '0x10', '010', '1_000', '+7', '0b11', '0o17'],
  refused: ['', 'x', '1.5', '1__0', '_1', '9223372036854775808', ' 1', '0x', '08'],
} as const;

export const sizes = {
  good: [
    '64m',
    '1.5g',
    '64M',
    '70 MB',
    '64MiB',
    '1e8',
    '.5g',
    '8388608',
    '7168kb',
    '100000000b',
    '1t',
    '1_000m',
    '6_4.5_0MB',
  ],
  refused: [
    '_1m',
    '1_m',
    '1__0m',
    '1_.5g',
    '',
    '-1',
    '5x',
    '5bi',
    '5ib',
    'm',
    '1.1.1m',
    '0x10',
    '5 mm',
    '1e',
  ],
} as const;

export const durations = {
  good: ['0', '30s', '1m30s', '1.5h', '500ms', '.5s', '1h0m0s', '1500µs'],
  refused: ['', '5', '1d', 's', '1s2', '-1s', '1..5s', '1 s'],
  sent: ['1us', '999999ns'],
} as const;

export const rates = {
  good: ['/dev/sda:1mb', '/dev/sda:1024', '/dev/nvme0n1:1.5g', '/dev/sda:0'],
  refused: ['/dev/sda', 'sda:1mb', '/dev/sda:-1', ':1', '/dev/sda:x', ''],
} as const;

export const counts = {
  good: ['/dev/sda:1000', '/dev/sda:0'],
  refused: ['/dev/sda:1k', 'sda:1', '/dev/sda:-1', '', '/dev/sda:0x5'],
} as const;

export const capabilities = {
  good: ['NET_ADMIN', 'net_admin', 'CAP_SYS_PTRACE', 'ALL', 'all', 'cap_chown'],
  sent: ['FOO', '', 'CAP_'],
} as const;

export const switches = free('true', 'false', 'T', '0');
