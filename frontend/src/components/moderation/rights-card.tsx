import type { Right, Role } from '@sup/protocol';
import { View } from 'react-native';
import { useWords } from '../../i18n';
import { Card, CardRow, Txt } from '../../ui';

export interface RightsCardProps {
  readonly of: 'chat' | 'space';
  /** In the order in which it is told. */
  readonly rights: readonly { readonly right: Right; readonly role: Role; readonly canChange: boolean }[];
  readonly onRight: (right: Right) => void;
}

/** Who may do what, a sentence each; what I may change, I can press. */
export function RightsCard({ of, rights, onRight }: RightsCardProps) {
  const { moderation } = useWords();
  return (
    <View style={{ gap: 8 }}>
      <Txt type="labelLarge" role="heading" aria-level={3}>
        {moderation.rights}
      </Txt>
      <Card>
        {rights.map(({ right, role, canChange }) => (
          <CardRow
            key={right}
            title={moderation.mayDo(right, role, of)}
            minHeight={44}
            {...(canChange ? { onPress: () => onRight(right) } : {})}
          />
        ))}
      </Card>
    </View>
  );
}
