import { View } from 'react-native';
import { useWords } from '../../i18n';
import { Card, CardRow, Txt } from '../../ui';
import { ModeSwitch } from './mode-switch';

/** What a chat keeps of what was said in it. */
export interface Keeping {
  readonly editHistory: boolean;
  readonly tombstones: boolean;
}

export interface KeepingCardProps {
  readonly keeping: Keeping;
  readonly canSet: boolean;
  readonly onEditHistory: (on: boolean) => void;
  readonly onTombstones: (on: boolean) => void;
}

/** What stays of messages, in sentences; what I may change, I can press. */
export function KeepingCard({ keeping, canSet, onEditHistory, onTombstones }: KeepingCardProps) {
  const { lifecycle } = useWords();
  return (
    <View style={{ gap: 8 }}>
      <Txt type="labelLarge" role="heading" aria-level={3}>
        {lifecycle.keeping}
      </Txt>
      <Card>
        <CardRow
          key="edits"
          title={lifecycle.editHistory}
          detail={lifecycle.editHistoryHint}
          end={
            <ModeSwitch
              label={lifecycle.editHistory}
              on={keeping.editHistory}
              onChange={canSet ? onEditHistory : undefined}
            />
          }
        />
        <CardRow
          key="tombstones"
          title={lifecycle.tombstones}
          detail={lifecycle.tombstonesHint}
          end={
            <ModeSwitch
              label={lifecycle.tombstones}
              on={keeping.tombstones}
              onChange={canSet ? onTombstones : undefined}
            />
          }
        />
      </Card>
    </View>
  );
}
