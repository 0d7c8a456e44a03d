import type { NotificationView } from '@sup/protocol';

const levelWords = { all: 'All messages', mentions: 'Mentions only', nothing: 'Nothing' } as const;

const audienceReason: Record<NonNullable<NotificationView['audience']>, string> = {
  everyone: 'It mentions everyone in the chat.',
  owner: 'It mentions all owners.',
  admin: 'It mentions all admins.',
  moderator: 'It mentions all moderators.',
  member: 'It mentions all members.',
  guest: 'It mentions all guests.',
};

/** Why a message did or did not notify, in one sentence. `time` writes a moment. */
function reason(view: NotificationView, time: (at: number) => string): string {
  const level = view.level ?? 'all';
  switch (view.rule) {
    case 'own':
      return 'You wrote it yourself.';
    case 'deleted':
      return 'The message has been deleted.';
    case 'blocked':
      return 'You block the person who wrote it.';
    case 'not-accepted':
      return 'The chat waits among your requests.';
    case 'mute':
      return view.until === undefined
        ? 'This chat is muted.'
        : `This chat is muted until ${time(view.until)}.`;
    case 'do-not-disturb':
      return 'It came during your do-not-disturb hours.';
    case 'active-elsewhere':
      return 'You were using Sup when it came.';
    case 'mention':
      return view.audience === undefined ? 'It mentions you.' : audienceReason[view.audience];
    case 'keyword':
      return `It has your keyword “${view.keyword ?? ''}”.`;
    case 'thread-follow':
      return view.notify ? 'You follow this thread.' : 'It is in a thread that you do not follow.';
    case 'room-setting':
      return view.usual
        ? `Your usual setting for such chats is “${levelWords[level]}”.`
        : `You chose “${levelWords[level]}” for this chat.`;
    default:
      // A rule of a newer server.
      return 'The server decided so by a rule that this version does not know.';
  }
}

/** The words about what may notify, and about the order of one's own list. */
export const notify = {
  notify: {
    why: 'Why was I (not) notified?',
    yes: 'This message notifies you',
    no: 'This message does not notify you',
    reason,
    unsure: 'Whether you were using Sup at that moment is not known any more.',
    asNow: 'By your settings as they are now.',
    usual: (level: string) => `Usual: ${level}`,
    mute: 'Mute',
    notMuted: 'Not muted',
    muted: 'Muted until I change it',
    mutedUntil: (time: string) => `Muted until ${time}`,
    untilMoment: 'Until a day and time',
    untilWhen: 'Day and time',
    untilInvalid: 'Enter a moment to come, such as 2026-12-24 18:00.',
    mentionsThrough: 'Mentions and keywords still reach me',
    title: 'Notifications',
    hint: 'The same on all your devices.',
    usualTitle: 'Usual for chats',
    kinds: { direct: 'Direct chats', group: 'Groups', channel: 'Public channels' },
    shortLevels: { all: 'All', mentions: 'Mentions', nothing: 'Nothing' },
    quiet: 'Do not disturb',
    quietHint: (zone: string) => `At these hours nothing notifies you. Time zone: ${zone}`,
    quietOn: 'Quiet hours',
    from: 'From',
    to: 'To',
    days: 'Days',
    dayNames: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
    shortDays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
    timeInvalid: 'Enter a time such as 22:00.',
    takeZone: (zone: string) => `Use ${zone}`,
    otherHours: 'Other hours are set as well; they stay as they are.',
    keywords: 'Keywords',
    keywordsHint: 'Messages with one of these words notify you like a mention.',
    addKeyword: 'Add a word',
    add: 'Add',
    removeKeyword: (word: string) => `Remove ${word}`,
    folders: 'Folders',
    foldersHint: 'Each is a tab above your chats. Put chats into them from a chat’s details.',
    noFolders: 'You have no folders.',
    newFolder: 'New folder',
    folderName: 'Folder name',
    removeFolder: (name: string) => `Remove the folder ${name}`,
    moveUp: (name: string) => `Move ${name} up`,
    removeRoom: (name: string) => `Take ${name} out`,
    inFolders: (names: readonly string[]) => (names.length === 0 ? 'None' : names.join(', ')),
    pin: 'Pin to the top',
    archive: 'Archive',
    archiveHint: 'Apart from your list, under Archived',
    archived: 'Archived',
    yourList: 'In your list',
  },
};
