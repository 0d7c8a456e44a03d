import { accessSync, constants } from 'node:fs';
import { resolve } from 'node:path';
import type * as z from 'zod';
import { didYouMean } from './did-you-mean.ts';
import { descriptions, isLoopback, type SettingValues, settings } from './settings.ts';

/** Names and texts as the process was given them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Everything the program may be told from outside, validated. Paths are absolute. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** Where everything is kept instead. */
  readonly postgres: { readonly url: string; readonly allowsLoss: boolean } | undefined;
  readonly tls: { readonly certFile: string; readonly keyFile: string } | undefined;
  readonly publicUrl: string;
  readonly allowedOrigins: readonly string[];
  readonly trustedProxies: readonly string[];
  readonly registration: 'open' | 'invite' | 'closed';
  readonly strangers: 'inbox' | 'open';
  /** For how many days a deleted room can be restored. */
  readonly roomGraceDays: number;
  readonly accessTokenSeconds: number;
  readonly refreshTokenDays: number;
  readonly rateLimits: boolean;
  /** Hosts that are not public and may be called all the same. */
  readonly outgoingAllow: readonly string[];
  readonly metricsToken: string | undefined;
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
  readonly runtime: 'bun' | 'node';
  readonly webDir: string;
  readonly serverMemoryMbMax: number | undefined;
}

/** The configuration and, for `sup config`, what each setting came out as and who said so. */
export interface ParsedConfig {
  readonly config: Config;
  readonly values: SettingValues;
  isDefault(name: string): boolean;
}

/** Thrown with one sentence for each thing that is wrong, all at once. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/** Validates the whole environment; throws ConfigError. Relative paths start at `root`. */
export function parseConfig(environment: Environment, root: string): ParsedConfig {
  // An empty text counts as not set: that is how compose files and CI pass on what nobody gave.
  const given = new Map(
    Object.entries(environment).filter(([name, text]) => name.startsWith('SUP_') && text !== ''),
  );
  const isDefault = (name: string) => given.get(name) === undefined;
  const texts = Object.fromEntries([
    ...given,
    ...Object.keys(settings.shape).map((name) => [name, effectiveText(name, given)]),
  ]);
  const result = settings.safeParse(texts);
  const problems = [
    ...(result.success ? [] : issueSentences(result.error.issues, given)),
    ...tlsProblems({ certFile: texts.SUP_TLS_CERT, keyFile: texts.SUP_TLS_KEY }, root),
  ];
  if (!result.success || problems.length > 0) throw new ConfigError(problems);
  return { config: toConfig(result.data, root), values: result.data, isDefault };
}

/** What a person should hear at every start although it is allowed. */
export function configWarnings({ config, isDefault }: ParsedConfig): string[] {
  const warnings: string[] = [];
  if (!config.rateLimits) {
    warnings.push(
      'SUP_RATE_LIMITS is off: nothing slows down password guessing or floods. Use it for benches only.',
    );
  }
  if (config.postgres?.allowsLoss) {
    warnings.push('SUP_POSTGRES_MAY_LOSE is on: a crash of PostgreSQL may lose acknowledged messages.');
  }
  if (isLoopback(config.host)) return warnings;
  if (isDefault('SUP_PUBLIC_URL')) {
    warnings.push(
      `SUP_HOST is ${config.host}, but SUP_PUBLIC_URL is not set: browsers reach Sup only as ${config.publicUrl}.`,
    );
  }
  if (config.publicUrl.startsWith('http:') && !isLoopback(new URL(config.publicUrl).hostname)) {
    warnings.push('SUP_PUBLIC_URL is not https: browsers hold back notifications, the microphone and more.');
  }
  return warnings;
}

/** The text a setting is parsed from: what was given, else its default. */
function effectiveText(name: string, given: ReadonlyMap<string, string | undefined>): string | undefined {
  const schema = Object.entries(settings.shape).find(([key]) => key === name)?.[1];
  const fallback = schema && descriptions.get(schema)?.default;
  if (given.get(name) !== undefined) return given.get(name);
  return typeof fallback === 'function' ? fallback((other) => effectiveText(other, given)) : fallback;
}

function issueSentences(issues: readonly z.core.$ZodIssue[], given: ReadonlyMap<string, unknown>): string[] {
  const sentences = new Set<string>();
  for (const issue of issues) {
    const name = String(issue.path[0]);
    if (issue.code === 'unrecognized_keys') for (const key of issue.keys) sentences.add(unknownName(key));
    // A default made from a wrong setting is wrong too, but only what somebody wrote is worth a sentence.
    else if (given.has(name)) sentences.add(wrongValue(name, given));
  }
  return [...sentences];
}

function unknownName(name: string): string {
  const meant = didYouMean(name, Object.keys(settings.shape));
  const advice = meant ? `did you mean ${meant}?` : '`npx sup config` lists those there are.';
  return `${name} is not a setting of Sup; ${advice}`;
}

function wrongValue(name: string, given: ReadonlyMap<string, unknown>): string {
  const schema = Object.entries(settings.shape).find(([key]) => key === name)?.[1];
  const description = schema && descriptions.get(schema);
  const found = description?.secret ? 'it is not' : `it is "${given.get(name)}"`;
  return `${name} must be ${description?.type}, but ${found}.`;
}

interface TlsTexts {
  certFile: string | undefined;
  keyFile: string | undefined;
}

function tlsProblems({ certFile, keyFile }: TlsTexts, root: string): string[] {
  if (certFile && !keyFile) return ['SUP_TLS_CERT is set, but SUP_TLS_KEY is not: TLS needs both.'];
  if (keyFile && !certFile) return ['SUP_TLS_KEY is set, but SUP_TLS_CERT is not: TLS needs both.'];
  return Object.entries({ SUP_TLS_CERT: certFile, SUP_TLS_KEY: keyFile }).flatMap(([name, path]) =>
    path === undefined || isReadable(resolve(root, path))
      ? []
      : [`${name} must be a readable PEM file, but "${path}" cannot be read.`],
  );
}

function isReadable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

function toConfig(values: SettingValues, root: string): Config {
  const { SUP_TLS_CERT: cert, SUP_TLS_KEY: key, SUP_POSTGRES_URL: url } = values;
  return {
    port: values.SUP_PORT,
    host: values.SUP_HOST,
    dataDir: resolve(root, values.SUP_DATA_DIR),
    postgres: url === undefined ? undefined : { url, allowsLoss: values.SUP_POSTGRES_MAY_LOSE },
    tls: cert && key ? { certFile: resolve(root, cert), keyFile: resolve(root, key) } : undefined,
    publicUrl: values.SUP_PUBLIC_URL,
    allowedOrigins: values.SUP_ALLOWED_ORIGINS,
    trustedProxies: values.SUP_TRUSTED_PROXIES,
    registration: values.SUP_REGISTRATION,
    strangers: values.SUP_STRANGERS,
    roomGraceDays: values.SUP_ROOM_GRACE_DAYS,
    accessTokenSeconds: values.SUP_ACCESS_TOKEN_SECONDS,
    refreshTokenDays: values.SUP_REFRESH_TOKEN_DAYS,
    rateLimits: values.SUP_RATE_LIMITS,
    outgoingAllow: values.SUP_OUTGOING_ALLOW,
    metricsToken: values.SUP_METRICS_TOKEN,
    logLevel: values.SUP_LOG_LEVEL,
    runtime: values.SUP_RUNTIME,
    webDir: resolve(root, values.SUP_WEB_DIR),
    serverMemoryMbMax: values.SUP_MEMORY_MB_MAX,
  };
}
