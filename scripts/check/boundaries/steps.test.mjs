import { expect, test } from 'vitest';
import { problemsOf } from '../plant.mjs';
import { stepsAreTaken } from './steps.mjs';

const path = 'backend/src/drivers/sql/rooms/a.ts';
const writer = (line) =>
  `import { change } from './steps.ts';\nfunction* other() { yield 1; }\nclass A { *b() {\n${line}\n} }\n`;

test.each(['this.#blank(1);', 'this.#messages.left(1);', "change('x', []);", 'other();'])(
  'a call of steps that nobody takes is reported: %s',
  (line) => {
    expect(problemsOf(stepsAreTaken, { [path]: writer(line) })).toEqual([
      expect.stringContaining(`${path}:4`),
    ]);
  },
);

test.each(['yield* this.#blank(1);', 'const a = this.#texts.b();', 'found.push(1);', 'must(1);'])(
  'what is taken, or no step, is fine: %s',
  (line) => {
    expect(problemsOf(stepsAreTaken, { [path]: writer(line) })).toEqual([]);
  },
);

test('files that write no steps may call what they like', () => {
  const types = "import type { Steps } from './steps.ts'; class A { b() { this.#c(); } }";
  expect(problemsOf(stepsAreTaken, { [path]: types })).toEqual([]);
  const code = 'class A { #b() {}\n c() { this.#b(); } }';
  expect(problemsOf(stepsAreTaken, { [path]: code })).toEqual([]);
});
