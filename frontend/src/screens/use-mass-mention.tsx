import type { UserId } from '@sup/protocol';
import { limits } from '@sup/protocol/wire';
import type * as Sdk from '@sup/sdk';
import { useState } from 'react';
import { ConfirmDialog } from '../components/confirm-dialog';
import { useWords } from '../i18n';
import { namesMany, tellingOf } from '../model/mentioned';

/** Who would tell more people than this is asked first. */
const tellsMany = 20;

interface Asking {
  readonly text: string;
  /** How many people it means; undefined where that is not known. */
  readonly meant: number | undefined;
  readonly send: () => void;
}

type Member = NonNullable<Sdk.RoomSnapshot['members']>[number];
type Send = (mentions: UserId[]) => void;

/** Whom a message tells, and the question before it tells many, or cannot. Who thinks again gets the text back. */
export function useMassMention(
  room: Pick<Sdk.Room, 'loadMembers'>,
  { kind, members, peer }: Pick<Sdk.RoomSnapshot, 'kind' | 'members' | 'peer'>,
  putBack: (text: string) => void,
) {
  const [asking, setAsking] = useState<Asking>();
  const tell = (text: string, here = members) => {
    const people = [
      ...(here ?? []).map(({ user, role }: Member) => ({ ...user, role })),
      ...(peer ? [peer] : []),
    ];
    return tellingOf(text, people);
  };
  const ask = (text: string, meant: number | undefined, send: () => void) => setAsking({ text, meant, send });
  const decide = (text: string, send: Send, here = members) => {
    const { told, meant } = tell(text, here);
    if (meant <= tellsMany) send(told);
    else ask(text, meant, () => send(told));
  };
  const whenSure = (text: string, send: Send) => {
    if (members || kind === 'direct' || !namesMany(text)) return decide(text, send);
    // The members of a large room may be on their way still.
    room.loadMembers().then(
      (loaded) => decide(text, send, loaded),
      () => ask(text, undefined, () => send(tell(text).told)),
    );
  };
  const question = asking ? (
    <MassQuestion
      meant={asking.meant}
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
  return { mentionsIn: (text: string): UserId[] => tell(text).told, whenSure, question };
}

interface QuestionProps {
  readonly meant: number | undefined;
  readonly onSend: () => void;
  readonly onClose: () => void;
}

function MassQuestion({ meant, onSend, onClose }: QuestionProps) {
  const { composer } = useWords();
  const buttons = { onConfirm: onSend, onClose };
  if (meant === undefined || meant > limits.mentionsMax) {
    const body = meant === undefined ? composer.massUnknown : composer.massTooMany(meant, limits.mentionsMax);
    return (
      <ConfirmDialog title={composer.massNotTold} body={body} action={composer.massSendAnyway} {...buttons} />
    );
  }
  return (
    <ConfirmDialog
      title={composer.massTitle(meant)}
      body={composer.massBody}
      action={composer.massSend}
      {...buttons}
    />
  );
}
