import type { ReactNode } from 'react';
import { Pressable, ScrollView, View } from 'react-native';
import { useSafeAreaInsets } from 'react-native-safe-area-context';
import Svg, { Circle } from 'react-native-svg';
import { useWords } from '../../i18n';
import { brand, KeyboardRoom, linkPress, Mark, Txt, useLayout, useTheme } from '../../ui';

export interface AuthFrameProps {
  readonly title: string;
  readonly hint: string;
  readonly children: ReactNode;
}

/** The page round every sign-in form; from 1024 the brand stands beside it. */
export function AuthFrame({ title, hint, children }: AuthFrameProps) {
  const theme = useTheme();
  const words = useWords();
  const { panes, mobile } = useLayout();
  const insets = useSafeAreaInsets();
  return (
    <View style={{ flex: 1, flexDirection: 'row', backgroundColor: theme.colors.surface }}>
      {panes === 'three' ? <BrandPanel /> : null}
      <KeyboardRoom style={{ flex: 1 }}>
        <ScrollView
          role="main"
          style={{ flex: 1 }}
          keyboardShouldPersistTaps="handled"
          contentContainerStyle={{
            flexGrow: 1,
            justifyContent: mobile ? 'flex-start' : 'center',
            alignItems: 'center',
            paddingHorizontal: 24,
            paddingTop: mobile ? 48 + insets.top : 24,
            paddingBottom: 24 + insets.bottom,
          }}
        >
          <View style={{ width: '100%', maxWidth: 376 }}>
            <Mark size={44} label={words.app.name} />
            <Txt
              type="headlineLarge"
              role="heading"
              aria-level={1}
              style={{
                marginTop: 18,
                marginBottom: 4,
                letterSpacing: -0.4,
                ...(mobile ? { fontSize: 24, lineHeight: 32 } : {}),
              }}
            >
              {title}
            </Txt>
            <Txt
              color={theme.colors.onSurfaceVariant}
              style={{ fontSize: 15, lineHeight: 22, marginBottom: 24 }}
            >
              {hint}
            </Txt>
            {children}
          </View>
        </ScrollView>
      </KeyboardRoom>
    </View>
  );
}

function BrandPanel() {
  const { chat } = useTheme();
  return (
    <View style={{ width: 520, backgroundColor: chat.brandPanel }} aria-hidden>
      <Svg width="100%" height="100%" viewBox="0 0 520 800" preserveAspectRatio="xMidYMid slice">
        <Circle cx={138} cy={474} r={40} fill={brand.light} />
        <Circle cx={254} cy={401} r={47} fill={brand.light} />
        <Circle cx={377} cy={319} r={54} fill={chat.brandSpark} />
      </Svg>
    </View>
  );
}

export interface TextLinkProps {
  readonly label: string;
  readonly onPress: () => void;
}

/** A link that is a sentence's last words. */
export function TextLink({ label, onPress }: TextLinkProps) {
  const { colors } = useTheme();
  return (
    <Pressable role="link" {...linkPress(onPress)} hitSlop={12}>
      <Txt type="labelLarge" color={colors.primary}>
        {label}
      </Txt>
    </Pressable>
  );
}

/** The line under a form that leads to the other one. */
export function AuthFoot({ text, label, onPress }: TextLinkProps & { readonly text: string }) {
  const { colors } = useTheme();
  return (
    <View style={{ flexDirection: 'row', flexWrap: 'wrap', gap: 4, marginTop: 22 }}>
      <Txt color={colors.onSurfaceVariant}>{text}</Txt>
      <TextLink label={label} onPress={onPress} />
    </View>
  );
}
