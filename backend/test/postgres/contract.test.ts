import { historyContract } from '../contract/history.ts';
import { roomIndexContract } from '../contract/room-index.ts';
import { roomLogContract } from '../contract/room-log.ts';
import { openPostgresStore } from './open-postgres-store.ts';

roomLogContract('PostgreSQL', openPostgresStore);
historyContract('PostgreSQL', openPostgresStore);
roomIndexContract('PostgreSQL', openPostgresStore);
