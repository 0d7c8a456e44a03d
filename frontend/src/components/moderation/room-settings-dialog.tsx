import { View } from 'react-native';
import { useWords } from '../../i18n';
import { Card, CardRow, Dialog, ErrorLine } from '../../ui';
import { DeleteCard } from './delete-card';
import { KeepingCard, type KeepingCardProps } from './keeping-card';
import { ModeSwitch } from './mode-switch';
import { RightsCard, type RightsCardProps } from './rights-card';

export interface RoomSettingsDialogProps extends KeepingCardProps, Omit<RightsCardProps, 'of'> {
  readonly slowModeSeconds: number;
  readonly announcement: boolean;
  readonly archived: boolean;
  /** Whether people see who has received and read messages. */
  readonly receipts: boolean;
  /** Of a group: whether who is in a space that it is in may join. */
  readonly opens?: { readonly on: boolean; readonly set: (on: boolean) => void };
  readonly canArchive: boolean;
  readonly error: string | undefined;
  readonly onSlowMode: () => void;
  readonly onAnnouncement: (on: boolean) => void;
  readonly onArchived: (on: boolean) => void;
  readonly onReceipts: (on: boolean) => void;
  /** Absent for who may not delete the chat. */
  readonly onDelete: (() => void) | undefined;
  readonly onClose: () => void;
}

/** How a chat works and who may do what in it, in sentences; what I may change, I can press. */
export function RoomSettingsDialog(props: RoomSettingsDialogProps) {
  const { moderation, common } = useWords();
  return (
    <Dialog title={moderation.settings} closeLabel={common.close} onClose={props.onClose}>
      <View style={{ gap: 16 }}>
        <ErrorLine text={props.error} />
        <Modes {...props} />
        <KeepingCard {...props} />
        <RightsCard of="chat" rights={props.rights} onRight={props.onRight} />
        <DeleteCard of="chat" onDelete={props.onDelete} />
      </View>
    </Dialog>
  );
}

function Modes(props: RoomSettingsDialogProps) {
  const { moderation, receipts, spaces } = useWords();
  const { slowModeSeconds, announcement, archived } = props;
  const slow = slowModeSeconds === 0 ? moderation.slowModeOff : moderation.slowModeEvery(slowModeSeconds);
  return (
    <Card>
      <CardRow
        key="slow"
        title={moderation.slowMode}
        detail={moderation.slowModeHint}
        value={slow}
        {...(props.canSet ? { onPress: props.onSlowMode } : {})}
      />
      <CardRow
        key="announcement"
        title={moderation.announcement}
        detail={moderation.announcementHint}
        end={
          <ModeSwitch
            label={moderation.announcement}
            on={announcement}
            onChange={props.canSet ? props.onAnnouncement : undefined}
          />
        }
      />
      <CardRow
        key="receipts"
        title={receipts.room}
        detail={receipts.roomHint}
        end={
          <ModeSwitch
            label={receipts.room}
            on={props.receipts}
            onChange={props.canSet ? props.onReceipts : undefined}
          />
        }
      />
      {props.opens ? (
        <CardRow
          key="opens"
          title={spaces.opens}
          detail={spaces.opensHint}
          end={
            <ModeSwitch
              label={spaces.opens}
              on={props.opens.on}
              onChange={props.canSet ? props.opens.set : undefined}
            />
          }
        />
      ) : null}
      <CardRow
        key="archived"
        title={moderation.archived}
        detail={moderation.archivedHint}
        end={
          <ModeSwitch
            label={moderation.archived}
            on={archived}
            onChange={props.canArchive ? props.onArchived : undefined}
          />
        }
      />
    </Card>
  );
}
