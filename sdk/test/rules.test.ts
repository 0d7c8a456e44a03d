import { test } from 'vitest';
import { nodeRuntime } from './node-runtime.ts';
import { rules } from './rules.ts';
import { World } from './world.ts';

for (const { name, run } of rules) test(name, () => run((seed) => new World(nodeRuntime, seed)));
