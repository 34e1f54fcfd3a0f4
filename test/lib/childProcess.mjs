// The processes of a test run.
import { spawn } from 'node:child_process';
import { repo } from './build.mjs';

let running;

/** Ends the one that is under way, with all it started. */
export function endRunning(signal) {
  endGroup(running, signal);
}

/** In a process group of its own, so that all it started ends with it. */
export function runNode(args, env, limit) {
  return new Promise((done, fail) => {
    const detached = process.platform !== 'win32';
    const child = spawn(process.execPath, args, {
      cwd: repo,
      stdio: 'inherit',
      detached,
      env: { ...process.env, ...env },
    });
    running = child;
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
    child.on('exit', (code, signal) => {
      clearTimeout(timer);
      running = undefined;
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
