import { sound } from './fault';
import { parseExpose, publishedPorts } from './publish';
import { listOf, type RunSpec } from './spec';

/** The ports that the container says it listens on, the image's and those of `--expose`. */
export function exposedBy(spec: RunSpec, image: readonly string[]): readonly string[] {
  const asked = listOf(spec, 'expose').flatMap(text => sound(parseExpose(text)) ?? []);
  return [...new Set([...image, ...asked].map(port => port.toLowerCase()))];
}

/** The exposed ports that no `-p` publishes: those that `-P` would. */
export function unpublished(spec: RunSpec, image: readonly string[]): readonly string[] {
  const published = publishedPorts(listOf(spec, 'publish'));
  return exposedBy(spec, image).filter(port => published[port] === undefined);
}
