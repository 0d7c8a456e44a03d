import type { Right, Role } from '@sup/protocol';
import { count } from './en-grammar';

const who: Record<Role, string> = {
  owner: 'Only owners',
  admin: 'Admins and above',
  moderator: 'Moderators and above',
  member: 'Members and above',
  guest: 'Everyone',
};

/** What there is no word for but that of the thing itself. */
type Thing = 'chat' | 'space';

const what = (thing: Thing): Record<Right, string> => ({
  send: 'send messages',
  react: 'react',
  pin: 'pin messages',
  mark: 'mark decisions and to-dos',
  forward: 'forward messages to other chats',
  'mention-everyone': 'mention everyone or a role',
  'add-member': 'add and invite people',
  'invite-guest': 'invite guests without an account',
  'delete-any': 'delete what others wrote',
  move: 'move messages',
  'remove-member': 'remove people',
  mute: 'mute people',
  ban: 'ban people',
  'change-room': 'change name and topic',
  'change-settings': `change how the ${thing} works`,
  'change-role': 'change roles',
  archive: `archive the ${thing}`,
  'change-rights': 'change who may do what',
  arrange: 'arrange what is in it',
  'delete-room': `delete the ${thing}`,
});

const unitsOfSlowMode = (seconds: number): string => {
  if (seconds < 60) return count(seconds, 'second', 'seconds');
  if (seconds < 3_600) return count(seconds / 60, 'minute', 'minutes');
  return count(seconds / 3_600, 'hour', 'hours');
};

const roles: Record<Role, string> = {
  owner: 'Owner',
  admin: 'Admin',
  moderator: 'Moderator',
  member: 'Member',
  guest: 'Guest',
};

/** Roles, bans, mutes and what a room has set. */
export const moderation = {
  roles,
  who,
  role: 'Role',
  roleOf: (name: string) => `Role of ${name}`,
  roleChanged: (name: string, role: Role) => `The role of ${name} is now ${roles[role]}`,
  transfer: 'Hand over ownership',
  transferTitle: (name: string) => `Make ${name} owner in your place?`,
  transferBody: 'You become an admin. Only an owner can make you one again.',
  transferred: (name: string) => `${name} is the owner now`,
  mute: 'Mute',
  muteTitle: (name: string) => `Mute ${name}?`,
  muteBody: 'They can read, but not write or react.',
  muted: (name: string) => `${name} is muted`,
  mutedTag: 'Muted',
  unmute: 'End mute',
  unmuted: (name: string) => `${name} may write again`,
  ban: 'Ban',
  banTitle: (name: string) => `Ban ${name}?`,
  banBody: (room: string) => `They are removed from ${room} and cannot come back until the ban ends.`,
  banned: (name: string) => `${name} is banned`,
  reason: 'Reason',
  reasonHint: 'Optional. Members see it.',
  howLong: 'For how long',
  lengths: { hour: '1 hour', day: '1 day', week: '1 week', ever: 'Until somebody ends it' },
  bans: 'Banned people',
  noBans: 'Nobody is banned.',
  banUntil: (time: string) => `Until ${time}`,
  banForever: 'Until somebody ends it',
  unban: 'End ban',
  unbanLabel: (name: string) => `End the ban of ${name}`,
  unbanned: (name: string) => `${name} is no longer banned`,
  on: 'On',
  off: 'Off',
  settings: 'Settings and rights',
  slowMode: 'Slow mode',
  slowModeHint: 'How long members wait between two messages',
  slowModeOff: 'Off',
  slowModeEvery: (seconds: number) => `One message in ${unitsOfSlowMode(seconds)}`,
  announcement: 'Announcements only',
  announcementHint: 'Only moderators and above write, pin and mark; others react',
  archived: 'Archived',
  archivedHint: 'Everyone reads, nobody writes',
  archiveTitle: (room: string) => `Archive ${room}?`,
  archiveBody: 'Everyone can still read it, nobody can write. You can open it again.',
  archive: 'Archive',
  rights: 'Who may do what',
  mayDo: (right: Right, role: Role, thing: Thing) => `${who[role]} may ${what(thing)[right]}`,
  whoMay: (right: Right, thing: Thing) => `Who may ${what(thing)[right]}?`,
  archivedChats: 'Archived',
  cannotWrite: {
    archived: 'This chat is archived. You can read it.',
    announcement: 'Only moderators and above write here. You can react.',
    role: (role: Role) => `${who[role]} may write here.`,
    mutedUntil: (time: string) => `You are muted until ${time}. You can read.`,
    muted: 'You are muted here. You can read.',
  },
  waitSeconds: (seconds: number) =>
    `Slow mode: you can write again in ${seconds < 90 ? `${seconds} s` : count(Math.ceil(seconds / 60), 'minute', 'minutes')}`,
  system: {
    banned: '{by} banned {names}',
    bannedWhy: '{by} banned {names}: {name}',
    unbanned: '{by} ended the ban of {names}',
    muted: '{by} muted {names}',
    unmuted: '{by} let {names} write again',
    slowModeOn: '{by} turned slow mode on: {name}',
    slowModeOff: '{by} turned slow mode off',
    announcementOn: '{by} made this an announcement chat',
    announcementOff: '{by} let everyone write again',
    asksOn: '{by} made people ask before they join',
    asksOff: '{by} let everyone join without asking',
    receiptsOn: '{by} turned receipts on',
    receiptsOff: '{by} turned receipts off',
    archivedOn: '{by} archived the chat',
    archivedOff: '{by} opened the chat again',
    rights: '{by} changed who may do what',
    madeRole: '{by} changed the role of {names} to {name}',
  },
};
