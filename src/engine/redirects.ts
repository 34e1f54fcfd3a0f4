import * as http from 'node:http';
import * as https from 'node:https';
// @ts-expect-error: it has no types
import modemHttp from 'docker-modem/lib/http';

/**
 * Takes docker-modem's way to follow redirects out. It throws where nobody can catch it, or asks a
 * host of the answer's choice without listening for errors; no engine's API redirects. What answers
 * so is an error then, like every other status.
 */
export function followNoRedirects(): void {
  Object.assign(modemHttp as object, { http, https });
}
