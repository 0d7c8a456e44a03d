import { openWorld } from '../embedded-world.ts';
import { cursorsContract } from './cursors.ts';

cursorsContract('the store', async () => {
  const world = await openWorld();
  return {
    store: world.cursorStore,
    makeRoom: ([owner, ...others]) => world.group(world.callerOf(owner!), ...others.map(world.callerOf)),
    putState: async (user, key, value) => void (await world.ownStream.put(user, key, value)),
    close: world.close,
  };
});
