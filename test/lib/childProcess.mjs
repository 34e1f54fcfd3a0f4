// The processes of a test run.
import { spawn } from 'node:child_process';
import { repo } from './build.mjs';

const running = new Set();

/** Ends those that are under way, with all they started. */
export function endRunning(signal) {
  for (const child of running) endGroup(child, signal);
}

/**
 * In a process group of its own, so that all it started ends with it. `limit` in milliseconds.
 * `held`: what it prints is shown when it ends, for two at once would print into each other's lines.
 */
export function runNode(args, env, { limit, held = false }) {
  return new Promise((done, fail) => {
    const detached = process.platform !== 'win32';
    const child = spawn(process.execPath, args, {
      cwd: repo,
      stdio: held ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      detached,
      env: { ...process.env, ...env },
    });
    running.add(child);
    const printed = [];
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', data => printed.push(data));
    let late = false;
    const timer = setTimeout(
      () => {
        late = true;
        endGroup(child, 'SIGTERM');
        setTimeout(() => endGroup(child, 'SIGKILL'), 5000).unref();
      },
      Math.max(limit, 1000),
    );
    child.on('error', fail);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      running.delete(child);
      process.stdout.write(Buffer.concat(printed));
      if (code === 0) done();
      else if (late)
        fail(
          Object.assign(new Error(`not done within ${Math.round(limit / 60_000)} minutes`), {
            early: true,
          }),
        );
      else
        fail(
          Object.assign(new Error(signal ? `ended by ${signal}` : `exit code ${code}`), {
            early: signal !== null,
          }),
        );
    });
  });
}

function endGroup(child, signal) {
  try {
    if (child) process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
  } catch {
    // gone
  }
}
