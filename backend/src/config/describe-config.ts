import type { ParsedConfig } from './parse-config.ts';
import { type Description, descriptions, settings } from './settings.ts';

/** One line a setting: name, value (secrets masked), and whether it is the default or was set. */
export function describeConfig({ values, isDefault }: ParsedConfig): string {
  const rows = described().map(({ name, description }) => ({
    name,
    value: showValue(Object.entries(values).find(([key]) => key === name)?.[1], description),
    source: isDefault(name) ? 'default' : 'environment',
  }));
  const nameWidth = widest(rows.map((row) => row.name));
  const valueWidth = widest(rows.map((row) => row.value));
  return rows
    .map((row) => `${row.name.padEnd(nameWidth)}  ${row.value.padEnd(valueWidth)}  ${row.source}`)
    .join('\n');
}

/** The page docs/settings.md. */
export function settingsPage(): string {
  const rows = described().map(({ name, description }) => {
    const { type, sentence, secret } = description;
    return `| \`${name}\` | ${type} | ${defaultWords(description)} | ${sentence}${secret ? ' Secret.' : ''} |`;
  });
  return [
    '# Settings',
    '',
    'Sup reads its settings from the environment when it starts. A name that begins with `SUP_` and is not in this',
    'table is refused, and so is a wrong value: Sup then says everything that is wrong at once and exits with code 78.',
    'An empty text counts as not set. `npx sup config` prints what holds on your machine.',
    '',
    '| name | value | default | meaning |',
    '|---|---|---|---|',
    ...rows,
    '',
    'This page is made by `npx sup config --markdown`; the words stand in `backend/src/config/settings.ts`.',
    '',
  ].join('\n');
}

function described(): { name: string; description: Description }[] {
  return Object.entries(settings.shape).map(([name, schema]) => {
    const description = descriptions.get(schema);
    if (!description) throw new Error(`${name} has no description`);
    return { name, description };
  });
}

function showValue(value: unknown, description: Description): string {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return '(none)';
  if (description.secret) return '(hidden)';
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return Array.isArray(value) ? value.join(',') : String(value);
}

function defaultWords(description: Description): string {
  if (description.defaultWords !== undefined) return description.defaultWords;
  return typeof description.default === 'string' ? `\`${description.default}\`` : 'none';
}

function widest(texts: readonly string[]): number {
  return Math.max(...texts.map((text) => text.length));
}
