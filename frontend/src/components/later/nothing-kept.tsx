import { View } from 'react-native';
import { Icon, type IconName, Txt, useTheme } from '../../ui';

/** Where a list of what is kept would be: that there is nothing, and how there will be. */
export function NothingKept({ icon, title, hint }: { icon: IconName; title: string; hint: string }) {
  const { colors } = useTheme();
  return (
    <View style={{ flex: 1, alignItems: 'center', justifyContent: 'center', gap: 6, padding: 24 }}>
      <Icon name={icon} size={28} color={colors.onSurfaceVariant} />
      <Txt type="titleMedium">{title}</Txt>
      <Txt color={colors.onSurfaceVariant} style={{ textAlign: 'center', maxWidth: 340 }}>
        {hint}
      </Txt>
    </View>
  );
}
