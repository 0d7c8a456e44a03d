import { ScrollView, View } from 'react-native';
import { useWords } from '../../i18n';
import type { Member, Person, RoomKind } from '../../model/types';
import { Avatar, Button, CardRow, IconButton, Txt, useTheme } from '../../ui';
import { PersonRow } from './person-row';

export interface DetailsPaneProps {
  readonly room: {
    readonly id: string;
    readonly kind: RoomKind;
    readonly name: string;
    readonly topic?: string;
    readonly peer?: Person | undefined;
    readonly muted: boolean;
  };
  readonly members: readonly Member[];
  readonly myId: string;
  readonly canAdd: boolean;
  readonly canRename: boolean;
  readonly onClose: () => void;
  readonly onPerson: (person: Person) => void;
  readonly onAdd: () => void;
  readonly onRename: () => void;
  readonly onMute: (muted: boolean) => void;
  readonly onLeave: () => void;
}

/** What a chat is and who is in it. */
export function DetailsPane(props: DetailsPaneProps) {
  const { room } = props;
  const theme = useTheme();
  const { details, common } = useWords();
  const direct = room.kind === 'direct';
  return (
    <View style={{ flex: 1 }}>
      <View
        style={{
          height: theme.density.header,
          flexDirection: 'row',
          alignItems: 'center',
          paddingStart: 16,
          paddingEnd: 8,
          borderBottomWidth: 1,
          borderBottomColor: theme.chat.hairline,
        }}
      >
        <Txt type="roomTitle" role="heading" aria-level={2} style={{ flex: 1 }}>
          {details.title}
        </Txt>
        <IconButton icon="close" label={common.close} onPress={props.onClose} />
      </View>
      <ScrollView>
        <Identity room={room} />
        <View style={{ borderTopWidth: 1, borderTopColor: theme.chat.hairline }}>
          <CardRow
            icon={room.muted ? 'bell-off' : 'bell'}
            title={room.muted ? details.unmute : details.mute}
            onPress={() => props.onMute(!room.muted)}
          />
          {props.canRename ? <CardRow icon="edit" title={details.rename} onPress={props.onRename} /> : null}
        </View>
        {direct ? null : <Members {...props} />}
        {direct ? null : (
          <View
            style={{
              padding: 12,
              borderTopWidth: 1,
              borderTopColor: theme.chat.hairline,
              alignItems: 'flex-start',
            }}
          >
            <Button kind="text" tone="danger" icon="logout" label={details.leave} onPress={props.onLeave} />
          </View>
        )}
      </ScrollView>
    </View>
  );
}

function Identity({ room }: { room: DetailsPaneProps['room'] }) {
  const theme = useTheme();
  const { details } = useWords();
  const direct = room.kind === 'direct';
  const about = direct ? room.peer?.about : room.topic;
  return (
    <View style={{ padding: 16, gap: 12 }}>
      <View style={{ flexDirection: 'row', alignItems: 'center', gap: 12 }}>
        <Avatar
          id={room.peer?.id ?? room.id}
          name={room.name}
          size={52}
          shape={direct ? 'circle' : 'squircle'}
          presence={room.peer?.presence}
          ring={theme.colors.surface}
        />
        <View style={{ flex: 1, minWidth: 0 }}>
          <Txt isolate type="titleMedium" numberOfLines={2}>
            {room.name}
          </Txt>
          <Txt color={theme.colors.onSurfaceVariant} style={{ fontSize: 12.5, lineHeight: 18 }}>
            {room.peer ? `@${room.peer.handle}` : details[room.kind]}
          </Txt>
        </View>
      </View>
      {about ? (
        <Txt isolate style={{ fontSize: 13, lineHeight: 19 }}>
          {about}
        </Txt>
      ) : null}
    </View>
  );
}

function Members(props: DetailsPaneProps) {
  const theme = useTheme();
  const { details, message, presence } = useWords();
  return (
    <View style={{ padding: 16, paddingTop: 14, borderTopWidth: 1, borderTopColor: theme.chat.hairline }}>
      <View style={{ flexDirection: 'row', alignItems: 'center', marginBottom: 4, minHeight: 32 }}>
        <Txt type="labelLarge" style={{ fontSize: 13, lineHeight: 18 }} role="heading" aria-level={3}>
          {details.members}
        </Txt>
        <Txt
          color={theme.colors.onSurfaceVariant}
          style={{ fontSize: 13, lineHeight: 18, flex: 1, marginStart: 6 }}
        >
          {props.members.length}
        </Txt>
        {props.canAdd ? <Button kind="text" size="small" label={details.add} onPress={props.onAdd} /> : null}
      </View>
      {props.members.map((member) => {
        const role = message.role[member.role];
        const away =
          member.presence === 'away' || member.presence === 'busy' ? presence[member.presence] : '';
        return (
          <PersonRow
            key={member.id}
            person={member}
            size={30}
            ground={theme.colors.surface}
            {...(member.id === props.myId ? { note: details.you } : {})}
            onPress={props.onPerson}
            end={<MemberNote role={role} away={away} />}
          />
        );
      })}
    </View>
  );
}

function MemberNote({ role, away }: { role: string; away: string }) {
  const { colors } = useTheme();
  if (role) return <RoleTag label={role} />;
  if (!away) return null;
  return (
    <Txt color={colors.onSurfaceVariant} style={{ fontSize: 12, lineHeight: 16 }}>
      {away}
    </Txt>
  );
}

/** A role or a state in a small grey box. */
export function RoleTag({ label, accent }: { label: string; accent?: boolean }) {
  const { colors } = useTheme();
  return (
    <View
      style={{
        borderRadius: 6,
        paddingHorizontal: 7,
        backgroundColor: accent ? colors.secondaryContainer : colors.surfaceVariant,
      }}
    >
      <Txt
        type="labelSmall"
        color={accent ? colors.onSecondaryContainer : colors.onSurfaceVariant}
        style={{ lineHeight: 18, letterSpacing: 0 }}
      >
        {label}
      </Txt>
    </View>
  );
}
