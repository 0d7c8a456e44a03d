import { useWords } from '../../i18n';
import { listTime, untilTime } from '../../model/time';
import { Button, Card, CardRow, Txt, useTheme } from '../../ui';
import { useTimeContext } from '../clock';

export interface Token {
  readonly id: string;
  readonly name: string;
  /** Its last letters. */
  readonly hint: string;
  readonly read: boolean;
  readonly write: boolean;
  /** How many chats it is for, if not for all. */
  readonly roomCount?: number | undefined;
  readonly expiresAt?: number | undefined;
  readonly lastUsedAt?: number | undefined;
}

export interface TokenCardProps {
  readonly tokens: readonly Token[];
  readonly busy: boolean;
  readonly onRevoke: (token: Token) => void;
}

/** The tokens of a bot: what each allows, until when, and when it was used. */
export function TokenCard({ tokens, busy, onRevoke }: TokenCardProps) {
  const { bots } = useWords();
  const { colors } = useTheme();
  const factsOf = useFacts();
  if (tokens.length === 0) return <Txt color={colors.onSurfaceVariant}>{bots.noTokens}</Txt>;
  return (
    <Card>
      {tokens.map((token) => (
        <CardRow
          key={token.id}
          icon="key"
          minHeight={64}
          title={token.name}
          titleEnd={<Txt color={colors.onSurfaceVariant}>{bots.ending(token.hint)}</Txt>}
          detail={factsOf(token)}
          end={
            <Button
              kind="text"
              tone="danger"
              size="small"
              label={bots.revoke}
              accessibilityLabel={bots.revokeLabel(token.name)}
              disabled={busy}
              onPress={() => onRevoke(token)}
            />
          }
        />
      ))}
    </Card>
  );
}

function useFacts() {
  const { bots } = useWords();
  const context = useTimeContext();
  return ({ read, write, roomCount, expiresAt, lastUsedAt }: Token): string =>
    [
      bots.may[read && write ? 'both' : read ? 'read' : 'write'],
      roomCount === undefined ? undefined : bots.inRooms(roomCount),
      expiresAt === undefined ? undefined : bots.expires(untilTime(expiresAt, context)),
      lastUsedAt === undefined ? bots.unused : bots.used(listTime(lastUsedAt, context)),
    ]
      .filter(Boolean)
      .join(', ');
}
