import type { Catalog } from '../../i18n';
import type { SystemItem } from '../../model/types';

type Event = SystemItem['event'];
type Settings = Extract<Event, { type: 'set' }>['settings'];

/** A sentence about the room with places for names, and what stands for `{name}` in it. */
export interface Sentence {
  readonly sentence: string;
  readonly name: string;
}

/** The words of a line about the room itself. */
export function systemSentence(event: Event, { system, moderation, lifecycle, moves }: Catalog): Sentence {
  switch (event.type) {
    case 'role':
      if (event.role === 'owner') return { sentence: system.madeOwner, name: '' };
      return { sentence: moderation.system.madeRole, name: moderation.roles[event.role] };
    case 'banned':
      return event.name === undefined
        ? { sentence: moderation.system.banned, name: '' }
        : { sentence: moderation.system.bannedWhy, name: event.name };
    case 'unbanned':
    case 'muted':
    case 'unmuted':
      return { sentence: moderation.system[event.type], name: '' };
    case 'set':
      return keepingSentence(event.settings, lifecycle) ?? settingSentence(event.settings, moderation);
    case 'moved':
      return { sentence: moves.came(event.count), name: '' };
    case 'created':
      return { sentence: event.name ? system.createdNamed : system.created, name: event.name ?? '' };
    case 'topic':
      return { sentence: system.topic, name: event.topic };
    case 'renamed':
      return { sentence: system.renamed, name: event.name };
    default:
      return { sentence: system[event.type], name: '' };
  }
}

/** What was set of what the chat keeps. */
function keepingSentence(settings: Settings, words: Catalog['lifecycle']): Sentence | undefined {
  const { system } = words;
  const {
    history,
    editHistory,
    deletionLeaves,
    disappearAfterSeconds: seconds,
    retentionDays: days,
  } = settings;
  if (history) return { sentence: system.history, name: words.historyFrom[history] };
  if (seconds === 0) return { sentence: system.disappearOff, name: '' };
  if (seconds) return { sentence: system.disappearOn, name: words.disappearAfter(seconds) };
  if (days === 0) return { sentence: system.retentionOff, name: '' };
  if (days) return { sentence: system.retentionOn, name: words.retentionFor(days) };
  if (editHistory !== undefined)
    return { sentence: editHistory ? system.editHistoryOn : system.editHistoryOff, name: '' };
  if (deletionLeaves === undefined) return undefined;
  return { sentence: deletionLeaves === 'nothing' ? system.tombstonesOff : system.tombstonesOn, name: '' };
}

/** The weightiest of what was set. */
function settingSentence(settings: Settings, words: Catalog['moderation']): Sentence {
  const { archived, announcement, asks, hidesReceipts, slowModeSeconds } = settings;
  const { system } = words;
  if (archived !== undefined)
    return { sentence: archived ? system.archivedOn : system.archivedOff, name: '' };
  if (announcement !== undefined)
    return { sentence: announcement ? system.announcementOn : system.announcementOff, name: '' };
  if (asks !== undefined) return { sentence: asks ? system.asksOn : system.asksOff, name: '' };
  if (hidesReceipts !== undefined)
    return { sentence: hidesReceipts ? system.receiptsOff : system.receiptsOn, name: '' };
  if (slowModeSeconds === undefined) return { sentence: system.rights, name: '' };
  if (slowModeSeconds === 0) return { sentence: system.slowModeOff, name: '' };
  return { sentence: system.slowModeOn, name: words.slowModeEvery(slowModeSeconds) };
}
