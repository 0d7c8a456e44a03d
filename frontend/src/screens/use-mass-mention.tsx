import type { UserId } from '@sup/protocol';
import type * as Sdk from '@sup/sdk';
import { useMemo, useState } from 'react';
import { ConfirmDialog } from '../components/confirm-dialog';
import { useWords } from '../i18n';
import { toldBy } from '../model/mentioned';

/** Who would tell more people than this is asked first. */
const tellsMany = 20;

interface Asking {
  readonly text: string;
  readonly count: number;
  readonly send: () => void;
}

/** Whom a message tells, and the question before it tells many. Who thinks again gets the text back. */
export function useMassMention(
  { members, peer }: Pick<Sdk.RoomSnapshot, 'members' | 'peer'>,
  putBack: (text: string) => void,
) {
  const [asking, setAsking] = useState<Asking>();
  const people = useMemo(
    () => [...(members ?? []).map(({ user, role }) => ({ ...user, role })), ...(peer ? [peer] : [])],
    [members, peer],
  );
  const mentionsIn = (text: string): UserId[] => toldBy(text, people);
  const whenSure = (text: string, send: (mentions: UserId[]) => void) => {
    const mentions = mentionsIn(text);
    if (mentions.length <= tellsMany) send(mentions);
    else setAsking({ text, count: mentions.length, send: () => send(mentions) });
  };
  const question = asking ? (
    <MassQuestion
      count={asking.count}
      onSend={() => {
        setAsking(undefined);
        asking.send();
      }}
      onClose={() => {
        setAsking(undefined);
        putBack(asking.text);
      }}
    />
  ) : null;
  return { mentionsIn, whenSure, question };
}

function MassQuestion(props: { count: number; onSend: () => void; onClose: () => void }) {
  const { composer } = useWords();
  return (
    <ConfirmDialog
      title={composer.massTitle(props.count)}
      body={composer.massBody}
      action={composer.massSend}
      onConfirm={props.onSend}
      onClose={props.onClose}
    />
  );
}
