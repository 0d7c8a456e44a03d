import type { PersonReceipt, ReceiptStatus, ReceiptsView, UserView } from '@sup/protocol';
import { View } from 'react-native';
import { useWords } from '../../i18n';
import { untilTime } from '../../model/time';
import type { Person } from '../../model/types';
import { Txt, useTheme } from '../../ui';
import { AnswerDialog } from '../answer-dialog';
import { useTimeContext } from '../clock';
import { PersonRow } from '../people/person-row';

export interface MessageInfoProps {
  readonly sentAt: number;
  /** Absent until the server has answered. */
  readonly view: ReceiptsView | undefined;
  readonly error: string | undefined;
  readonly personOf: (user: UserView) => Person;
  readonly onClose: () => void;
}

const order: readonly ReceiptStatus[] = ['read', 'delivered', 'sent'];

/** Who has received and read a message, and when. */
export function MessageInfo({ sentAt, view, error, personOf, onClose }: MessageInfoProps) {
  const { receipts } = useWords();
  const { colors } = useTheme();
  const context = useTimeContext();
  const told = view ? <Told view={view} personOf={personOf} /> : undefined;
  return (
    <AnswerDialog title={receipts.info} width={400} answer={told} {...{ error, onClose }}>
      <Txt color={colors.onSurfaceVariant}>{receipts.sentAt(untilTime(sentAt, context))}</Txt>
    </AnswerDialog>
  );
}

function Told({ view, personOf }: { view: ReceiptsView; personOf: MessageInfoProps['personOf'] }) {
  const { receipts } = useWords();
  const { colors } = useTheme();
  if (view.told === 'nothing') return <Txt>{receipts.nothing(view.because)}</Txt>;
  if (view.told === 'count') {
    return (
      <View style={{ gap: 6 }}>
        <Txt type="titleMedium">{receipts.count(view.read)}</Txt>
        <Txt color={colors.onSurfaceVariant} style={{ fontSize: 13, lineHeight: 18 }}>
          {receipts.countHint}
        </Txt>
      </View>
    );
  }
  if (view.people.length === 0) return <Txt>{receipts.nobody}</Txt>;
  const byId = new Map(view.users.map((user) => [user.id, personOf(user)]));
  return order.map((status) => {
    const people = view.people.filter((one) => one.status === status);
    if (people.length === 0) return null;
    return <Group key={status} {...{ status, people, byId }} />;
  });
}

interface GroupProps {
  readonly status: ReceiptStatus;
  readonly people: readonly PersonReceipt[];
  readonly byId: ReadonlyMap<string, Person>;
}

function Group({ status, people, byId }: GroupProps) {
  const { receipts } = useWords();
  const { colors } = useTheme();
  const context = useTimeContext();
  return (
    <View role="group" aria-label={receipts.groups[status]} style={{ gap: 6 }}>
      <Txt type="labelLarge" color={colors.onSurfaceVariant} role="heading" aria-level={3}>
        {`${receipts.groups[status]} · ${people.length}`}
      </Txt>
      {people.map(({ user, deliveredAt, readAt }) => {
        const person = byId.get(user);
        const at = status === 'read' ? readAt : deliveredAt;
        if (!person) return null;
        return (
          <PersonRow
            key={user}
            person={person}
            ground={colors.surface}
            end={
              at !== undefined && status !== 'sent' ? (
                <Txt color={colors.onSurfaceVariant}>{untilTime(at, context)}</Txt>
              ) : null
            }
          />
        );
      })}
    </View>
  );
}
