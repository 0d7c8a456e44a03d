import { InProcessBus } from '../../src/drivers/embedded/bus.ts';
import { busContract } from './bus.ts';
import { historyContract } from './history.ts';
import { openEmbeddedStore } from './open-embedded-store.ts';
import { roomIndexContract } from './room-index.ts';
import { roomLogContract } from './room-log.ts';

roomLogContract('SQLite', openEmbeddedStore);
historyContract('SQLite', openEmbeddedStore);
roomIndexContract('SQLite', openEmbeddedStore);
busContract('one process', async () => ({
  bus: new InProcessBus(),
  flush: async () => undefined,
  close: async () => undefined,
}));
