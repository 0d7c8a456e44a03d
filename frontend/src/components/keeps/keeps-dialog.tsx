import type { KeptList } from '@sup/protocol';
import { View } from 'react-native';
import { useWords } from '../../i18n';
import type { KeptLine } from '../../model/types';
import { Button, Chip, Dialog, Txt, useTheme } from '../../ui';
import { type KeptDoors, KeptRows } from './kept-rows';

export interface KeepsDialogProps extends KeptDoors {
  readonly list: KeptList;
  readonly state: 'loading' | 'ready' | 'failed';
  readonly lines: readonly KeptLine[];
  readonly hasMore: boolean;
  readonly onList: (list: KeptList) => void;
  readonly onMore: () => void;
  readonly onClose: () => void;
  /** Only what is mine to do. */
  readonly mine: boolean;
  readonly onMine: (on: boolean) => void;
}

const lists: readonly KeptList[] = ['pin', 'decision', 'to-do', 'done'];

/** What the room keeps of its messages, a list at a time. */
export function KeepsDialog(props: KeepsDialogProps) {
  const { keeps, common } = useWords();
  const { list, lines, state } = props;
  const isTasks = list === 'to-do' || list === 'done';
  const shown = isTasks && props.mine ? lines.filter(({ mark }) => mark?.mine) : lines;
  return (
    <Dialog title={keeps.title} closeLabel={common.close} onClose={props.onClose}>
      <View style={{ gap: 12, minHeight: 300 }}>
        <View
          role="radiogroup"
          aria-label={keeps.which}
          style={{ flexDirection: 'row', flexWrap: 'wrap', gap: 6 }}
        >
          {lists.map((one) => (
            <Chip
              key={one}
              label={keeps.lists[one]}
              selected={one === list}
              onPress={() => props.onList(one)}
            />
          ))}
        </View>
        {isTasks ? (
          <View role="radiogroup" aria-label={keeps.mine} style={{ flexDirection: 'row' }}>
            <Chip label={keeps.mine} selected={props.mine} onPress={() => props.onMine(!props.mine)} />
          </View>
        ) : null}
        {shown.length === 0 && !props.hasMore ? (
          <Nothing text={state === 'failed' ? keeps.failed : state === 'ready' ? keeps.empty[list] : ''} />
        ) : (
          <KeptRows {...props} label={keeps.lists[list]} lines={shown} />
        )}
        {props.hasMore ? <Button kind="text" label={keeps.more} onPress={props.onMore} /> : null}
      </View>
    </Dialog>
  );
}

function Nothing({ text }: { text: string }) {
  const { colors } = useTheme();
  return (
    <Txt color={colors.onSurfaceVariant} style={{ textAlign: 'center', paddingVertical: 32 }}>
      {text}
    </Txt>
  );
}
