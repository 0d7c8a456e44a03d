import type { AudienceName, NotifyLevel } from '@sup/protocol';

/** All that decides whether one message notifies one person. Each is true or false by itself; which of them wins is decide.ts. */
export interface Facts {
  /** They wrote it. */
  readonly isMine: boolean;
  readonly isDeleted: boolean;
  /** They block who wrote it. */
  readonly isBlocked: boolean;
  /** A stranger brought them into the room, and they have not accepted it. */
  readonly isWaiting: boolean;
  /** What they chose for the room, or, where they chose nothing, their usual level for rooms of its kind. */
  readonly setting: { readonly level: NotifyLevel; readonly isUsual: boolean };
  /** The mute that held when the message came. */
  readonly mute: { readonly level: 'mentions' | 'nothing'; readonly until?: number | undefined } | undefined;
  /** Their do-not-disturb schedule covered that moment. */
  readonly isQuietTime: boolean;
  /** By their name. */
  readonly isNamed: boolean;
  /** As what an audience that the message calls means them. */
  readonly calledAs: AudienceName | undefined;
  /** A keyword of theirs that stands in it. */
  readonly keyword: string | undefined;
  /** Only of replies in a thread. */
  readonly thread?: 'followed' | 'not-followed';
  /** They were looking at a device at that moment; undefined where nobody knows any more. */
  readonly isActive: boolean | undefined;
}
