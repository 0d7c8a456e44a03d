// What I have set for myself beyond single rooms, the same on all my devices: levels, do-not-disturb, keywords, folders.
import type { DoNotDisturb, Folder, Folders, Keywords, Levels, RoomId } from '@sup/protocol';
import { makeId, stateKey } from '@sup/protocol/wire';
import type { OwnSettings as OwnSettingsDoor } from './doors.ts';
import type { Errands } from './errands.ts';
import { usualLevels } from './notify-level.ts';
import { Observable } from './observable.ts';
import type { OwnStream } from './own-stream.ts';
import type { Clock } from './platform.ts';
import type { Rooms } from './rooms.ts';
import type { OwnSettingsSnapshot } from './snapshots.ts';

export interface OwnSettingsParts {
  readonly clock: Clock;
  readonly own: Pick<OwnStream, 'setting' | 'set'>;
  readonly errands: Pick<Errands, 'put'>;
  rooms(): Pick<Rooms, 'levelsChanged' | 'receiptsHidden'>;
}

const unset: OwnSettingsSnapshot = {
  levels: usualLevels,
  doNotDisturb: undefined,
  keywords: [],
  folders: [],
  hidesReceipts: false,
};

export class OwnSettings implements OwnSettingsDoor {
  readonly #parts: OwnSettingsParts;
  readonly #snapshot = new Observable<OwnSettingsSnapshot>(unset);

  readonly subscribe = this.#snapshot.subscribe;
  readonly getSnapshot = this.#snapshot.getSnapshot;

  constructor(parts: OwnSettingsParts) {
    this.#parts = parts;
  }

  setLevels(levels: Levels): void {
    this.#set(stateKey.levels(), levels);
  }

  setDoNotDisturb(schedule: DoNotDisturb | undefined): void {
    this.#set(stateKey.doNotDisturb(), schedule ?? null);
  }

  setKeywords(words: readonly string[]): void {
    this.#set(stateKey.keywords(), words.length === 0 ? null : { words });
  }

  setFolders(folders: readonly Folder[]): void {
    this.#set(stateKey.folders(), folders.length === 0 ? null : { folders });
  }

  addFolder(name: string, rooms: readonly RoomId[]): void {
    const { clock } = this.#parts;
    const id = makeId<'Folder'>(clock.now(), clock.random(10));
    this.setFolders([...this.#snapshot.getSnapshot().folders, { id, name, rooms: [...rooms] }]);
  }

  setHidesReceipts(hidden: boolean): void {
    this.#set(stateKey.receipts(), hidden ? { hidden } : null);
  }

  /** Reads what the own stream has by now. */
  renew(): void {
    const { own } = this.#parts;
    // The server has checked what it keeps, and what is set here is of these types.
    const levels = own.setting(stateKey.levels()) as Levels | undefined;
    const keywords = own.setting(stateKey.keywords()) as Keywords | undefined;
    const folders = own.setting(stateKey.folders()) as Folders | undefined;
    const before = this.#snapshot.getSnapshot();
    const now: OwnSettingsSnapshot = {
      levels: levels ?? unset.levels,
      doNotDisturb: own.setting(stateKey.doNotDisturb()) as DoNotDisturb | undefined,
      keywords: keywords?.words ?? unset.keywords,
      folders: folders?.folders ?? unset.folders,
      hidesReceipts: own.setting(stateKey.receipts()) !== undefined,
    };
    if (isSame(before, now)) return;
    this.#snapshot.set(now);
    if (before.levels !== now.levels) this.#parts.rooms().levelsChanged();
    if (before.hidesReceipts !== now.hidesReceipts) this.#parts.rooms().receiptsHidden(now.hidesReceipts);
  }

  #set(key: string, value: unknown): void {
    this.#parts.own.set(key, value);
    this.#parts.errands.put(key, { type: 'state.set', input: { key, value } });
    this.renew();
  }
}

function isSame(one: OwnSettingsSnapshot, other: OwnSettingsSnapshot): boolean {
  return (
    one.levels === other.levels &&
    one.doNotDisturb === other.doNotDisturb &&
    one.keywords === other.keywords &&
    one.folders === other.folders &&
    one.hidesReceipts === other.hidesReceipts
  );
}
