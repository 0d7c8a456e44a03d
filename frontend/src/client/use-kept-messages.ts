import { previewText } from '@sup/protocol/wire';
import type * as Sdk from '@sup/sdk';
import type { KeptItem } from '../components/later/kept-row';
import { useWords } from '../i18n';
import { useClient, useWatched } from './client-context';
import { usePeople } from './use-people';

/** How kept messages are shown as rows: with the names of people and rooms as they are now. */
export function useKeptItem(): (kept: Sdk.KeptMessage, when: string) => KeptItem {
  const { later, common } = useWords();
  const { rooms } = useWatched(useClient().rooms);
  const people = usePeople();
  const words = { loading: common.loading, deleted: later.deleted, gone: later.gone };
  return (kept, when) => {
    const room = rooms.find(({ id }) => id === kept.room);
    const isSaid = kept.state === 'here' || kept.state === 'deleted';
    return {
      id: `${kept.room}:${kept.message}`,
      roomName: room?.name ?? '',
      by: isSaid ? { id: kept.by, name: people.user(kept.by)?.name ?? '–' } : undefined,
      text: kept.state === 'here' ? previewText(kept.text) : words[kept.state],
      isGone: !isSaid,
      when,
    };
  };
}

/** The address of a message: its thread or its room, with the place to jump to. */
export function placeOf(kept: Sdk.KeptMessage): string {
  if (kept.state !== 'here' && kept.state !== 'deleted') return `/r/${kept.room}`;
  const thread = kept.thread === undefined ? '' : `t=${kept.thread}&`;
  return `/r/${kept.room}?${thread}m=${kept.message}.${kept.seq}`;
}
