import { View } from 'react-native';
import { useWords } from '../../i18n';
import { untilTime } from '../../model/time';
import { Button, Icon, Txt, useTheme } from '../../ui';
import { useTimeContext } from '../clock';

export interface ActiveInvite {
  readonly id: string;
  readonly kind: 'link' | 'spoken';
  readonly hint?: string | undefined;
  /** For people without an account. */
  readonly guests?: boolean | undefined;
  readonly by: { readonly name: string };
  readonly uses: number;
  readonly usesMax?: number | undefined;
  readonly expiresAt?: number | undefined;
}

export interface ActiveInvitesProps {
  readonly active: readonly ActiveInvite[] | undefined;
  readonly busy: boolean;
  readonly onRevoke: (id: string) => void;
}

/** The invitations of a room that still work, each with a way to take it back. */
export function ActiveInvites({ active, busy, onRevoke }: ActiveInvitesProps) {
  const { invites } = useWords();
  const { colors } = useTheme();
  if (!active) return null;
  return (
    <View style={{ gap: 4 }}>
      <Txt type="labelLarge" role="heading" aria-level={3} style={{ fontSize: 13, lineHeight: 18 }}>
        {invites.active}
      </Txt>
      <View role="list" aria-label={invites.active}>
        {active.map((invite) => (
          <InviteRow key={invite.id} invite={invite} busy={busy} onRevoke={onRevoke} />
        ))}
      </View>
      {active.length === 0 ? (
        <Txt color={colors.onSurfaceVariant} style={{ fontSize: 13, lineHeight: 18 }}>
          {invites.noneActive}
        </Txt>
      ) : null}
    </View>
  );
}

function InviteRow({
  invite,
  busy,
  onRevoke,
}: Omit<ActiveInvitesProps, 'active'> & { invite: ActiveInvite }) {
  const { invites, guests } = useWords();
  const { colors } = useTheme();
  const context = useTimeContext();
  const { kind, hint, expiresAt } = invite;
  const title = kind === 'link' ? invites.linkEnding(hint ?? '') : invites.spokenCode;
  const facts = [
    ...(invite.guests ? [guests.active] : []),
    invites.used(invite.uses, invite.usesMax),
    expiresAt === undefined ? invites.ever : invites.until(untilTime(expiresAt, context)),
    invites.by(invite.by.name),
  ];
  return (
    <View role="listitem" style={{ flexDirection: 'row', alignItems: 'center', gap: 12, minHeight: 56 }}>
      <Icon name={kind === 'link' ? 'link' : 'hash'} size={20} color={colors.onSurfaceVariant} />
      <View style={{ flex: 1, minWidth: 0 }}>
        <Txt numberOfLines={1} style={{ fontWeight: '500' }}>
          {title}
        </Txt>
        <Txt isolate color={colors.onSurfaceVariant} style={{ fontSize: 12.5, lineHeight: 17 }}>
          {facts.join(', ')}
        </Txt>
      </View>
      <Button
        kind="text"
        size="small"
        tone="danger"
        label={invites.revoke}
        accessibilityLabel={invites.revokeLabel(title)}
        disabled={busy}
        onPress={() => onRevoke(invite.id)}
      />
    </View>
  );
}
