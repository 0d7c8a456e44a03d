import type { NotificationView } from '@sup/protocol';
import { View } from 'react-native';
import { useWords } from '../../i18n';
import { untilTime } from '../../model/time';
import { Button, Dialog, ErrorLine, Skeleton, SkeletonGroup, Txt, useTheme } from '../../ui';
import { useTimeContext } from '../clock';

export interface WhyNotifiedProps {
  /** Absent until the server has answered. */
  readonly view: NotificationView | undefined;
  readonly error: string | undefined;
  readonly onSettings: () => void;
  readonly onClose: () => void;
}

/** "Why was I (not) notified?": whether, and the one rule that decided, in a sentence. */
export function WhyNotified({ view, error, onSettings, onClose }: WhyNotifiedProps) {
  const { notify, common, details } = useWords();
  const { colors } = useTheme();
  const context = useTimeContext();
  return (
    <Dialog
      title={notify.why}
      closeLabel={common.close}
      onClose={onClose}
      width={400}
      actions={
        <>
          <Button kind="text" label={details.notifications} onPress={onSettings} />
          <Button label={common.done} onPress={onClose} />
        </>
      }
    >
      <ErrorLine text={error} />
      {view ? (
        <View style={{ gap: 6 }}>
          <Txt type="titleMedium">{view.notify ? notify.yes : notify.no}</Txt>
          <Txt isolate>{notify.reason(view, (at) => untilTime(at, context))}</Txt>
          <Txt color={colors.onSurfaceVariant} style={{ fontSize: 13, lineHeight: 18 }}>
            {view.unsure ? `${notify.unsure} ${notify.asNow}` : notify.asNow}
          </Txt>
        </View>
      ) : null}
      {!view && !error ? (
        <SkeletonGroup label={common.loading}>
          <Skeleton width={220} height={14} />
        </SkeletonGroup>
      ) : null}
    </Dialog>
  );
}
