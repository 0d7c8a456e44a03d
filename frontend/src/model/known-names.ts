import type { AudienceName, Mention } from '@sup/protocol';

/** Who and what can be named in a room. */
export interface KnownNames {
  /** My handle. */
  readonly mine: string;
  /** The id of whoever has a handle. */
  readonly person: (handle: string) => string | undefined;
  /** The id of the room of mine that is called so. */
  readonly room: (name: string) => string | undefined;
}

/** Handles are the same in any case. */
export function handleKey(handle: string): string {
  return handle.normalize('NFKC').toLocaleLowerCase();
}

export type Named = 'me' | 'other' | 'nobody';

/** What a message calls besides people, and as what it means me. */
export interface Called {
  readonly audience?: readonly AudienceName[] | undefined;
  readonly calledAs?: AudienceName | undefined;
}

/** Whom a mention means: me, somebody or something else that is known, or nobody, so that it is only text. */
export function whoIsNamed({ of, name }: Mention, names: KnownNames, called: Called): Named {
  const key = handleKey(name);
  if (of === 'everyone' || of === 'role') {
    // Words that call nobody are words.
    if (!called.audience?.some((audience) => audience === key || audience === 'everyone')) return 'nobody';
    return called.calledAs === key || called.calledAs === 'everyone' ? 'me' : 'other';
  }
  if (of === 'room') return names.room(name) === undefined ? 'nobody' : 'other';
  if (key === handleKey(names.mine)) return 'me';
  return names.person(name) === undefined ? 'nobody' : 'other';
}
