import type { ReactNode } from 'react';
import { ScrollView, View } from 'react-native';
import { useWords } from '../../i18n';
import { longDay, untilTime } from '../../model/time';
import type { Member, Person, RoomKind } from '../../model/types';
import { Avatar, Button, CardRow, IconButton, Txt, useLayout, useTheme } from '../../ui';
import { useTimeContext } from '../clock';
import { PersonRow } from './person-row';

export interface DetailsPaneProps {
  readonly room: {
    readonly id: string;
    readonly kind: RoomKind;
    readonly name: string;
    readonly topic?: string;
    readonly peer?: Person | undefined;
    readonly createdAt: number;
    readonly muted: boolean;
    /** What it may tell me, in words. */
    readonly notifications: string;
  };
  readonly members: readonly Member[];
  readonly myId: string;
  readonly canAdd: boolean;
  readonly canEdit: boolean;
  readonly onClose: () => void;
  readonly onPerson: (person: Person) => void;
  readonly onAdd: () => void;
  readonly onEdit: () => void;
  /** Absent for who may not invite. */
  readonly onInvite?: () => void;
  /** Who asks to be let in; absent for who has no say in it. */
  readonly requests?: { readonly count: number; readonly onOpen: () => void };
  /** Where it stands in my list. */
  readonly place?: ReactNode;
  /** Absent where nothing is said. */
  readonly onNotifications?: (() => void) | undefined;
  /** What the room keeps of its messages; absent where there are none. */
  readonly onKeeps?: (() => void) | undefined;
  /** How it works and who may do what; absent in direct chats. */
  readonly onSettings?: () => void;
  /** After what time messages disappear; absent where that is not to be told. */
  readonly disappearing?: { readonly after: string; readonly onOpen: () => void };
  /** Absent for who may not change the room. */
  readonly onIntegrations?: () => void;
  /** Absent for who may not ban. */
  readonly onBans?: () => void;
  /** Absent in a chat that is deleted. */
  readonly onLeave?: () => void;
}

/** What a chat is and who is in it. */
export function DetailsPane(props: DetailsPaneProps) {
  const { room } = props;
  const theme = useTheme();
  const { details, common, spaces } = useWords();
  const leave = {
    group: details.leave,
    direct: details.leave,
    channel: details.leaveChannel,
    space: spaces.leave,
  };
  const direct = room.kind === 'direct';
  const { mobile } = useLayout();
  return (
    <View style={{ flex: 1 }}>
      <View
        style={{
          height: theme.density.header,
          flexDirection: 'row',
          alignItems: 'center',
          paddingStart: mobile ? 4 : 16,
          paddingEnd: 8,
          borderBottomWidth: 1,
          borderBottomColor: theme.chat.hairline,
        }}
      >
        {mobile ? (
          <IconButton icon="chevron-left" iconSize={22} label={common.back} onPress={props.onClose} />
        ) : null}
        <Txt type="roomTitle" role="heading" aria-level={2} style={{ flex: 1 }}>
          {details.title}
        </Txt>
        {mobile ? null : <IconButton icon="close" label={common.close} onPress={props.onClose} />}
      </View>
      <ScrollView>
        <Identity room={room} onPerson={props.onPerson} />
        <Doors {...props} />
        {direct ? null : <Members {...props} />}
        {direct || !props.onLeave ? null : (
          <View
            style={{
              padding: 12,
              borderTopWidth: 1,
              borderTopColor: theme.chat.hairline,
              alignItems: 'flex-start',
            }}
          >
            <Button
              kind="text"
              tone="danger"
              icon="logout"
              label={leave[room.kind]}
              onPress={props.onLeave}
            />
          </View>
        )}
      </ScrollView>
    </View>
  );
}

/** What can be opened about a room. */
function Doors(props: DetailsPaneProps) {
  const { room } = props;
  const { chat } = useTheme();
  const { moderation, lifecycle, details, integrations, invites, keeps, spaces } = useWords();
  const isSpace = room.kind === 'space';
  return (
    <View style={{ borderTopWidth: 1, borderTopColor: chat.hairline }}>
      {props.onNotifications ? (
        <CardRow
          icon={room.muted ? 'bell-off' : 'bell'}
          title={details.notifications}
          {...(room.muted ? { detail: room.notifications } : { value: room.notifications })}
          onPress={props.onNotifications}
        />
      ) : null}
      {props.place}
      {props.onKeeps ? <CardRow icon="pin" title={keeps.title} onPress={props.onKeeps} /> : null}
      {props.onInvite ? <CardRow icon="link" title={invites.row} onPress={props.onInvite} /> : null}
      {props.requests ? <RequestsRow {...props.requests} /> : null}
      {props.canEdit ? <CardRow icon="edit" title={details.edit} onPress={props.onEdit} /> : null}
      {props.disappearing ? (
        <CardRow
          icon="clock"
          title={lifecycle.disappear}
          detail={props.disappearing.after}
          onPress={props.disappearing.onOpen}
        />
      ) : null}
      {props.onSettings ? (
        <CardRow
          icon="settings"
          title={isSpace ? spaces.settings : moderation.settings}
          onPress={props.onSettings}
        />
      ) : null}
      {props.onIntegrations ? (
        <CardRow icon="key" title={integrations.title} onPress={props.onIntegrations} />
      ) : null}
      {props.onBans ? <CardRow icon="shield" title={moderation.bans} onPress={props.onBans} /> : null}
    </View>
  );
}

function RequestsRow({ count, onOpen }: NonNullable<DetailsPaneProps['requests']>) {
  const { requests } = useWords();
  return (
    <CardRow
      icon="user-plus"
      title={requests.row}
      {...(count > 0 ? { value: String(count) } : {})}
      onPress={onOpen}
    />
  );
}

function Identity({ room, onPerson }: Pick<DetailsPaneProps, 'room' | 'onPerson'>) {
  const theme = useTheme();
  const { details, settings } = useWords();
  const context = useTimeContext();
  const { peer } = room;
  const direct = room.kind === 'direct';
  const about = direct ? peer?.about : room.topic;
  const made = details.createdOn(details[room.kind], longDay(room.createdAt, context));
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
            {peer ? `@${peer.handle}` : made}
          </Txt>
        </View>
        {peer ? <IconButton icon="user" label={settings.profile} onPress={() => onPerson(peer)} /> : null}
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
  const { details, message, moderation, presence, guests } = useWords();
  const context = useTimeContext();
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
        const role = member.muted ? moderation.mutedTag : message.role[member.role];
        const away =
          member.presence === 'away' || member.presence === 'busy' ? presence[member.presence] : '';
        return (
          <PersonRow
            key={member.id}
            person={member}
            size={30}
            ground={theme.colors.surface}
            {...(member.id === props.myId ? { note: details.you } : {})}
            {...(member.guestUntil === undefined
              ? {}
              : { detail: guests.until(untilTime(member.guestUntil, context)) })}
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
