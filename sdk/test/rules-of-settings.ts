// What a person sets for themselves: the same on all devices, and what it does to totals.
import type { NotifyLevel } from '@sup/protocol';
import { stateKey } from '@sup/protocol/wire';
import { annAndBob, same, say } from './people.ts';
import type { Rule } from './rule.ts';

const hourMs = 3_600_000;

export const rulesOfSettings: readonly Rule[] = [
  {
    name: 'R106: totals count what rooms may tell now: unread at all, mentions above nothing; a room’s own counts stay',
    async run(newWorld) {
      const pair = await annAndBob(newWorld());
      const { world, ann, bob, room } = pair;
      const here = ann.client.room(room.id);
      say(pair, bob, 'one');
      say(pair, bob, 'two');
      await world.clock.advance(500);
      const shown = () => {
        const { unread, rooms } = ann.client.rooms.getSnapshot();
        return [unread, rooms[0]?.unread, rooms[0]?.level];
      };
      same(shown(), [2, 2, 'all']);
      here.setLevel('mentions');
      same(shown(), [0, 2, 'mentions']);
      here.setLevel(undefined);
      same(shown(), [2, 2, 'all']);
      ann.client.settings.setLevels({ direct: 'nothing', group: 'all', channel: 'all' });
      same(shown(), [0, 2, 'nothing']);
      here.setLevel('all');
      same(shown(), [2, 2, 'all']);
      here.setPutAway(true);
      same(shown(), [0, 2, 'all']);
      here.setPutAway(false);
      same(shown(), [2, 2, 'all']);
    },
  },
  {
    name: 'R105: a mute lowers the level, never raises it, and ends by itself without any news',
    async run(newWorld) {
      const pair = await annAndBob(newWorld());
      const { world, ann, bob, room } = pair;
      const here = ann.client.room(room.id);
      say(pair, bob, 'one');
      await world.clock.advance(500);
      const unread = () => ann.client.rooms.getSnapshot().unread;
      here.setMute({ level: 'nothing', until: world.clock.now() + hourMs });
      same([unread(), here.getSnapshot().mute?.level], [0, 'nothing']);
      let told = 0;
      ann.client.rooms.subscribe(() => {
        told += 1;
      });
      await world.clock.advance(hourMs - 1_000);
      same(unread(), 0);
      const before = told;
      await world.clock.advance(1_000);
      same([told > before, unread(), here.getSnapshot().mute], [true, 1, undefined]);
      here.setLevel('nothing');
      here.setMute({ level: 'mentions' });
      same(unread(), 0);
    },
  },
  {
    name: 'R104, R160: what I set on one device is on the other, and is there again after the app was killed',
    async run(newWorld) {
      const { world, ann, room } = await annAndBob(newWorld());
      const other = world.device(ann.self);
      await other.run();
      await world.clock.advance(2_000);
      const levels = { direct: 'all', group: 'mentions', channel: 'nothing' } as const;
      const doNotDisturb = { zone: 'Europe/Helsinki', hours: [{ days: [1], from: 1_320, to: 420 }] };
      const folders = [{ id: '0'.repeat(26), name: 'Work', rooms: [room.id] }];
      const { settings } = ann.client;
      settings.setLevels(levels);
      settings.setDoNotDisturb(doNotDisturb);
      settings.setKeywords(['ferry']);
      settings.setFolders(folders);
      settings.setHidesReceipts(true);
      ann.client.room(room.id).setPutAway(true);
      ann.client.room(room.id).setLevel('mentions');
      const all = { levels, doNotDisturb, keywords: ['ferry'], folders, hidesReceipts: true };
      same(settings.getSnapshot(), all, 'at once');
      await world.clock.advance(2_000);
      same(other.client.settings.getSnapshot(), all, 'on the other device');
      const there = other.client.room(room.id).getSnapshot();
      same([there.putAway, there.level satisfies NotifyLevel], [true, 'mentions']);
      await world.clock.advance(2_000);
      other.kill();
      other.isOffline = true;
      await other.run();
      same(other.client.settings.getSnapshot(), all, 'after a restart, offline');
      settings.setKeywords([]);
      settings.setDoNotDisturb(undefined);
      other.goOnline();
      await world.clock.advance(5_000);
      const left = other.client.settings.getSnapshot();
      same([left.keywords, left.doNotDisturb ?? null], [[], null]);
      same(world.server.stateOf(ann.self.id, stateKey.keywords()), null);
    },
  },
];
