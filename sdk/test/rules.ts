// The client's half of the protocol, rule by rule, against the model server. They run under vitest on Node and Bun and
// on Hermes, so they bring their own way to say what they expect.
import type { Rule } from './rule.ts';
import { rulesOfAudiences } from './rules-of-audiences.ts';
import { rulesOfConnection } from './rules-of-connection.ts';
import { rulesOfLater } from './rules-of-later.ts';
import { rulesOfLifecycle } from './rules-of-lifecycle.ts';
import { rulesOfSettings } from './rules-of-settings.ts';
import { rulesOfSync } from './rules-of-sync.ts';
import { rulesOfWriting } from './rules-of-writing.ts';

export const rules: readonly Rule[] = [
  ...rulesOfConnection,
  ...rulesOfWriting,
  ...rulesOfSync,
  ...rulesOfAudiences,
  ...rulesOfSettings,
  ...rulesOfLater,
  ...rulesOfLifecycle,
];
