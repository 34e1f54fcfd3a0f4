// The Docker of another Debian suite, beside the machine's own: its packages are downloaded and unpacked into the cache
// folder, not installed. apt works on lists, a status and a cache of its own here, so the machine's stay as they are; the
// mirror and the proxy are the machine's, and signatures are checked.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { cache, cached } from './cache.mjs';
import { commandPath, say } from './machine.mjs';

const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';
// runc and docker-init are the machine's own: a newer suite's want a newer C library
const programs = {
  'docker.io': ['usr/sbin/dockerd', 'usr/sbin/docker-proxy'],
  containerd: ['usr/bin/containerd', 'usr/bin/containerd-shim-runc-v2'],
};
const compose = { 'docker-compose': ['usr/libexec/docker/cli-plugins/docker-compose'] };

/** The engine suite's files whose subject is not the same in all versions of Docker's API. */
export const varying =
  'connection,live.test,containerVerbs,exec,images.test,networks,volumes,system';

/** Debian 13's Docker, 26.1: `bin`; or why it is not needed (`spare`) or cannot be had (`reason`). */
export async function newerDocker(suite) {
  const [major = 0] = versionOf() ?? [];
  if (major >= 26 && !suite)
    return { spare: `This machine's own Docker is ${major}, and the engine suite is for that.` };
  try {
    return { bin: await otherDocker(suite ?? 'trixie') };
  } catch (error) {
    return { reason: error.message };
  }
}

/** A folder of programs for `createEngine({ bin })`. Throws an error that says why it cannot be had here. */
export async function otherDocker(suite) {
  if (!/^[a-z-]+$/.test(suite)) throw new Error(`not a suite of Debian: ${suite}`);
  if (!fs.existsSync(path.join(cache, `docker-${suite}`))) refuseElsewhere();
  return cached(`docker-${suite}`, into => {
    say(`Docker of Debian ${suite}: downloading about 50 MB and unpacking it into the cache`);
    unpack(suite, into, programs);
    versionOf(path.join(into, 'dockerd')); // does it run here?
  });
}

/** The program `docker-compose`, which runs without Docker: one that knows the specification of today. */
export async function dockerCompose() {
  const name = 'compose-sid';
  if (!fs.existsSync(path.join(cache, name))) refuseElsewhere();
  const folder = await cached(name, into => {
    say('Docker Compose of Debian sid: downloading about 15 MB into the cache');
    unpack('sid', into, compose);
  });
  return path.join(folder, 'docker-compose');
}

/** As dockerd itself says it: `[26, 1, 5]`; `undefined` where there is none. */
function versionOf(dockerd = commandPath('dockerd')) {
  if (dockerd === undefined) return undefined;
  const said = execFileSync(dockerd, ['--version'], { encoding: 'utf8' });
  return /version (\d+)\.(\d+)\.(\d+)/.exec(said)?.slice(1).map(Number);
}

function refuseElsewhere() {
  if (release().ID !== 'debian' || !commandPath('apt-get'))
    throw new Error("Another suite's Docker is unpacked from Debian's archive: this is no Debian.");
  if (!fs.existsSync(keyring))
    throw new Error(`${keyring} is missing. Run: apt-get install debian-archive-keyring`);
}

function unpack(suite, into, programs) {
  const work = path.join(into, 'work');
  fs.mkdirSync(path.join(work, 'lists/partial'), { recursive: true });
  fs.mkdirSync(path.join(work, 'archives/partial'), { recursive: true });
  fs.writeFileSync(path.join(work, 'status'), '');
  const source = `deb [signed-by=${keyring}] ${mirror()} ${suite} main\n`;
  fs.writeFileSync(path.join(work, 'sources.list'), source);
  const options = [
    `Dir::Etc::SourceList=${work}/sources.list`,
    'Dir::Etc::SourceParts=/dev/null',
    'Dir::Etc::Preferences=/dev/null',
    'Dir::Etc::PreferencesParts=/dev/null',
    `Dir::State=${work}`,
    `Dir::State::Status=${work}/status`,
    `Dir::Cache=${work}`,
    'APT::Default-Release=', // the machine's own may be one that is not in these lists
    'APT::Sandbox::User=root', // the cache of root is closed to apt's own user
    'Acquire::Languages=none',
    'Acquire::PDiffs=false',
  ].flatMap(option => ['-o', option]);
  const apt = (...words) => run('apt-get', ['-qq', ...options, ...words], work);
  apt('update');
  apt('download', ...Object.keys(programs));
  for (const [name, files] of Object.entries(programs)) {
    const deb = fs.readdirSync(work).find(file => file.startsWith(`${name}_`));
    run('dpkg-deb', ['-x', deb, name], work);
    for (const file of files)
      fs.renameSync(path.join(work, name, file), path.join(into, path.basename(file)));
  }
  fs.rmSync(work, { recursive: true, force: true });
}

/** Where the machine has its own suite from. */
function mirror() {
  const format = ['--format', '$(REPO_URI) $(RELEASE) $(COMPONENT)', 'Created-By: Packages'];
  const rows = run('apt-get', ['indextargets', ...format], '/').split('\n');
  const own = [release().VERSION_CODENAME, 'stable', 'testing', 'unstable', 'sid'];
  const found = rows
    .map(row => row.split(' '))
    .find(([, suite, component]) => own.includes(suite) && component === 'main');
  if (!found) throw new Error("None of the machine's apt sources is Debian's archive.");
  return found[0];
}

function release() {
  if (!fs.existsSync('/etc/os-release')) return {};
  const text = fs.readFileSync('/etc/os-release', 'utf8');
  return Object.fromEntries([...text.matchAll(/^(\w+)="?([^"\n]*)/gm)].map(m => m.slice(1)));
}

function run(program, args, cwd) {
  const stdio = ['ignore', 'pipe', 'inherit'];
  return execFileSync(program, args, { cwd, encoding: 'utf8', stdio });
}
