import type { UserId } from '@sup/protocol';
import type * as Sdk from '@sup/sdk';
import { useState } from 'react';
import { useMe } from '../client/use-me';
import { ConfirmDialog } from '../components/confirm-dialog';
import { useWords } from '../i18n';
import { audienceIn, type Calling, countCalled, mentionedIn } from '../model/mentioned';
import { may } from '../model/rights';

/** Who would tell more people than this is asked first. */
const tellsMany = 20;

interface Asking {
  /** How many people it calls; undefined where that is not known. `nobody`: I may not call them here. */
  readonly people: number | undefined | 'nobody';
  readonly send: () => void;
  readonly putBack: () => void;
}

type Called = Calling<UserId>;
type Send = (calling: Called) => void;

interface When {
  /** What the message called before it was edited: of that nobody is asked again. */
  readonly before?: readonly string[] | undefined;
  /** Who thinks again gets the text back. */
  readonly putBack: () => void;
}

/** Whom a message calls, and the question before it calls many, or cannot. `inThread`: it is a reply. */
export function useMassMention(
  room: Pick<Sdk.Room, 'loadMembers'>,
  snapshot: Sdk.RoomSnapshot,
  { inThread }: { inThread: boolean },
) {
  const mine = useMe()?.id;
  const [asking, setAsking] = useState<Asking>();
  const { kind, members, memberCount, peer } = snapshot;
  const callingOf = (text: string): Called => {
    const people = [...(members ?? []).map(({ user }) => user), ...(peer ? [peer] : [])];
    return { mentions: mentionedIn(text, people), audience: audienceIn(text) };
  };
  const decide = (
    calling: Called,
    { send, putBack }: { send: Send; putBack: () => void },
    here = members,
  ) => {
    const others = (here ?? []).flatMap(({ user, role }) =>
      user.id === mine ? [] : [{ id: user.id, role }],
    );
    const people = countCalled(calling, { others, otherCount: (here?.length ?? memberCount) - 1 });
    if (people <= tellsMany) send(calling);
    else setAsking({ people, send: () => send(calling), putBack });
  };
  const whenSure = (text: string, send: Send, { before = [], putBack }: When) => {
    const calling = callingOf(text);
    const { mentions, audience } = calling;
    if (audience.length > 0 && !may(snapshot, 'mention-everyone'))
      return setAsking({ people: 'nobody', send: () => send({ mentions, audience: [] }), putBack });
    if (audience.length > 0 && audience.every((name) => before.includes(name))) return send(calling);
    // Before the room itself has come, nobody knows how many are in it.
    const isKnown = memberCount > 0;
    const isCounted = members || (isKnown && (audience.includes('everyone') || memberCount - 1 <= tellsMany));
    if (isCounted || audience.length === 0 || (isKnown && kind === 'direct'))
      return decide(calling, { send, putBack });
    // The members of a large room may be on their way still.
    room.loadMembers().then(
      (loaded) => decide(calling, { send, putBack }, loaded),
      () => setAsking({ people: undefined, send: () => send(calling), putBack }),
    );
  };
  const end = (how: 'send' | 'putBack') => () => {
    setAsking(undefined);
    asking?.[how]();
  };
  const question = asking ? (
    <MassQuestion people={asking.people} inThread={inThread} onSend={end('send')} onClose={end('putBack')} />
  ) : null;
  return { whenSure, question };
}

interface QuestionProps {
  readonly people: Asking['people'];
  readonly inThread: boolean;
  readonly onSend: () => void;
  readonly onClose: () => void;
}

function MassQuestion({ people, inThread, onSend, onClose }: QuestionProps) {
  const { composer } = useWords();
  const buttons = { onConfirm: onSend, onClose };
  if (people === 'nobody')
    return (
      <ConfirmDialog
        title={composer.massNotTold}
        body={composer.massForbidden}
        action={composer.massSendAnyway}
        {...buttons}
      />
    );
  return (
    <ConfirmDialog
      title={people === undefined ? composer.massUnknownTitle : composer.massTitle(people, inThread)}
      body={inThread ? composer.massInThread : composer.massBody}
      action={composer.massSend}
      {...buttons}
    />
  );
}
