import { useWords } from '../../i18n';
import { untilTime } from '../../model/time';
import { Banner } from '../../ui';
import { useTimeContext } from '../clock';

/** Says that I am here without an account, until when, and how I stay; nothing for everyone else. */
export function GuestBanner({ until, onKeep }: { until: number | undefined; onKeep: () => void }) {
  const { guests, settings } = useWords();
  const context = useTimeContext();
  if (until === undefined) return null;
  return (
    <Banner
      kind="guest"
      text={guests.banner(untilTime(until, context))}
      action={{ label: settings.account, onPress: onKeep }}
    />
  );
}
