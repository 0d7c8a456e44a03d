import { openWorld } from '../embedded-world.ts';
import { ownStreamContract } from './own-stream.ts';

ownStreamContract('the store', async () => {
  const world = await openWorld();
  return { store: world.ownStreamStore, close: world.close };
});
