/*
 * The log never holds what people write, nor what lets somebody act as them. Callers are expected not to hand such
 * things over; this is the net below them. Facts are judged by name at any depth, and texts by their look, because
 * a token may hide in an address or an error message.
 */

const replacement = '[redacted]';
const depthMax = 6;
const itemsMax = 50;
const charactersMax = 2_000;

/** Names whose values never reach the log, written without case, dashes and underscores. */
const redactedNames: ReadonlySet<string> = new Set([
  'authorization',
  'body',
  'ciphertext',
  'content',
  'cookie',
  'draft',
  'entities',
  'passwordhash',
  'payload',
  'preview',
  'privatekey',
  'quote',
  'recoverycode',
  'recoverycodes',
  'setcookie',
  'snippet',
  'text',
]);
const redactedEndings = ['password', 'passphrase', 'secret', 'token', 'tokens'];

/** JSON Web Tokens, bearer headers, and tokens in the query or fragment of an address. */
const tokenLooks = [
  /\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g,
  /(?<=\bbearer\s+)[\w.~+/=-]{8,}/gi,
  /(?<=[?&#][\w-]*(?:token|code|secret)=)[^&#\s"]+/gi,
];

/** A copy of the facts that is safe to write down; also bounded in depth, items and length. */
export function redactFacts(facts: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return redactEntries(Object.entries(facts), 0);
}

/** The text with whatever looks like a token replaced. */
export function redactText(text: string): string {
  const shown = text.length > charactersMax ? `${text.slice(0, charactersMax)}…` : text;
  return tokenLooks.reduce((rest, look) => rest.replace(look, replacement), shown);
}

function redactEntries(entries: [string, unknown][], depth: number): Record<string, unknown> {
  return Object.fromEntries(
    entries
      .slice(0, itemsMax)
      .map(([name, value]) => [name, isRedactedName(name) ? replacement : redactValue(value, depth + 1)]),
  );
}

function isRedactedName(name: string): boolean {
  const plain = name.toLowerCase().replaceAll(/[-_]/g, '');
  return redactedNames.has(plain) || redactedEndings.some((ending) => plain.endsWith(ending));
}

function redactValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return value;
  if (depth > depthMax) return '[too deep]';
  if (value instanceof Error) return redactError(value, depth);
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.slice(0, itemsMax).map((item) => redactValue(item, depth + 1));
  return redactEntries(Object.entries(value), depth);
}

// Only the standard parts: libraries hang requests, with their headers and bodies, on errors.
function redactError(error: Error, depth: number): Record<string, unknown> {
  return {
    name: error.name,
    message: redactText(error.message),
    ...('code' in error && { code: redactValue(error.code, depth + 1) }),
    ...(error.stack && { stack: redactText(error.stack) }),
    ...(error.cause !== undefined && { cause: redactValue(error.cause, depth + 1) }),
  };
}
