import type { Role } from '@sup/protocol';
import { View } from 'react-native';
import { useWords } from '../../i18n';
import { Card, CardRow } from '../../ui';

/** What is asked before it is done. */
export type MemberQuestion = 'role' | 'transfer' | 'mute' | 'remove' | 'ban';

export interface MemberActionsProps {
  /** Of what they are a member. */
  readonly of: 'chat' | 'space';
  readonly role: Role;
  readonly muted: boolean;
  readonly canChangeRole: boolean;
  readonly canTransfer: boolean;
  readonly canMute: boolean;
  readonly canRemove: boolean;
  readonly canBan: boolean;
  readonly onAsk: (question: MemberQuestion) => void;
  readonly onUnmute: () => void;
}

/** What one may do about a member: their role, and keeping them from writing or out. */
export function MemberActions(props: MemberActionsProps) {
  const { details, moderation } = useWords();
  const { role, muted, onAsk } = props;
  const isAny = props.canChangeRole || props.canTransfer || props.canMute || props.canRemove || props.canBan;
  if (!isAny) return null;
  return (
    <View style={{ marginTop: 24 }}>
      <Card>
        {props.canChangeRole ? (
          <CardRow
            key="role"
            icon="shield"
            title={moderation.role}
            value={moderation.roles[role]}
            onPress={() => onAsk('role')}
          />
        ) : null}
        {props.canTransfer ? (
          <CardRow
            key="transfer"
            icon="users"
            title={moderation.transfer}
            onPress={() => onAsk('transfer')}
          />
        ) : null}
        {props.canMute ? (
          <CardRow
            key="mute"
            icon={muted ? 'edit' : 'lock'}
            title={muted ? moderation.unmute : moderation.mute}
            onPress={() => (muted ? props.onUnmute() : onAsk('mute'))}
          />
        ) : null}
        {props.canRemove ? (
          <CardRow
            key="remove"
            icon="logout"
            danger
            title={details.remove(props.of)}
            onPress={() => onAsk('remove')}
          />
        ) : null}
        {props.canBan ? (
          <CardRow key="ban" icon="close" danger title={moderation.ban} onPress={() => onAsk('ban')} />
        ) : null}
      </Card>
    </View>
  );
}
