import { spawn } from 'node:child_process';
import { collect } from '../setup/child.mjs';

/** The groups that run now; an interrupt ends them all. */
const running = new Set();

/** Ends what is left of a group, if anything is. */
function endGroup(pid) {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/** Ends every process that runGroup started and that still runs. */
export function endAllGroups() {
  for (const pid of running) endGroup(pid);
}

/** The command lines that still run in a group. The dead whom nobody has buried yet do not count. */
async function aliveIn(pid) {
  const { output } = await collect('ps', ['-e', '-o', 'pgid=,stat=,args=']);
  const rows = output.split('\n').map((line) => /^\s*(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? []);
  return rows
    .filter(([, group, state]) => Number(group) === pid && !state.startsWith('Z'))
    .map(([, , , args]) => args);
}

/**
 * Runs a command in a process group of its own, so that servers and browsers it leaves behind end with it.
 * Answers `{ code, output, timedOut, leftBehind }`; `onOutput` gets every chunk as it comes.
 */
export function runGroup(command, args, { timeLimitMs, onOutput, ...options }) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true, ...options });
    const result = { code: 127, output: '', timedOut: false, leftBehind: [] };
    const take = (chunk) => {
      result.output += chunk;
      onOutput?.(chunk);
    };
    child.stdout.setEncoding('utf8').on('data', take);
    child.stderr.setEncoding('utf8').on('data', take);
    if (child.pid) running.add(child.pid);
    const limit = setTimeout(() => {
      result.timedOut = true;
      endGroup(child.pid);
    }, timeLimitMs);
    child.on('error', (error) => take(`${error.message}\n`));
    // What is left behind may hold the pipes open, so it is ended on exit: close comes only after it.
    let burial = Promise.resolve();
    child.on('exit', () => {
      burial = aliveIn(child.pid).then((alive) => {
        result.leftBehind = alive;
        endGroup(child.pid);
      });
    });
    child.on('close', (code, signal) => {
      clearTimeout(limit);
      running.delete(child.pid);
      resolve(burial.then(() => ({ ...result, code: code ?? (signal ? 1 : result.code) })));
    });
  });
}
