/** Every limit of the wire, in one place. The welcome tells them to the client; SPEC.md names each. */
export const limits = {
  /** One frame, either way, before parsing. Large enough for the largest body with every character escaped. */
  frameBytesMax: 131_072,
  /** REST request bodies. */
  requestBytesMax: 262_144,
  bodyCodePointsMax: 16_384,
  bodyBytesMax: 65_536,
  mentionsMax: 50,
  /** Roles that somebody had in a room, as far back as it is known which audiences meant them. */
  formerRolesMax: 20,
  emojiCodePointsMax: 16,
  reactionKindsMax: 20,
  reactionUsersShown: 20,
  quotePreviewCodePoints: 200,
  pageMessagesMax: 100,
  /** Entries in one answer to room.sync. */
  syncEntriesMax: 500,
  /** Bodies in one page, or one answer to room.sync, unless it holds one only. */
  answerBodyBytesMax: 131_072,
  /** Further behind than this, a client gets a snapshot and drops what it had cached of the room. */
  syncBehindMax: 2_000,
  roomListMax: 200,
  memberListMax: 200,
  helloHeadsMax: 2_000,
  presenceWatchMax: 500,
  countsRoomsMax: 100,
  pinsMax: 100,
  pollChoicesMax: 12,
  pollQuestionMax: 300,
  pollChoiceMax: 100,
  /** People who are named of those who chose the same. */
  pollVotersShown: 100,
  keptListMax: 100,
  originsMax: 50,
  threadsGetMax: 50,
  threadListMax: 50,
  threadRepliersShown: 3,
  messageListMax: 50,
  /** Messages that one person keeps to find them again. */
  savedMax: 2_000,
  /** Former versions that are kept of an edited message. */
  messageVersionsMax: 50,
  /** Messages that one act moves as named, and with the replies that go with them. */
  moveMessagesMax: 100,
  moveTotalMax: 500,
  /** Their bodies together, in UTF-8. */
  moveBytesMax: 262_144,
  disappearSecondsMax: 31_536_000,
  retentionDaysMax: 3_650,
  schedulesMax: 100,
  scheduleBytesMax: 90_000,
  remindersMax: 500,
  /** How far ahead something can be put off. */
  laterMsMax: 63_072_000_000,
  stateItemsMax: 500,
  stateValueBytesMax: 98_304,
  quietHoursMax: 21,
  keywordsMax: 50,
  keywordMax: 50,
  foldersMax: 20,
  folderNameMax: 40,
  folderRoomsMax: 100,
  handleMin: 2,
  handleMax: 32,
  displayNameMax: 64,
  aboutMax: 500,
  statusTextMax: 100,
  passwordMin: 10,
  passwordMax: 256,
  roomNameMax: 100,
  roomTopicMax: 500,
  groupCreateMembersMax: 200,
  commandsMax: 50,
  commandArgumentsMax: 10,
  commandChoicesMax: 25,
  commandTextMax: 100,
  commandValueMax: 4_000,
  /** How long somebody waits for a bot. */
  commandAnswerMs: 30_000,
  /** Commands that wait for one bot. */
  invocationsWaitingMax: 100,
  botsMax: 20,
  botTokensMax: 20,
  tokenRoomsMax: 50,
  roomHooksMax: 20,
  hookPartsMax: 100,
  hookKeyMax: 200,
  hookDeliveriesKept: 50,
  inviteSecondsMax: 31_536_000,
  inviteUsesMax: 10_000,
  joinRequestTextMax: 300,
  /** A guest link, and all who came by it, lives at most so long and lets so many in. */
  guestSecondsMax: 2_592_000,
  guestUsesMax: 100,
  /** New 1:1s with strangers, and invitations of strangers into groups, that one person begins in a day. */
  strangerChatsPerDay: 50,
  strangerInvitationsPerDay: 200,
  contactRequestListMax: 50,
  /** Contact requests are counted up to here. */
  contactRequestsCounted: 100,
  /** Rooms and spaces that are in one space. */
  spaceRoomsMax: 500,
  /** Spaces one within the other, the outermost included. */
  spaceDepthMax: 4,
  spaceListMax: 50,
  slowModeSecondsMax: 21_600,
  banReasonMax: 200,
  roomBansMax: 5_000,
  banListMax: 100,
  /** Memberships of the past in one room whose entries whoever comes back may still read; the oldest go first. */
  staysMax: 100,
  /** Up to this many members every connection gets every durable event and typing (decision 15). */
  smallRoomMembersMax: 64,
  /** Up to this many members delivery and read receipts are told one by one (decision 16). */
  receiptRoomMembersMax: 50,
  /** Keys of a room that its writer holds in memory to recognise a retry (decision 7). */
  dedupeWindow: 1_024,
  helloTimeoutMs: 10_000,
  heartbeatMs: 25_000,
  /** Silence for this long means that the other side is gone. */
  silenceMs: 60_000,
  typingRepeatMs: 3_000,
  typingExpiryMs: 6_000,
  receiptDebounceMs: 2_000,
  unreadExactMax: 999,
} as const;

export type Limits = typeof limits;
