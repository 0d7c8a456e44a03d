import { useWords } from '../../i18n';
import { untilTime } from '../../model/time';
import { Banner } from '../../ui';
import { useTimeContext } from '../clock';

export interface EndingBannerProps {
  readonly of: 'chat' | 'space';
  readonly deletesAt: number;
  readonly onRestore: () => void;
}

/** Says until when what is deleted can be restored, and how. */
export function EndingBanner({ of, deletesAt, onRestore }: EndingBannerProps) {
  const { deletion } = useWords();
  const context = useTimeContext();
  return (
    <Banner
      kind="ending"
      text={deletion[of].banner(untilTime(deletesAt, context))}
      action={{ label: deletion.restore, onPress: onRestore }}
    />
  );
}
