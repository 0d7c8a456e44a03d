import type { ReactNode } from 'react';
import { View } from 'react-native';
import { tokens, useLayout, useTheme, webProps } from '../../ui';

/** Beside the conversation from 1180, over it below, the whole window on a phone. */
export function DetailsArea({ label, children }: { label: string; children: ReactNode }) {
  const theme = useTheme();
  const { mobile, detailsInline } = useLayout();
  return (
    <View
      role="complementary"
      aria-label={label}
      {...webProps({ dataSet: { pane: 'details' } })}
      style={[
        { backgroundColor: theme.colors.surface, borderStartColor: theme.chat.hairline },
        mobile ? { flex: 1 } : { width: tokens.layout.rightPane, borderStartWidth: 1 },
        !detailsInline &&
          !mobile && {
            position: 'absolute',
            end: 0,
            top: 0,
            bottom: 0,
            zIndex: tokens.z.rightPaneOverlay,
          },
      ]}
    >
      {children}
    </View>
  );
}
