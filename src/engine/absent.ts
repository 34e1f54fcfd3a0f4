/**
 * Stands in the bundle for packages that dockerode loads at once but that we never reach: ssh2 (we speak SSH through
 * the system's own client), gRPC and protobuf (only for BuildKit sessions), tar-fs and dockerignore (only to send a
 * folder as the context of a build). They would make the bundle six times as large and load several times as slowly. The `build` script in package.json puts it in their place.
 */
const why = 'This package is left out of the Slipway bundle (src/engine/absent.ts).';

function refuse(): never {
  throw new Error(why);
}

/** ssh2 */
export class Client {
  constructor() {
    refuse();
  }
}

/** @grpc/grpc-js */
export class Server {
  constructor() {
    refuse();
  }
}
export const loadPackageDefinition: () => never = refuse;

/** @grpc/proto-loader and protobufjs */
export const loadSync: () => never = refuse;
