import type { ReactNode } from 'react';
import { Modal, Pressable, ScrollView, View } from 'react-native';
import { useSafeAreaInsets } from 'react-native-safe-area-context';
import { IconButton } from './icon-button';
import { KeyboardRoom } from './keyboard-room';
import { useTheme } from './theme-provider';
import { Txt } from './txt';
import { useLayout } from './use-layout';
import { webStyle } from './web-props';

export interface DialogProps {
  readonly title: string;
  readonly closeLabel: string;
  readonly onClose: () => void;
  readonly width?: 400 | 480 | 640;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}

/** A question or a form above everything. It fills the window below 700; Esc and the scrim close it. */
export function Dialog({ title, closeLabel, onClose, width = 480, children, actions }: DialogProps) {
  const theme = useTheme();
  const layout = useLayout();
  const full = layout.mobile && width > 400;
  const insets = useSafeAreaInsets();
  return (
    <Modal
      transparent
      visible
      aria-label={title}
      animationType={theme.reduceMotion ? 'none' : 'fade'}
      onRequestClose={onClose}
    >
      <KeyboardRoom style={{ flex: 1, justifyContent: 'center', alignItems: 'center' }}>
        <Scrim onPress={onClose} />
        <View
          style={[
            { backgroundColor: theme.colors.elevation.level3 },
            full
              ? { width: '100%', height: '100%', paddingTop: insets.top, paddingBottom: insets.bottom }
              : {
                  width: Math.min(width, layout.width - 32),
                  maxHeight: layout.height - 48,
                  flexShrink: 1,
                  borderRadius: 20,
                  borderWidth: theme.highContrast ? 1 : 0,
                  borderColor: theme.colors.outline,
                },
            full ? undefined : webStyle({ boxShadow: theme.shadow.dialog }),
          ]}
        >
          <View
            style={{
              flexDirection: 'row',
              alignItems: 'center',
              paddingTop: 16,
              paddingBottom: 10,
              paddingStart: 24,
              paddingEnd: 12,
            }}
          >
            <Txt type="titleLarge" role="heading" aria-level={2} style={{ flex: 1 }}>
              {title}
            </Txt>
            <IconButton icon="close" label={closeLabel} onPress={onClose} tip={false} />
          </View>
          <ScrollView
            style={full ? { flex: 1 } : { flexGrow: 0, flexShrink: 1 }}
            contentContainerStyle={{ paddingHorizontal: 24, paddingBottom: actions ? 8 : 24 }}
            keyboardShouldPersistTaps="handled"
          >
            {children}
          </ScrollView>
          {actions ? (
            <View
              style={{
                flexDirection: 'row',
                justifyContent: 'flex-end',
                gap: 8,
                padding: 24,
                paddingTop: 12,
              }}
            >
              {actions}
            </View>
          ) : null}
        </View>
      </KeyboardRoom>
    </Modal>
  );
}

/** The darkened ground behind a layer; pressing it closes the layer, as Esc and the close button do for who sees no ground. */
export function Scrim({ onPress, clear }: { onPress: () => void; clear?: boolean }) {
  const { colors } = useTheme();
  return (
    <Pressable
      aria-hidden
      tabIndex={-1}
      onPress={onPress}
      style={[
        { position: 'absolute', top: 0, bottom: 0, start: 0, end: 0 },
        clear ? undefined : { backgroundColor: colors.backdrop },
        webStyle({ cursor: 'default' }),
      ]}
    />
  );
}

/** A layer that rises from the lower edge of a phone. */
export function Sheet({
  label,
  onClose,
  children,
}: {
  label: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const theme = useTheme();
  const { height } = useLayout();
  return (
    <Modal
      transparent
      visible
      aria-label={label}
      animationType={theme.reduceMotion ? 'fade' : 'slide'}
      onRequestClose={onClose}
    >
      <View style={{ flex: 1, justifyContent: 'flex-end' }}>
        <Scrim onPress={onClose} />
        <View
          style={[
            {
              backgroundColor: theme.colors.elevation.level3,
              borderTopStartRadius: 20,
              borderTopEndRadius: 20,
              paddingTop: 8,
              // Something of the ground stays to be pressed.
              maxHeight: height - 48,
            },
            webStyle({ boxShadow: theme.shadow.dialog }),
          ]}
        >
          <View
            style={{
              width: 36,
              height: 4,
              borderRadius: 2,
              alignSelf: 'center',
              marginBottom: 10,
              backgroundColor: theme.colors.outlineVariant,
            }}
          />
          <ScrollView
            style={{ flexGrow: 0, flexShrink: 1 }}
            contentContainerStyle={{ paddingHorizontal: 10, paddingBottom: 26 }}
          >
            {children}
          </ScrollView>
        </View>
      </View>
    </Modal>
  );
}
