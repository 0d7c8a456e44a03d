import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/** The exit code a shell would report: 128 + the signal's number when one ended the process. */
const exitCodeOf = (code, signal) => code ?? 128 + (constants.signals[signal] ?? 0);

/**
 * Runs a command to its end and collects what it says.
 * Answers `{ code, output }`; a command that is not there is code 127, as in a shell.
 */
export function collect(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    const chunks = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    child.on('error', (error) => resolve({ code: 127, output: error.message }));
    child.on('close', (code, signal) =>
      resolve({ code: exitCodeOf(code, signal), output: Buffer.concat(chunks).toString() }),
    );
  });
}

/**
 * Becomes a command as far as Node can: same terminal, signals passed on, its exit code answered.
 * Ctrl-C reaches both processes by itself when there is a terminal, so it is passed on only without one.
 */
export function become(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options });
    const passOn = (signal) => child.kill(signal);
    const onInterrupt = process.stdin.isTTY ? () => undefined : passOn;
    const handlers = { SIGINT: onInterrupt, SIGTERM: passOn, SIGHUP: passOn };
    for (const [signal, handler] of Object.entries(handlers)) process.on(signal, handler);
    child.on('error', (error) => resolve({ code: 127, output: error.message }));
    child.on('exit', (code, signal) => {
      for (const [name, handler] of Object.entries(handlers)) process.off(name, handler);
      resolve({ code: exitCodeOf(code, signal), output: '' });
    });
  });
}
