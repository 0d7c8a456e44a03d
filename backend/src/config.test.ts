import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  ConfigError,
  configWarnings,
  describeConfig,
  loadConfig,
  parseConfig,
  settingsPage,
} from './config.ts';

const root = '/srv/sup';

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    parseConfig(environment, root);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

test('an empty environment gives the documented defaults', () => {
  const { config } = parseConfig({ PATH: '/usr/bin' }, root);
  expect(config).toEqual({
    port: 4000,
    host: '127.0.0.1',
    dataDir: '/srv/sup/data',
    postgres: undefined,
    tls: undefined,
    publicUrl: 'http://localhost:4000',
    allowedOrigins: ['http://localhost:4000', 'http://127.0.0.1:4000', 'http://localhost:19006'],
    trustedProxies: [],
    outgoingAllow: [],
    registration: 'open',
    strangers: 'inbox',
    roomGraceDays: 7,
    accessTokenSeconds: 900,
    refreshTokenDays: 30,
    rateLimits: true,
    metricsToken: undefined,
    logLevel: 'info',
    runtime: 'bun',
    webDir: '/srv/sup/frontend/dist',
    serverMemoryMbMax: undefined,
  });
});

test('a public server allows its own origin only, not the development client', () => {
  const { config } = parseConfig({ SUP_HOST: '0.0.0.0', SUP_PUBLIC_URL: 'https://chat.example.org/' }, root);
  expect(config.publicUrl).toBe('https://chat.example.org');
  expect(config.allowedOrigins).toEqual(['https://chat.example.org']);
});

test('everything that is wrong is said at once, one sentence each', () => {
  expect(
    problemsOf({
      SUP_PORT: '70000',
      SUP_PROT: '4000',
      SUP_REGISTRATION: 'maybe',
      SUP_PUBLIC_URL: 'https://example.org/chat',
      SUP_TLS_CERT: 'cert.pem',
      SUP_COMPLETELY_ELSE: '1',
    }),
  ).toEqual([
    'SUP_PORT must be a whole number from 0 to 65535, but it is "70000".',
    'SUP_PUBLIC_URL must be an address with http:// or https:// and without a path, but it is "https://example.org/chat".',
    'SUP_REGISTRATION must be open, invite or closed, but it is "maybe".',
    'SUP_PROT is not a setting of Sup; did you mean SUP_PORT?',
    'SUP_COMPLETELY_ELSE is not a setting of Sup; `npx sup config` lists those there are.',
    'SUP_TLS_CERT is set, but SUP_TLS_KEY is not: TLS needs both.',
  ]);
});

test.each([
  ['SUP_PORT', ['0', '1', '65535'], ['-1', '4e3', '40.5', ' 4000', 'port', '0x10']],
  ['SUP_HOST', ['::', '0.0.0.0', 'chat.local'], ['http://x', 'a b', 'host:80', '/tmp/x']],
  [
    'SUP_PUBLIC_URL',
    ['https://a.org', 'http://a.org:81/'],
    ['a.org', 'ftp://a.org', 'https://u:p@a.org', 'https://a.org/?'],
  ],
  ['SUP_ALLOWED_ORIGINS', ['https://a.org, https://b.org'], ['*', 'https://a.org,https://b.org/x', 'null']],
  [
    'SUP_TRUSTED_PROXIES',
    ['10.0.0.0/8, ::1', '192.168.1.7'],
    ['10.0.0.0/33', 'proxy', '::/129', '1.2.3.4/8/8'],
  ],
  ['SUP_RATE_LIMITS', ['on', 'off'], ['yes', 'ON', '1']],
  ['SUP_ACCESS_TOKEN_SECONDS', ['30', '86400'], ['29', '86401', '1h']],
  ['SUP_METRICS_TOKEN', ['0123456789abcdef'], ['short']],
])('%s accepts and refuses what its words say', (name, good, bad) => {
  for (const text of good) expect(problemsOf({ [name]: text }), text).toEqual([]);
  for (const text of bad) expect(problemsOf({ [name]: text }), text).toHaveLength(1);
});

