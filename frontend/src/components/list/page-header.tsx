import type { ReactNode } from 'react';
import { View } from 'react-native';
import { useWords } from '../../i18n';
import { IconButton, Txt, useLayout, useTheme } from '../../ui';

/** On top of a page beside the chats; on a phone, where it covers them, with the way back. */
export function PageHeader({
  title,
  onBack,
  children,
}: {
  title: string;
  onBack: () => void;
  children?: ReactNode;
}) {
  const theme = useTheme();
  const { common } = useWords();
  const { panes } = useLayout();
  const one = panes === 'one';
  return (
    <View
      style={{
        height: theme.density.header,
        flexDirection: 'row',
        alignItems: 'center',
        gap: 8,
        paddingStart: one ? 4 : 16,
        paddingEnd: one ? 8 : 16,
        borderBottomWidth: 1,
        borderBottomColor: theme.chat.hairline,
      }}
    >
      {one ? <IconButton icon="chevron-left" iconSize={22} label={common.back} onPress={onBack} /> : null}
      <Txt type="roomTitle" role="heading" aria-level={1}>
        {title}
      </Txt>
      {children}
    </View>
  );
}
