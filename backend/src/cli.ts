import packageJson from '../package.json' with { type: 'json' };
import { ConfigError, configWarnings, describeConfig, loadConfig, settingsPage } from './config.ts';
import { exitConfig, exitStopped, exitUsage } from './supervisor/exit-codes.ts';
import type { Terminal } from './terminal.ts';

interface Command {
  name: string;
  /** What stands behind the name in the help. */
  parameters?: string;
  sentence: string;
  /** Answers the exit code. */
  run(args: readonly string[], terminal: Terminal): number | Promise<number>;
}

/** Every command of `sup`. A new one is a row here and a function below or in a file of its own. */
const commands: readonly Command[] = [
  {
    name: 'config',
    parameters: '[--markdown]',
    sentence: 'Print each setting, its value and where it comes from; or the page docs/settings.md.',
    run: printConfig,
  },
  { name: 'help', sentence: 'Print this list.', run: printHelp },
  {
    name: 'reset-password',
    parameters: 'HANDLE',
    sentence: 'Make a one-time link with which a person sets a new password, while Sup is stopped.',
    run: resetPassword,
  },
  { name: 'version', sentence: 'Print the version of Sup and of the runtime.', run: printVersion },
];

/** Runs one command line (without runtime and script) and answers the exit code. */
export async function runCli(args: readonly string[], terminal: Terminal): Promise<number> {
  const [typed = 'help', ...rest] = args;
  const name = typed.replace(/^--(?=help$|version$)/, '');
  const command = commands.find((candidate) => candidate.name === name);
  if (!command) {
    terminal.complain(`There is no command "${typed}"; \`npx sup help\` lists those there are.`);
    return exitUsage;
  }
  try {
    return await command.run(rest, terminal);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    for (const problem of error.problems) terminal.complain(problem);
    return exitConfig;
  }
}

function printConfig(args: readonly string[], terminal: Terminal): number {
  const [option, ...more] = args;
  if ((option !== undefined && option !== '--markdown') || more.length > 0) {
    terminal.complain(`sup config takes only --markdown, not "${args.join(' ')}".`);
    return exitUsage;
  }
  if (option === '--markdown') {
    terminal.say(settingsPage().trimEnd());
    return exitStopped;
  }
  const parsed = loadConfig();
  terminal.say(describeConfig(parsed));
  for (const warning of configWarnings(parsed)) terminal.complain(`Warning: ${warning}`);
  return exitStopped;
}

async function resetPassword(args: readonly string[], terminal: Terminal): Promise<number> {
  const [handle, ...more] = args;
  if (handle === undefined || more.length > 0) {
    terminal.complain('Usage: npx sup reset-password HANDLE');
    return exitUsage;
  }
  // Loaded only here, so that the other commands do without the store.
  const { makeResetLinkFor } = await import('./compose/reset-password.ts');
  return makeResetLinkFor(handle, loadConfig().config, terminal);
}

function printHelp(_args: readonly string[], terminal: Terminal): number {
  const usages = commands.map(({ name, parameters }) => (parameters ? `${name} ${parameters}` : name));
  const width = Math.max(...usages.map((usage) => usage.length));
  terminal.say('Usage: npx sup COMMAND\n');
  for (const [index, { sentence }] of commands.entries()) {
    terminal.say(`  ${usages[index]?.padEnd(width)}  ${sentence}`);
  }
  return exitStopped;
}

function printVersion(_args: readonly string[], terminal: Terminal): number {
  const runtime = process.versions.bun ? `Bun ${process.versions.bun}` : `Node ${process.versions.node}`;
  terminal.say(`Sup ${packageJson.version} on ${runtime}`);
  return exitStopped;
}

if (import.meta.main) {
  process.exitCode = await runCli(process.argv.slice(2), {
    say: (text) => process.stdout.write(`${text}\n`),
    complain: (text) => process.stderr.write(`${text}\n`),
  });
}
