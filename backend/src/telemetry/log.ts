import { type DestinationStream, destination as openDestination, pino } from 'pino';
import type { Clock } from '../clock.ts';
import { redactFacts, redactText } from './redact.ts';

/** What may stand beside a sentence in the log. */
export type Facts = Readonly<Record<string, unknown>>;

/** The structured log: a sentence and facts a line. One line a lifecycle change, nothing more than once a second. */
export interface Log {
  debug(sentence: string, facts?: Facts): void;
  info(sentence: string, facts?: Facts): void;
  warn(sentence: string, facts?: Facts): void;
  error(sentence: string, facts?: Facts): void;
  /** A log whose every line also carries these facts. */
  with(facts: Facts): Log;
}

/** How a log is opened. */
export interface LogOptions {
  level: 'silent' | 'error' | 'warn' | 'info' | 'debug';
  clock: Pick<Clock, 'now'>;
  /** Which process speaks, such as `server` or `supervisor`. */
  part: string;
  /** Where lines go; standard error unless given, so that standard output stays for what people are told. */
  destination?: DestinationStream;
}

/** Opens the log of this process. Lines are written before the call returns, so a crash loses none. */
export function createLog({ level, clock, part, destination }: LogOptions): Log {
  const lines = pino(
    {
      level,
      base: { part, pid: process.pid },
      timestamp: () => `,"time":"${new Date(clock.now()).toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      messageKey: 'sentence',
    },
    destination ?? openDestination({ fd: 2, sync: true }),
  );
  return wrap(lines);
}

function wrap(lines: pino.Logger): Log {
  const line =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (sentence: string, facts: Facts = {}): void => {
      if (lines.isLevelEnabled(level)) lines[level](redactFacts(facts), redactText(sentence));
    };
  return {
    debug: line('debug'),
    info: line('info'),
    warn: line('warn'),
    error: line('error'),
    with: (facts) => wrap(lines.child(redactFacts(facts))),
  };
}
