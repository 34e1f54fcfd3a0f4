// For work on the extension: an engine to try it on, a server that runs it, a picture of it.
// usage: node test/lib/dev.mjs engine start|list|stop [N]     a private engine, kept until stopped; prints its DOCKER_HOST
//        node test/lib/dev.mjs serve [--locale zh-cn] [--light | --theme NAME] [--host URL] [--port N]    builds, packages, serves; prints the address
//        node test/lib/dev.mjs shot [FILE.png] [the same] [--command 'Docker: …'] [--script FILE.mjs] [--wait MS]
//                                                   the same, then opens the Slipway views and takes a picture
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { buildExtension, buildTests, out, packageExtension } from './build.mjs';

const { positionals: words, values } = parseArgs({
  allowPositionals: true,
  options: {
    locale: { type: 'string' },
    light: { type: 'boolean' },
    theme: { type: 'string' },
    host: { type: 'string' },
    port: { type: 'string' },
    command: { type: 'string', multiple: true },
    script: { type: 'string' },
    wait: { type: 'string' },
    'no-build': { type: 'boolean' },
    width: { type: 'string' },
    height: { type: 'string' },
    scale: { type: 'string' },
    open: { type: 'string' },
  },
});
if (!values['no-build']) await buildTests({ lenient: true });

const lib = name => import(pathToFileURL(path.join(out, `test/lib/${name}.js`)).href);

const commands = { engine: engineCommand, serve, shot };
const chosen = commands[words[0]];
if (!chosen) {
  console.error(
    'usage: node test/lib/dev.mjs engine start|list|stop [N] | serve | shot [FILE.png]   (see test/lib/README.md)',
  );
  process.exit(2);
}
try {
  await chosen();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

async function engineCommand() {
  const { createEngine, engineFolders, PrivateEngine, sweepEngines } = await lib('privateEngine');
  const { engineOf } = await lib('testEngine');
  const { makeTestImages } = await lib('testImages');
  await sweepEngines();
  if (words[1] === 'start') {
    const engine = await createEngine({ keep: true });
    await makeTestImages(engineOf(engine).docker);
    console.log(
      `export DOCKER_HOST=${engine.host} SLIPWAY_TEST_HOST=${engine.host} SLIPWAY_TEST_CONTROL=${engine.dir}`,
    );
    return;
  }
  const engines = engineFolders().map(dir => new PrivateEngine(dir));
  if (words[1] === 'stop') {
    const wanted =
      words[2] === 'all' ? engines : engines.filter(e => path.basename(e.dir) === words[2]);
    if (wanted.length === 0)
      throw new Error(`no such engine: ${words[2]} (engine list; or engine stop all)`);
    for (const engine of wanted) await engine.purge();
    return;
  }
  for (const engine of engines)
    console.log(
      `${path.basename(engine.dir)}  ${engine.isRunning ? 'running' : 'stopped'}  ${engine.host}`,
    );
}

async function options() {
  if (!values['no-build']) {
    buildExtension();
    packageExtension();
  }
  const { vsixFile } = await lib('workbench');
  const theme = values.theme ?? (values.light ? 'Default Light Modern' : undefined);
  return {
    vsix: [vsixFile],
    engine: values.host ?? process.env.SLIPWAY_TEST_HOST ?? process.env.DOCKER_HOST,
    settings: theme ? { 'workbench.colorTheme': theme } : {},
    ...(values.light ? { colorScheme: 'light' } : {}),
    ...(values.locale ? { locale: values.locale } : {}),
    ...(values.port ? { port: Number(values.port) } : {}),
    ...(values.open ? { open: path.resolve(values.open) } : {}),
    width: Number(values.width ?? 1280),
    height: Number(values.height ?? 800),
    scale: Number(values.scale ?? 1),
  };
}

async function serve() {
  const { startServer, workbenchAddress } = await lib('server');
  const wish = await options();
  const server = await startServer({
    ...wish,
    env: { DOCKER_HOST: wish.engine, DOCKER_CONFIG: '/nonexistent' },
  });
  console.log(workbenchAddress(server, wish.open));
  console.log('Ctrl-C ends it.');
  await new Promise(done => {
    for (const name of ['SIGINT', 'SIGTERM']) process.once(name, done);
  });
  await server.stop();
}

async function shot() {
  const { openWorkbench } = await lib('workbench');
  const workbench = await openWorkbench(await options());
  try {
    await workbench.openContainer('Slipway');
    for (const title of values.command ?? []) await workbench.command(title);
    if (values.script)
      await (await import(pathToFileURL(path.resolve(values.script)).href)).default(workbench);
    await workbench.page.waitForTimeout(Number(values.wait ?? 1500));
    const file = path.resolve(words[1] ?? path.join(out, 'screenshots/shot.png'));
    await workbench.page.screenshot({ path: file });
    console.log(file);
  } catch (error) {
    console.error(`as it stood: ${await workbench.screenshot('FAILED-shot')}`);
    throw error;
  } finally {
    await workbench.close();
  }
}