test('an empty text counts as not set', () => {
  const parsed = parseConfig({ SUP_PORT: '', SUP_NEVER_HEARD_OF: '' }, root);
  expect(parsed.config.port).toBe(4000);
  expect(parsed.isDefault('SUP_PORT')).toBe(true);
});

test('TLS needs both files, readable, and moves the default public address to https', () => {
  const directory = mkdtempSync(join(tmpdir(), 'sup-config-'));
  try {
    writeFileSync(join(directory, 'cert.pem'), 'certificate');
    const files = { SUP_TLS_CERT: 'cert.pem', SUP_TLS_KEY: 'key.pem' };
    expect(() => parseConfig(files, directory)).toThrow(
      'SUP_TLS_KEY must be a readable PEM file, but "key.pem" cannot be read.',
    );
    writeFileSync(join(directory, 'key.pem'), 'key');
    const { config } = parseConfig(files, directory);
    expect(config.tls?.keyFile).toBe(join(directory, 'key.pem'));
    expect(config.publicUrl).toBe('https://localhost:4000');
    expect(config.allowedOrigins).toContain('https://127.0.0.1:4000');
  } finally {
    rmSync(directory, { recursive: true });
  }
});

test('a secret is neither printed nor repeated in an error', () => {
  const printed = describeConfig(parseConfig({ SUP_METRICS_TOKEN: 'open-sesame-open-sesame' }, root));
  expect(printed).toMatch(/SUP_METRICS_TOKEN +\(hidden\) +environment/);
  expect(printed).toMatch(/SUP_PORT +4000 +default/);
  expect(printed).not.toContain('sesame');
  expect(problemsOf({ SUP_METRICS_TOKEN: 'sesame' }).join()).not.toContain('sesame');
});

test('what is allowed but unwise is said at every start', () => {
  expect(configWarnings(parseConfig({}, root))).toEqual([]);
  expect(configWarnings(parseConfig({ SUP_RATE_LIMITS: 'off' }, root)).join()).toContain(
    'SUP_RATE_LIMITS is off',
  );
  expect(configWarnings(parseConfig({ SUP_HOST: '0.0.0.0' }, root)).join()).toContain(
    'SUP_PUBLIC_URL is not set',
  );
  const plain = { SUP_HOST: '0.0.0.0', SUP_PUBLIC_URL: 'http://chat.example.org' };
  expect(configWarnings(parseConfig(plain, root)).join()).toContain('not https');
});

test('this process reads its own environment, relative to the root of the repository', () => {
  expect(loadConfig().config.webDir).toBe(join(import.meta.dirname, '../../frontend/dist'));
});

test('docs/settings.md is what the settings table makes of it', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/settings.md'), 'utf8');
  expect(page, 'run `npx sup config --markdown > docs/settings.md`').toBe(settingsPage());
});

test('each setting has words and a default of its own', () => {
  const rows = settingsPage()
    .split('\n')
    .filter((line) => line.startsWith('| `SUP_'));
  expect(rows.length).toBeGreaterThan(20);
  const meanings = rows.map((row) => row.split(' | ').at(-1));
  expect(new Set(meanings).size).toBe(rows.length);
});

test('a PostgreSQL that may lose what was acknowledged is accepted only where somebody says so', () => {
  const postgres = { SUP_POSTGRES_URL: 'postgres://sup@db.example.org/sup' };
  expect(parseConfig(postgres, root).config.postgres?.allowsLoss).toBe(false);
  const said = parseConfig({ ...postgres, SUP_POSTGRES_MAY_LOSE: 'on' }, root);
  expect(said.config.postgres?.allowsLoss).toBe(true);
  expect(said.config.rateLimits).toBe(true);
  expect(configWarnings(said).join()).toContain('may lose acknowledged messages');
});
