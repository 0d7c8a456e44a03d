// What I have set for one room, as my own stream has it: level, mute, pin, archive.
import type { Levels, NotifyLevel, RoomId, RoomLevel } from '@sup/protocol';
import { stateKey } from '@sup/protocol/wire';
import { holds, usualLevels } from './notify-level.ts';
import type { OwnStream } from './own-stream.ts';
import type { Mute } from './snapshots.ts';

export interface RoomOwn {
  /** Only while it holds. */
  readonly mute: Mute | undefined;
  readonly ownLevel: NotifyLevel | undefined;
  /** My levels by kind of room. */
  readonly levels: Levels;
  readonly isPinned: boolean;
  readonly isPutAway: boolean;
}

/** What holds for a room now. The server has checked what it keeps, and what is set here is of these types. */
export function roomOwn(own: Pick<OwnStream, 'setting'>, id: RoomId, now: number): RoomOwn {
  const mute = own.setting(stateKey.mute(id)) as Mute | undefined;
  return {
    mute: mute && holds(mute, now) ? mute : undefined,
    ownLevel: (own.setting(stateKey.level(id)) as RoomLevel | undefined)?.level,
    levels: (own.setting(stateKey.levels()) as Levels | undefined) ?? usualLevels,
    isPinned: own.setting(stateKey.pin(id)) !== undefined,
    isPutAway: own.setting(stateKey.archive(id)) !== undefined,
  };
}
