import { limits } from '@sup/protocol/wire';
import { type ReactNode, useState } from 'react';
import { View } from 'react-native';
import { useWords } from '../../i18n';
import { Avatar, Button, Card, CardRow, ErrorLine, TextField, Txt, useTheme } from '../../ui';
import { SettingsBody, SettingsHeading } from '../settings/settings-frame';
import { type Token, TokenCard } from './token-card';

export interface BotPageProps {
  readonly bot: {
    readonly id: string;
    readonly name: string;
    readonly handle: string;
    readonly about?: string | undefined;
  };
  readonly tokens: readonly Token[];
  /** A token that was just made, to be copied. */
  readonly made: ReactNode;
  readonly rooms: readonly BotRoom[] | undefined;
  readonly busy: boolean;
  readonly error: string | undefined;
  readonly onSave: (profile: { readonly name: string; readonly about: string }) => void;
  readonly onNewToken: () => void;
  readonly onRevoke: (token: Token) => void;
  /** Absent where all rooms are there. */
  readonly onMoreRooms: (() => void) | undefined;
  readonly onRoom: (room: BotRoom) => void;
  readonly onDelete: () => void;
  readonly onBack: () => void;
}

export interface BotRoom {
  readonly id: string;
  readonly name: string;
  readonly memberCount: number;
  /** Whether I am in it, too. */
  readonly mine: boolean;
}

/** One bot: how others see it, the tokens that programs have, where it is, and its end. */
export function BotPage(props: BotPageProps) {
  const { bot, error } = props;
  const { bots } = useWords();
  const { colors } = useTheme();
  return (
    <SettingsBody title={bot.name} onBack={props.onBack}>
      <View style={{ flexDirection: 'row', alignItems: 'center', gap: 16, marginTop: 18 }}>
        <Avatar id={bot.id} name={bot.name} size={64} ring={colors.surface} />
        <View style={{ flex: 1, minWidth: 0, gap: 6, alignItems: 'flex-start' }}>
          <Txt isolate color={colors.onSurfaceVariant}>{`@${bot.handle}`}</Txt>
          <Button kind="outlined" size="small" label={bots.toList} onPress={props.onBack} />
        </View>
      </View>
      <ErrorLine text={error} style={{ marginTop: 14 }} />
      <SettingsHeading>{bots.profile}</SettingsHeading>
      <Profile key={`${bot.name}/${bot.about ?? ''}`} {...props} />
      <SettingsHeading>{bots.tokens}</SettingsHeading>
      <Txt color={colors.onSurfaceVariant} style={{ marginBottom: 10 }}>
        {bots.tokensHint}
      </Txt>
      {props.made ? <View style={{ marginBottom: 14 }}>{props.made}</View> : null}
      <TokenCard tokens={props.tokens} busy={props.busy} onRevoke={props.onRevoke} />
      <View style={{ alignItems: 'flex-start', marginTop: 12 }}>
        <Button kind="outlined" size="small" icon="plus" label={bots.newToken} onPress={props.onNewToken} />
      </View>
      <Rooms {...props} />
      <View style={{ marginTop: 28 }}>
        <Card>
          <CardRow
            key="delete"
            icon="trash"
            danger
            title={bots.delete}
            detail={bots.deleteHint}
            onPress={props.onDelete}
          />
        </Card>
      </View>
    </SettingsBody>
  );
}

function Profile({ bot, busy, onSave }: BotPageProps) {
  const { bots, common, auth } = useWords();
  const [name, setName] = useState(bot.name);
  const [about, setAbout] = useState(bot.about ?? '');
  const isChanged = name.trim() !== bot.name || about.trim() !== (bot.about ?? '');
  return (
    <View style={{ gap: 14, maxWidth: 420 }}>
      <TextField
        label={bots.name}
        value={name}
        maxLength={limits.displayNameMax}
        onChangeText={setName}
        error={name.trim() ? undefined : auth.errors.required}
      />
      <TextField
        label={bots.about}
        value={about}
        maxLength={limits.aboutMax}
        multiline
        numberOfLines={3}
        onChangeText={setAbout}
      />
      <View style={{ alignItems: 'flex-start' }}>
        <Button
          label={common.save}
          busy={busy}
          disabled={!isChanged || !name.trim()}
          onPress={() => onSave({ name: name.trim(), about: about.trim() })}
        />
      </View>
    </View>
  );
}

function Rooms({ rooms, onMoreRooms, onRoom }: BotPageProps) {
  const { bots } = useWords();
  const { colors } = useTheme();
  return (
    <>
      <SettingsHeading>{bots.rooms}</SettingsHeading>
      {rooms && rooms.length > 0 ? (
        <Card>
          {rooms.map((room) => (
            <CardRow
              key={room.id}
              icon="chat"
              title={room.name}
              detail={bots.members(room.memberCount)}
              {...(room.mine && { onPress: () => onRoom(room) })}
            />
          ))}
        </Card>
      ) : null}
      <Txt color={colors.onSurfaceVariant} style={{ marginTop: rooms && rooms.length > 0 ? 8 : 0 }}>
        {rooms?.length === 0 ? bots.noRooms : bots.roomsHint}
      </Txt>
      {onMoreRooms ? (
        <View style={{ alignItems: 'flex-start', marginTop: 8 }}>
          <Button kind="text" size="small" label={bots.moreRooms} onPress={onMoreRooms} />
        </View>
      ) : null}
    </>
  );
}
