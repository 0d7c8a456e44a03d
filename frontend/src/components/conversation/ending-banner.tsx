import { useWords } from '../../i18n';
import { daysAgo, untilTime } from '../../model/time';
import { Banner } from '../../ui';
import { useTimeContext } from '../clock';

/** Says until when a deleted chat can be restored, and how. */
export function EndingBanner({ deletesAt, onRestore }: { deletesAt: number; onRestore: () => void }) {
  const { deletion } = useWords();
  const context = useTimeContext();
  const say = daysAgo(deletesAt, context) === 0 ? deletion.bannerToday : deletion.banner;
  return (
    <Banner
      kind="ending"
      text={say(untilTime(deletesAt, context))}
      action={{ label: deletion.restore, onPress: onRestore }}
    />
  );
}
