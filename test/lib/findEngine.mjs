// The engine for `npm start`: the one that the extension itself would find; on Debian and Ubuntu as root, one is
// installed and started where there is none.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { out } from './build.mjs';
import { aptInstall, commandPath, say } from './machine.mjs';

const log = '/var/log/slipway-dockerd.log';

/** A connected engine, or an error whose message says what to do. */
export async function findEngine() {
  try {
    return await tryConnect();
  } catch (error) {
    // what the user named is to be mended by the user; only where there is none at all we may help
    if (error.kind !== 'absent' || isNamed()) throw new Error(advice(error));
    startEngine();
    return waitForEngine();
  }
}

async function tryConnect() {
  const load = name => import(pathToFileURL(path.join(out, `src/engine/${name}.js`)).href);
  const { findEndpoint } = await load('endpoints');
  const { connect } = await load('connection');
  const world = {
    env: process.env,
    home: os.homedir(),
    platform: process.platform,
    uid: process.getuid?.(),
  };
  return connect(await findEndpoint('', world));
}

function isNamed() {
  return Boolean(process.env.DOCKER_HOST || process.env.DOCKER_CONTEXT);
}

function advice(error) {
  const said = `No Docker engine: ${error.message}`;
  if (error.kind === 'permission') {
    return `${said}\nThis user may not use the engine. Either: sudo usermod -aG docker ${os.userInfo().username}, then log in anew; or: sudo npm start`;
  }
  if (isNamed())
    return `${said}\nIt is named by DOCKER_HOST or DOCKER_CONTEXT: start it, or unset them.`;
  return `${said}\nStart Docker, or say where it is: DOCKER_HOST=unix:///path/docker.sock npm start`;
}

function startEngine() {
  if (process.platform !== 'linux')
    throw new Error(
      'No Docker engine: install Docker Desktop (https://docs.docker.com/get-docker/) and start it.',
    );
  if (process.getuid() !== 0) {
    const how = commandPath('dockerd')
      ? 'sudo systemctl start docker'
      : 'sudo apt-get install docker.io (or https://docs.docker.com/engine/install/)';
    throw new Error(`No Docker engine: ${how}. Or let it be done here: sudo npm start`);
  }
  const other = otherEngine();
  if (other)
    throw new Error(
      `A Docker engine runs here already (process ${other}), but not where it is looked for: set DOCKER_HOST. A second one would take its network rules away.`,
    );
  if (!commandPath('dockerd')) {
    if (!commandPath('apt-get'))
      throw new Error(
        'No Docker engine: see https://docs.docker.com/engine/install/ for this system.',
      );
    const failed = aptInstall(['docker.io', 'iptables', 'busybox-static']);
    if (failed) throw new Error(failed);
  }
  if (fs.existsSync('/run/systemd/system')) {
    say('systemctl start docker');
    spawnSync('systemctl', ['start', 'docker'], { stdio: 'inherit' });
    return;
  }
  say(`starting dockerd; it stays when this ends (log: ${log})`);
  if (!/ \/sys\/fs\/cgroup/.test(fs.readFileSync('/proc/mounts', 'utf8')))
    spawnSync('mount', ['-t', 'cgroup2', 'cgroup2', '/sys/fs/cgroup']);
  const file = fs.openSync(log, 'a');
  const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` };
  spawn(commandPath('dockerd'), [], { detached: true, stdio: ['ignore', file, file], env }).unref();
}

/** A dockerd that shares this network: two of them take each other's bridge and rules away (moby issue 34567). */
function otherEngine() {
  const here = fs.readlinkSync('/proc/self/ns/net');
  return fs
    .readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .find(pid => {
      try {
        return (
          fs.readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'dockerd' &&
          fs.readlinkSync(`/proc/${pid}/ns/net`) === here
        );
      } catch {
        return false; // gone meanwhile
      }
    });
}

async function waitForEngine() {
  for (let tries = 1; ; tries++) {
    try {
      return await tryConnect();
    } catch (error) {
      if (tries === 60)
        throw new Error(`The engine was started, but does not answer: ${error.message}\n${tail()}`);
      await sleep(500);
    }
  }
}

function tail() {
  return fs.existsSync(log)
    ? fs.readFileSync(log, 'utf8').trimEnd().split('\n').slice(-10).join('\n')
    : '';
}
