import PaperSnackbar from 'react-native-paper/lib/module/components/Snackbar';
import { useTheme } from './theme-provider';
import { useLayout } from './use-layout';

export interface Notice {
  readonly id: number;
  readonly text: string;
  readonly action?: { readonly label: string; readonly onPress: () => void };
}

/** Shows one notice for four seconds: at the bottom start on a wide window, above the composer on a phone. */
export function SnackbarHost({ notice, onDismiss }: { notice: Notice | undefined; onDismiss: () => void }) {
  const theme = useTheme();
  const { mobile } = useLayout();
  return (
    <PaperSnackbar
      key={notice?.id}
      visible={notice !== undefined}
      onDismiss={onDismiss}
      duration={4000}
      {...(notice?.action ? { action: notice.action } : {})}
      style={{ borderRadius: 12, backgroundColor: theme.colors.inverseSurface }}
      wrapperStyle={mobile ? { bottom: 64 } : { maxWidth: 420, start: 0 }}
    >
      {notice?.text ?? ''}
    </PaperSnackbar>
  );
}
