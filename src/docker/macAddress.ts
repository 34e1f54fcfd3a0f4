import { type Problem, problem } from './problem';

/** Six octets with colons or hyphens, or three groups with dots: what Go's net.ParseMAC takes. */
const forms =
  /^(?:[0-9a-f]{2}(?::[0-9a-f]{2}){5}|[0-9a-f]{2}(?:-[0-9a-f]{2}){5}|[0-9a-f]{4}(?:\.[0-9a-f]{4}){2})$/i;

/**
 * Checks a MAC address. The engine takes multicast and zero addresses (and longer forms), and
 * then the container does not start: the kernel refuses them.
 */
export function validateMac(text: string): Problem | undefined {
  if (!forms.test(text)) return problem('mac.format', text);
  const digits = text.replace(/[^0-9a-f]/gi, '');
  if (/^0+$/.test(digits)) return problem('mac.zero');
  const isMulticast = (Number.parseInt(digits.slice(0, 2), 16) & 1) === 1;
  return isMulticast ? problem('mac.multicast', text) : undefined;
}
