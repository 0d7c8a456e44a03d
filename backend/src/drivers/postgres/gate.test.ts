import { expect, test } from 'vitest';
import { Gate } from './gate.ts';

const turns = async () => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

test('many are inside at once, and who wants to be alone waits for them and keeps the others out', async () => {
  const gate = new Gate();
  const said: string[] = [];
  const [first, second] = await Promise.all([gate.enter(), gate.enter()]);
  void first.alone().then(() => said.push('first is alone'));
  void gate.enter().then((third) => {
    said.push('third is in');
    third.leave();
  });
  await turns();
  expect(said).toEqual([]);
  second.leave();
  await turns();
  expect(said).toEqual(['first is alone']);
  first.leave();
  await turns();
  expect(said).toEqual(['first is alone', 'third is in']);
});

test('those who want to be alone come one after the other', async () => {
  const gate = new Gate();
  const passes = await Promise.all([gate.enter(), gate.enter(), gate.enter()]);
  let inside = 0;
  const most: number[] = [];
  await Promise.all(
    passes.map(async (pass) => {
      await pass.alone();
      inside += 1;
      most.push(inside);
      await turns();
      inside -= 1;
      pass.leave();
    }),
  );
  expect(most).toEqual([1, 1, 1]);
  (await gate.enter()).leave();
});
