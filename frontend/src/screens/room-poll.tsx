import type { MessageId } from '@sup/protocol';
import { pollText } from '@sup/protocol/wire';
import type * as Sdk from '@sup/sdk';
import { useEffect, useState } from 'react';
import { useClient } from '../client/client-context';
import { toRefusal } from '../client/refusal-words';
import { useAsk } from '../client/use-ask';
import { usePeople } from '../client/use-people';
import { personOf } from '../client/view-models';
import { ConfirmDialog } from '../components/confirm-dialog';
import { PollDialog } from '../components/polls/poll-dialog';
import { VotersDialog } from '../components/polls/voters-dialog';
import { useWords } from '../i18n';
import { mentionedIn } from '../model/mentioned';
import { type PollDraft, type PollFault, pollOf } from '../model/poll-draft';
import { useChatView } from '../stores/chat';

export interface RoomPollProps {
  readonly room: Sdk.Room;
  readonly snapshot: Sdk.RoomSnapshot;
  readonly onDone: () => void;
}

/** Asks what to ask, in the room or in a thread of it. */
export function NewPoll({
  room,
  snapshot,
  thread,
  onDone,
}: RoomPollProps & { thread?: MessageId | undefined }) {
  const client = useClient();
  const [fault, setFault] = useState<PollFault>();
  const submit = (draft: PollDraft) => {
    const poll = pollOf(draft, Date.now());
    if ('fault' in poll) return setFault(poll.fault);
    const { members, peer } = snapshot;
    const people = [...(members ?? []).map(({ user }) => user), ...(peer ? [peer] : [])];
    const mentions = mentionedIn(poll.words.question, people);
    const place = thread === undefined ? room : client.thread(room.id, thread);
    place.send(pollText(poll.words), { poll: poll.terms, ...(mentions.length > 0 ? { mentions } : {}) });
    onDone();
  };
  return <PollDialog fault={fault} onSubmit={submit} onClose={onDone} />;
}

/** Closes a poll, once somebody is sure of it. */
export function ClosePoll({ room, message, onDone }: RoomPollProps & { message: MessageId }) {
  const { polls } = useWords();
  const notify = useChatView((view) => view.notify);
  const ask = useAsk(async () => {
    try {
      await room.polls.close(message);
    } catch (error) {
      notify(toRefusal(error).text);
    }
    onDone();
  });
  return (
    <ConfirmDialog
      title={polls.closeTitle}
      body={polls.closeBody}
      action={polls.close}
      onConfirm={() => ask.run(undefined)}
      onClose={onDone}
    />
  );
}

/** Asks the server who chose what. */
export function PollVoters({
  room,
  message,
  poll,
  onDone,
}: RoomPollProps & { message: MessageId; poll: Sdk.PollShown }) {
  const people = usePeople();
  const [who, setWho] = useState<Sdk.PollVoters>();
  const [error, setError] = useState<string>();
  useEffect(() => {
    room.polls.voters(message).then(setWho, (refused: unknown) => setError(toRefusal(refused).text));
  }, [room, message]);
  const chosen = who?.map((ids, at) => {
    const known = ids.flatMap((id) => people.user(id) ?? []);
    return {
      choice: poll.choices[at] ?? '',
      total: Math.max(ids.length, poll.votes?.[at] ?? 0),
      people: known.map((user) => personOf(user, people.presence(user.id))),
    };
  });
  return <VotersDialog question={poll.question} chosen={chosen} error={error} onClose={onDone} />;
}
