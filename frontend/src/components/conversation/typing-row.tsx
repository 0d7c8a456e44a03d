import { View } from 'react-native';
import { useWords } from '../../i18n';
import { Txt, TypingDots, useTheme } from '../../ui';

/** Its 28 are always there, so that nothing moves when someone types. */
export function TypingRow({ names }: { names: readonly string[] }) {
  const { colors, densityName } = useTheme();
  const words = useWords();
  const mobile = densityName === 'mobile';
  return (
    <View
      style={{
        height: 28,
        width: '100%',
        maxWidth: 892,
        alignSelf: 'center',
        paddingHorizontal: mobile ? 14 : 16,
      }}
    >
      {names.length > 0 ? (
        <View style={{ flexDirection: 'row', alignItems: 'center', gap: 8, height: 28, paddingTop: 2 }}>
          <TypingDots />
          <Txt
            isolate
            color={colors.onSurfaceVariant}
            numberOfLines={1}
            style={{ fontSize: mobile ? 13 : 12.5, lineHeight: 16 }}
          >
            {words.typing.label(names)}
          </Txt>
        </View>
      ) : null}
    </View>
  );
}
