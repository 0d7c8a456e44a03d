// Roles and what each may do: the table that a server decides by and a client shows in words. No schema library in here.

/** Highest first. Someone acts only upon people of a lower role than their own. */
export const roles = ['owner', 'admin', 'moderator', 'member', 'guest'] as const;
export type RoleName = (typeof roles)[number];

/** What a room may allow from another role on than its kind does. */
export const rights = [
  'send',
  'react',
  'add-member',
  'invite-guest',
  'pin',
  'mark',
  'forward',
  'mention-everyone',
  'delete-any',
  'move',
  'remove-member',
  'mute',
  'ban',
  'change-room',
  'change-settings',
  'change-role',
  'archive',
  'change-rights',
  'arrange',
  'delete-room',
] as const;
export type RightName = (typeof rights)[number];

export type RightsTable = Readonly<Record<Exclude<RightName, 'arrange'>, RoleName>>;
export type Overrides = { readonly [Right in RightName]?: RoleName | undefined };

/** The settings of a room that say who may write. */
export interface SettingsOfRights {
  /** Only moderators and above send, pin and mark. */
  readonly announcement?: boolean | undefined;
  readonly rights?: Overrides | undefined;
}

const ofRooms: RightsTable = {
  send: 'guest',
  react: 'guest',
  'add-member': 'member',
  'invite-guest': 'moderator',
  pin: 'member',
  mark: 'member',
  forward: 'guest',
  'mention-everyone': 'guest',
  'delete-any': 'moderator',
  move: 'moderator',
  'remove-member': 'moderator',
  mute: 'moderator',
  ban: 'moderator',
  'change-room': 'admin',
  'change-settings': 'admin',
  'change-role': 'admin',
  archive: 'owner',
  'change-rights': 'owner',
  'delete-room': 'owner',
};

/** Of a space, in which nothing is said: who is in it, how it looks, and what is in it. */
const ofSpaces: Overrides = {
  'add-member': 'member',
  'remove-member': 'moderator',
  ban: 'moderator',
  'change-room': 'admin',
  'change-settings': 'admin',
  'change-role': 'admin',
  archive: 'owner',
  'change-rights': 'owner',
  'delete-room': 'owner',
  arrange: 'moderator',
};

/** Which kinds of rooms there are. */
type KindName = 'direct' | 'group' | 'channel' | 'space';

/** The lowest role that may, by kind of room. What is absent nobody may there. */
const lowestRoles: Readonly<Record<KindName, Overrides>> = {
  direct: {
    send: 'guest',
    react: 'guest',
    pin: 'guest',
    mark: 'guest',
    forward: 'guest',
    'mention-everyone': 'guest',
  },
  group: ofRooms,
  // What stands on top of a channel is there for all who ever come by.
  channel: { ...ofRooms, pin: 'moderator' },
  space: ofSpaces,
};

/** Rights that may be given to guests as well: they come and go without an account. */
const forGuests: readonly RightName[] = ['send', 'react', 'forward', 'mention-everyone'];

/** What takes a room from everyone in it is for nobody below. */
const forAdmins: readonly RightName[] = ['delete-room'];

/** What is for moderators and above where a room has announcements only. */
const ofAnnouncements: readonly RightName[] = ['send', 'pin', 'mark'];

/** 0 for guests, growing to the owner. */
export function rankOf(role: RoleName): number {
  return roles.length - 1 - roles.indexOf(role);
}

/** The lowest role that may do this in a room of this kind and settings; undefined where nobody may. */
export function lowestRole(
  kind: KindName,
  settings: SettingsOfRights | undefined,
  right: RightName,
): RoleName | undefined {
  const usual = lowestRoles[kind][right];
  if (usual === undefined) return undefined;
  const lowest = settings?.rights?.[right] ?? usual;
  const isToAll = settings?.announcement === true && ofAnnouncements.includes(right);
  return isToAll ? higher(lowest, 'moderator') : lowest;
}

/** The roles that a right can be given to, lowest last. */
export function rolesFor(right: RightName): readonly RoleName[] {
  if (forAdmins.includes(right)) return ['owner', 'admin'];
  return forGuests.includes(right) ? roles : roles.filter((role) => role !== 'guest');
}

/** True if a person may give this role to others, or take it away: only those below their own, an owner any. */
export function mayGrant(own: RoleName, role: RoleName): boolean {
  return own === 'owner' || rankOf(role) < rankOf(own);
}

/** True if a person of the first role may act upon one of the second. */
export function outranks(own: RoleName, other: RoleName): boolean {
  return rankOf(own) > rankOf(other);
}

function higher(one: RoleName, other: RoleName): RoleName {
  return rankOf(one) > rankOf(other) ? one : other;
}
