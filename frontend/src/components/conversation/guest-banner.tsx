import { useWords } from '../../i18n';
import { untilTime } from '../../model/time';
import { Banner } from '../../ui';
import { useTimeContext } from '../clock';

/** Says that I am here without an account, and until when; nothing for everyone else. */
export function GuestBanner({ until }: { until: number | undefined }) {
  const { guests } = useWords();
  const context = useTimeContext();
  if (until === undefined) return null;
  return <Banner kind="guest" text={guests.banner(untilTime(until, context))} />;
}
