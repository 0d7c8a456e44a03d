import type { ForwardOrigin, MessageItem } from '../../model/types';

/** A place in the window. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What a person can do to a message; the list hands these down once. */
export interface MessageActions {
  readonly onReply: (item: MessageItem) => void;
  /** Opens the thread of a message; absent where replies are shown already. */
  readonly onThread?: ((item: MessageItem) => void) | undefined;
  readonly onReact: (item: MessageItem, emoji: string) => void;
  readonly onEdit: (item: MessageItem) => void;
  readonly onDelete: (item: MessageItem) => void;
  /** Keeps it to find it again, or lets it go. */
  readonly onSave: (item: MessageItem) => void;
  readonly isSaved: (item: MessageItem) => boolean;
  /** Asks when it is to come back. */
  readonly onRemind: (item: MessageItem) => void;
  readonly onCopy: (item: MessageItem) => void;
  readonly onRetry: (item: MessageItem) => void;
  readonly onDiscard: (item: MessageItem) => void;
  /** Takes back what is held: its text is offered again. */
  readonly onUndo: (item: MessageItem) => void;
  readonly onQuote: (item: MessageItem) => void;
  /** Asks where to move it; absent for who may not. */
  readonly onMove?: ((item: MessageItem) => void) | undefined;
  /** Begins to choose messages, with this one; absent where nothing can be done with several. */
  readonly onSelect?: ((item: MessageItem) => void) | undefined;
  /** Goes to where a message is that was moved from here. */
  readonly onMoved: (item: MessageItem) => void;
  readonly onPerson: (id: string) => void;
  readonly onRoom: (id: string) => void;
  /** Shows what it said before it was edited; absent where the chat does not keep that. */
  readonly onVersions?: ((item: MessageItem) => void) | undefined;
  /** Puts it on top of the chat, or takes it off; absent for who may not. */
  readonly onPin?: ((item: MessageItem) => void) | undefined;
  /** Asks what it is to the chat; absent for who may not mark. */
  readonly onMark?: ((item: MessageItem) => void) | undefined;
  /** What is to be done is done, or is to be done again; absent for who may not mark. */
  readonly onDone?: ((item: MessageItem) => void) | undefined;
  /** Votes in a poll, in place of what I voted before; absent for who may not. */
  readonly onVote?: ((item: MessageItem, choices: readonly number[]) => void) | undefined;
  /** Shows who voted what. */
  readonly onVoters: (item: MessageItem) => void;
  /** Asks whether to close a poll. */
  readonly onClosePoll: (item: MessageItem) => void;
  /** Asks where to say it again; absent where the chat forbids it. */
  readonly onForward?: ((item: MessageItem) => void) | undefined;
  /** Where a forwarded message was said first; undefined where I cannot see it there. */
  readonly origin: (item: MessageItem) => Promise<ForwardOrigin | undefined>;
  readonly onOrigin: (origin: ForwardOrigin) => void;
  /** Asks why it did or did not notify me. */
  readonly onWhy: (item: MessageItem) => void;
  /** Makes it and all after it unread, for me only. */
  readonly onUnread: (item: MessageItem) => void;
  /** Asks who has received and read it. */
  readonly onInfo: (item: MessageItem) => void;
}
