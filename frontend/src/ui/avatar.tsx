import { Platform, View } from 'react-native';
import { colourIndex } from '../model/colour';
import { initialsOf } from '../model/initials';
import type { Presence } from '../model/types';
import { useTheme } from './theme-provider';
import { brand } from './tokens';
import { Txt } from './txt';
import { webProps } from './web-props';

export interface AvatarProps {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  /** People are circles; groups and rooms are squircles. */
  readonly shape?: 'circle' | 'squircle';
  readonly presence?: Presence | undefined;
  /** The colour behind it, which parts the presence mark from the picture. */
  readonly ring?: string;
}

/**
 * Initials on the colour of the id, with the presence mark at the lower end corner. They are a picture, not a text: in
 * browsers base.css draws them, so that nobody copies them, finds them on the page or hears them for a label.
 */
export function Avatar({ id, name, size, shape = 'circle', presence, ring }: AvatarProps) {
  const theme = useTheme();
  const initials = initialsOf(name);
  const colour = theme.avatars[colourIndex(id, theme.avatars.length)];
  return (
    <View style={{ width: size, height: size }} aria-hidden>
      <View
        style={{
          width: size,
          height: size,
          borderRadius: shape === 'circle' ? size / 2 : size * 0.3,
          backgroundColor: colour?.background,
          alignItems: 'center',
          justifyContent: 'center',
        }}
      >
        <Txt
          type="titleMedium"
          color={colour?.onBackground ?? brand.light}
          selectable={false}
          allowFontScaling={false}
          {...webProps({ dataSet: { initials } })}
          style={{ fontSize: size * 0.38, lineHeight: size * 0.5, letterSpacing: size * 0.0038 }}
        >
          {Platform.OS === 'web' ? null : initials}
        </Txt>
      </View>
      {presence && presence !== 'offline' ? (
        <PresenceMark presence={presence} avatar={size} ring={ring} />
      ) : null}
    </View>
  );
}

/** Presence by shape: a disc, a ring, a disc with a bar. Offline has none. */
function PresenceMark({
  presence,
  avatar,
  ring,
}: {
  presence: Presence;
  avatar: number;
  ring: string | undefined;
}) {
  const theme = useTheme();
  const small = avatar <= 24;
  const dot = small ? 7 : Math.max(9, Math.round(avatar * 0.25));
  const gap = small ? 1.5 : 2;
  const stroke = small ? 2 : 2.5;
  const background = ring ?? theme.chat.listPane;
  const fill = {
    online: theme.chat.online,
    busy: theme.chat.dnd,
    away: 'transparent',
    offline: 'transparent',
  }[presence];
  return (
    <View
      style={{
        position: 'absolute',
        end: -1,
        bottom: -1,
        padding: gap,
        borderRadius: dot,
        backgroundColor: background,
      }}
    >
      <View
        style={{
          width: dot,
          height: dot,
          borderRadius: dot / 2,
          backgroundColor: fill,
          borderWidth: presence === 'away' ? stroke : 0,
          borderColor: theme.chat.away,
          justifyContent: 'center',
          alignItems: 'center',
        }}
      >
        {presence === 'busy' ? (
          <View
            style={{ width: '60%', height: small ? 1.5 : 2, borderRadius: 1, backgroundColor: background }}
          />
        ) : null}
      </View>
    </View>
  );
}
