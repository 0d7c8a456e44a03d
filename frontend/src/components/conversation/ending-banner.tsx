import { useWords } from '../../i18n';
import { untilTime } from '../../model/time';
import { Banner } from '../../ui';
import { useTimeContext } from '../clock';

/** Says until when a deleted chat can be restored, and how. */
export function EndingBanner({ deletesAt, onRestore }: { deletesAt: number; onRestore: () => void }) {
  const { deletion } = useWords();
  const context = useTimeContext();
  return (
    <Banner
      kind="ending"
      text={deletion.banner(untilTime(deletesAt, context))}
      action={{ label: deletion.restore, onPress: onRestore }}
    />
  );
}
