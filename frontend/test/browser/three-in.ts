import type { Member, Stage } from './stage.ts';

/** Three people in one group, each with it on the screen; the first is its owner. */
export async function threeIn(
  stage: Stage,
  group: string,
  handles: readonly [string, string, string],
): Promise<[Member, Member, Member]> {
  const [ann, bob, cid] = [
    await stage.member(handles[0]),
    await stage.member(handles[1]),
    await stage.member(handles[2]),
  ];
  await ann.person.group([bob.person, cid.person], { name: group });
  for (const { app } of [ann, bob, cid]) await app.open(group);
  await ann.app.send('Welcome');
  await bob.app.message('Welcome').waitFor();
  return [ann, bob, cid];
}
