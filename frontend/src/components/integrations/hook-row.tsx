import type { ReactNode } from 'react';
import { View } from 'react-native';
import { Icon, type IconName, Txt, useTheme } from '../../ui';

export interface HookRowProps {
  readonly icon: IconName;
  readonly name: string;
  readonly facts: string;
  /** Something is wrong, in words. */
  readonly trouble?: string | undefined;
  /** Its button, where it has one only. */
  readonly end?: ReactNode;
  /** Its buttons, where they are several: they stand below. */
  readonly acts?: ReactNode;
  /** What unfolds under it. */
  readonly children?: ReactNode;
}

/** One hook: what it is called, what is known of it, and what can be done with it. */
export function HookRow({ icon, name, facts, trouble, end, acts, children }: HookRowProps) {
  const { colors, chat } = useTheme();
  const small = { fontSize: 12.5, lineHeight: 17 } as const;
  return (
    <View role="listitem" style={{ paddingVertical: 8, gap: 4 }}>
      <View style={{ flexDirection: 'row', gap: 12 }}>
        <View style={{ paddingTop: 2 }}>
          <Icon name={icon} size={20} color={trouble ? chat.danger : colors.onSurfaceVariant} />
        </View>
        <View style={{ flex: 1, minWidth: 0 }}>
          <Txt isolate numberOfLines={1} style={{ fontWeight: '500' }}>
            {name}
          </Txt>
          <Txt isolate color={colors.onSurfaceVariant} numberOfLines={2} style={small}>
            {facts}
          </Txt>
          {trouble ? (
            <Txt color={chat.danger} style={small}>
              {trouble}
            </Txt>
          ) : null}
        </View>
        {end}
      </View>
      {acts ? (
        <View style={{ flexDirection: 'row', flexWrap: 'wrap', justifyContent: 'flex-end', gap: 4 }}>
          {acts}
        </View>
      ) : null}
      {children}
    </View>
  );
}
