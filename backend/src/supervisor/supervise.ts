import { ProcessTree, type ProcessTreeOptions } from './process-tree.ts';

/** Runs a process tree until a signal stops it or it gives up; answers the exit code. */
export function supervise(options: ProcessTreeOptions): Promise<number> {
  const tree = new ProcessTree(options);
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    // However often: npm passes on a Ctrl-C that the terminal has sent already.
    process.on(signal, () => {
      options.log.info(`Asked to stop by ${signal}.`);
      tree.stop();
    });
  }
  return tree.run();
}
