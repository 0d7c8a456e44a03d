import { useWords } from '../../i18n';
import type { Connection } from '../../model/types';
import { Banner } from '../../ui';

/** Says that the network is away, or when it is tried again; silent while all is well or just beginning. */
export function ConnectionBanner({ connection, onRetry }: { connection: Connection; onRetry: () => void }) {
  const { banner } = useWords();
  if (connection.status === 'offline') {
    return <Banner kind="offline" text={banner.offline} action={{ label: banner.retry, onPress: onRetry }} />;
  }
  if (connection.status === 'waiting') {
    return (
      <Banner
        kind="reconnecting"
        text={banner.reconnecting(connection.retryInSeconds)}
        action={{ label: banner.tryNow, onPress: onRetry }}
      />
    );
  }
  return null;
}
