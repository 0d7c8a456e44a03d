import type { History } from '@sup/protocol';
import { View } from 'react-native';
import { useWords } from '../../i18n';
import { Card, CardRow, Txt } from '../../ui';
import { ModeSwitch } from './mode-switch';

/** What a chat keeps of what was said in it. */
export interface Keeping {
  /** Of what was said before, for those who join. */
  readonly history: History;
  readonly editHistory: boolean;
  readonly tombstones: boolean;
  /** 0: off. */
  readonly disappearAfterSeconds: number;
  /** 0: for good. */
  readonly retentionDays: number;
}

export interface KeepingCardProps {
  readonly keeping: Keeping;
  readonly canSet: boolean;
  readonly onEditHistory: (on: boolean) => void;
  readonly onTombstones: (on: boolean) => void;
  readonly onHistory: () => void;
  readonly onDisappear: () => void;
  readonly onRetention: () => void;
}

/** What stays of messages, in sentences; what I may change, I can press. */
export function KeepingCard(props: KeepingCardProps) {
  const { keeping, canSet, onEditHistory, onTombstones } = props;
  const { lifecycle } = useWords();
  const { disappearAfterSeconds: seconds, retentionDays: days } = keeping;
  return (
    <View style={{ gap: 8 }}>
      <Txt type="labelLarge" role="heading" aria-level={3}>
        {lifecycle.keeping}
      </Txt>
      <Card>
        <CardRow
          key="history"
          title={lifecycle.history}
          detail={lifecycle.historyHint}
          value={lifecycle.historyFrom[keeping.history]}
          {...(canSet ? { onPress: props.onHistory } : {})}
        />
        <CardRow
          key="disappear"
          title={lifecycle.disappear}
          detail={lifecycle.disappearHint}
          value={seconds === 0 ? lifecycle.disappearOff : lifecycle.disappearAfter(seconds)}
          {...(canSet ? { onPress: props.onDisappear } : {})}
        />
        <CardRow
          key="retention"
          title={lifecycle.retention}
          detail={lifecycle.retentionHint}
          value={days === 0 ? lifecycle.retentionOff : lifecycle.retentionFor(days)}
          {...(canSet ? { onPress: props.onRetention } : {})}
        />
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
