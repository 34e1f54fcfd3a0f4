/**
 * Stands in the bundle for the package `debug`: docker-modem writes each request with it, secrets and all, to whoever
 * sets DEBUG. The `build` script in package.json puts it in its place.
 */
export = () => () => {};
