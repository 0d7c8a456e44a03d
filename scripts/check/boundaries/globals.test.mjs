import { describe, expect, test } from 'vitest';
import { problemsOf } from '../plant.mjs';
import { timeComesFromTheClock } from './clock.mjs';
import { onlyConfigReadsTheEnvironment } from './environment.mjs';
import { onlyMainFilesExit } from './exit.mjs';
import { onlyTheGatewayHoldsSockets } from './sockets.mjs';

describe('the environment', () => {
  test.each([
    'const port = process.env.SUP_PORT;',
    "const port = process.env['SUP_PORT'];",
    'const { env } = process;',
    'const port = Bun.env.SUP_PORT;',
    'const port = globalThis.process.env.SUP_PORT;',
    "import { env } from 'node:process';",
  ])('I3: is read only by config.ts: %s', (code) => {
    expect(problemsOf(onlyConfigReadsTheEnvironment, { 'backend/src/services/a.ts': code })).not.toEqual([]);
    expect(problemsOf(onlyConfigReadsTheEnvironment, { 'backend/src/config.ts': code })).toEqual([]);
  });

  test('is inlined by Expo in the client, and only that is allowed there', () => {
    const inlined = { 'frontend/src/a.ts': 'export const url = process.env.EXPO_PUBLIC_SUP_URL;' };
    expect(problemsOf(onlyConfigReadsTheEnvironment, inlined)).toEqual([]);
    const read = { 'frontend/src/a.ts': 'export const url = process.env.HOME;' };
    expect(problemsOf(onlyConfigReadsTheEnvironment, read)).toHaveLength(1);
  });
});

describe('time, timers and randomness', () => {
  test.each([
    'const at = Date.now();',
    'const at = new Date();',
    'const at = performance.now();',
    'setTimeout(() => {}, 5);',
    'globalThis.setInterval(() => {}, 5);',
    'const signal = AbortSignal.timeout(5);',
    "import { setTimeout } from 'node:timers/promises';",
    'const dice = Math.random();',
    'const id = crypto.randomUUID();',
    "import { randomBytes } from 'node:crypto';",
  ])('come from the clock: %s', (code) => {
    for (const path of ['backend/src/services/rooms/a.ts', 'sdk/src/outbox.ts', 'protocol/src/a.ts']) {
      expect(problemsOf(timeComesFromTheClock, { [path]: code }), path).not.toEqual([]);
    }
    for (const path of [
      'backend/src/clock.ts',
      'sdk/src/platform/web.ts',
      'backend/src/supervisor/main.ts',
    ]) {
      expect(problemsOf(timeComesFromTheClock, { [path]: code }), path).toEqual([]);
    }
  });

  test('a date made of a given time is no clock', () => {
    const code = 'export const at = (ms) => new Date(ms).toISOString(); clock.setTimeout(5);';
    expect(problemsOf(timeComesFromTheClock, { 'backend/src/services/a.ts': code })).toEqual([]);
  });
});

describe('sockets', () => {
  test.each([
    "import { WebSocketServer } from 'ws';",
    "import { Hono } from 'hono';",
    "import { createServer } from 'node:http';",
    "import net from 'node:net';",
    "import { connect, isIP } from 'node:net';",
    "import { lookup } from 'node:dns/promises';",
    'Bun.serve({});',
  ])('I3: belong to the gateway: %s', (code) => {
    expect(problemsOf(onlyTheGatewayHoldsSockets, { 'backend/src/services/rooms/a.ts': code })).toHaveLength(
      1,
    );
    for (const path of ['backend/src/gateway/listen.ts', 'backend/src/drivers/outgoing/exchange.ts'])
      expect(problemsOf(onlyTheGatewayHoldsSockets, { [path]: code })).toEqual([]);
  });

  test.each(['await fetch(url);', 'await globalThis.fetch(url);', 'await Bun.fetch(url);'])(
    'R110: nobody asks an address unchecked: %s',
    (code) => {
      for (const path of [
        'backend/src/gateway/a.ts',
        'backend/src/services/a.ts',
        'backend/src/drivers/outgoing/a.ts',
      ])
        expect(problemsOf(onlyTheGatewayHoldsSockets, { [path]: code }), path).toHaveLength(1);
      const own = {
        'backend/src/gateway/rest.ts': 'export const answer = (app, request) => app.fetch(request);',
      };
      expect(problemsOf(onlyTheGatewayHoldsSockets, own)).toEqual([]);
    },
  );

  test('to read an address is not to hold a socket', () => {
    const code = "import { BlockList, isIP } from 'node:net';";
    expect(problemsOf(onlyTheGatewayHoldsSockets, { 'backend/src/config/a.ts': code })).toEqual([]);
  });
});

test('only main files end the process', () => {
  const code = 'process.exit(1);';
  for (const path of [
    'backend/src/gateway/a.ts',
    'sdk/src/a.ts',
    'testkit/src/a.ts',
    'scripts/check/a.mjs',
  ]) {
    expect(problemsOf(onlyMainFilesExit, { [path]: code }), path).toHaveLength(1);
  }
  for (const path of ['backend/src/main.ts', 'backend/src/cli.ts', 'backend/src/supervisor/main.ts']) {
    expect(problemsOf(onlyMainFilesExit, { [path]: code }), path).toEqual([]);
  }
});
