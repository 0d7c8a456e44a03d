// Whether a message notifies a person: a table of rules, asked from top to bottom; the first that applies decides.
//
// All that say no stand above all that say yes, so a yes means that nothing was against it. Among those that say no the
// one that would hold longest is named first, because it is the one to change: what the message is, then whom one does
// not want to hear, then the room, then a while, then a time of the day, then this moment. A mute and do-not-disturb
// stand above the gentler "only what calls me", because they were set on top of it. Being active stands last: it is
// named only where there would have been a notification.
import type { NotificationRule, NotificationView } from '@sup/protocol';
import type { Facts } from './facts.ts';

interface Row {
  readonly rule: NotificationRule;
  readonly notify: boolean;
  applies(facts: Facts): boolean;
  /** What is to be told beside the rule's name. */
  tells?(facts: Facts): Omit<NotificationView, 'notify' | 'rule'>;
}

const level = ({ setting }: Facts) => ({ level: setting.level, usual: setting.isUsual });

/** By name, or by an audience. */
const isMentioned = ({ isNamed, calledAs }: Facts): boolean => isNamed || calledAs !== undefined;

/** The message calls this person, wherever it stands. */
const calls = (facts: Facts): boolean => isMentioned(facts) || facts.keyword !== undefined;

const rows: readonly Row[] = [
  { rule: 'own', notify: false, applies: (facts) => facts.isMine },
  { rule: 'deleted', notify: false, applies: (facts) => facts.isDeleted },
  { rule: 'blocked', notify: false, applies: (facts) => facts.isBlocked },
  { rule: 'not-accepted', notify: false, applies: (facts) => facts.isWaiting },
  {
    rule: 'room-setting',
    notify: false,
    applies: (facts) => facts.setting.level === 'nothing',
    tells: level,
  },
  {
    rule: 'mute',
    notify: false,
    // A mute that lets mentions through lets through no thread: who follows one and mutes the room wants quiet now.
    applies: (facts) => facts.mute !== undefined && (facts.mute.level === 'nothing' || !calls(facts)),
    tells: ({ mute }) => (mute?.until === undefined ? {} : { until: mute.until }),
  },
  { rule: 'do-not-disturb', notify: false, applies: (facts) => facts.isQuietTime },
  {
    rule: 'room-setting',
    notify: false,
    // To follow a thread is a choice of its own, made after the one for the room.
    applies: (facts) => facts.setting.level === 'mentions' && !calls(facts) && facts.thread !== 'followed',
    tells: level,
  },
  {
    rule: 'thread-follow',
    notify: false,
    applies: (facts) => facts.thread === 'not-followed' && !calls(facts),
  },
  { rule: 'active-elsewhere', notify: false, applies: (facts) => facts.isActive === true },
  {
    rule: 'mention',
    notify: true,
    applies: isMentioned,
    tells: ({ isNamed, calledAs }) => (isNamed || calledAs === undefined ? {} : { audience: calledAs }),
  },
  {
    rule: 'keyword',
    notify: true,
    applies: (facts) => facts.keyword !== undefined,
    tells: ({ keyword }) => (keyword === undefined ? {} : { keyword }),
  },
  { rule: 'thread-follow', notify: true, applies: (facts) => facts.thread === 'followed' },
];

/** What decides where no other rule does: the room may tell everything. */
const otherwise: Row = { rule: 'room-setting', notify: true, applies: () => true, tells: level };

/** The decision, with the rule that made it. */
export function decide(facts: Facts): NotificationView {
  const { rule, notify, tells } = rows.find((row) => row.applies(facts)) ?? otherwise;
  return {
    notify,
    rule,
    ...tells?.(facts),
    ...(notify && facts.isActive === undefined && { unsure: true }),
  };
}
