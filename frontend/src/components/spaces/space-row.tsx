import type { RefObject } from 'react';
import { useRef } from 'react';
import { View } from 'react-native';
import { useWords } from '../../i18n';
import type { RoomKind } from '../../model/types';
import { Avatar, Button, IconButton, Txt, useTheme } from '../../ui';
import { type Joinable, useJoinButton } from '../people/join-button';

/** A room of a space. */
export interface ListedRoom extends Joinable {
  readonly id: string;
  readonly kind: RoomKind;
  readonly topic?: string | undefined;
  readonly memberCount: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface SpaceRowProps {
  readonly room: ListedRoom;
  readonly busy: boolean;
  /** Others beside it can be opened, and it stands in line with them. */
  readonly indented: boolean;
  /** In a search: the space within this one that it is in. */
  readonly within?: string | undefined;
  /** Of a space whose content can be shown below it. */
  readonly expanded?: boolean | undefined;
  readonly onExpand?: (() => void) | undefined;
  /** Opens it, joins it, or asks to and takes that back. */
  readonly onPress: () => void;
  /** Absent for who does not arrange. */
  readonly onMore?: ((at: Point) => void) | undefined;
}

const moreSize = 36;

/** What is in a space: what it is, and what can be done about it. */
export function SpaceRow(props: SpaceRowProps) {
  const { room, expanded, onExpand, onMore } = props;
  const { spaces } = useWords();
  const { colors } = useTheme();
  const more = useRef<View>(null);
  const button = useJoinButton(room);
  return (
    <View style={{ flexDirection: 'row', alignItems: 'center', gap: 10, minHeight: 56, paddingVertical: 4 }}>
      <View style={{ width: props.indented ? 32 : 0 }}>
        {onExpand ? (
          <IconButton
            icon={expanded ? 'chevron-down' : 'chevron-right'}
            iconSize={18}
            size={32}
            label={spaces.show(room.name)}
            expanded={expanded ?? false}
            tip={false}
            onPress={onExpand}
          />
        ) : null}
      </View>
      <Avatar id={room.id} name={room.name} size={36} shape="squircle" />
      <View style={{ flex: 1, minWidth: 0 }}>
        <Txt isolate numberOfLines={1} style={{ fontWeight: '500' }}>
          {room.name}
        </Txt>
        <Txt
          isolate
          color={colors.onSurfaceVariant}
          numberOfLines={1}
          style={{ fontSize: 12.5, lineHeight: 17 }}
        >
          {useDetail(props)}
        </Txt>
      </View>
      <Button
        kind={button.isQuiet ? 'text' : 'tonal'}
        size="small"
        label={button.label}
        accessibilityLabel={button.spoken}
        disabled={props.busy}
        onPress={props.onPress}
      />
      {onMore ? (
        <View ref={more} collapsable={false}>
          <IconButton
            icon="more"
            size={moreSize}
            label={spaces.more(room.name)}
            onPress={() => placeOf(more, onMore)}
          />
        </View>
      ) : null}
    </View>
  );
}

function placeOf(button: RefObject<View | null>, open: (at: Point) => void): void {
  button.current?.measureInWindow((x, y) => open({ x, y: y + moreSize }));
}

/** What it is, how many are in it, where it is, what it is about. */
function useDetail({ room, within }: SpaceRowProps): string {
  const { spaces, channels, requests } = useWords();
  const parts = [
    spaces.kind[room.kind],
    channels.members(room.memberCount),
    room.asked ? requests.waits : '',
    within ? spaces.in(within) : '',
    room.topic ?? '',
  ];
  return parts.filter(Boolean).join(', ');
}
