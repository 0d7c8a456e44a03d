import type { ReactNode } from 'react';
import { View } from 'react-native';
import { useWords } from '../i18n';
import { Button, Dialog, ErrorLine, Skeleton, SkeletonGroup } from '../ui';

export interface AnswerDialogProps {
  readonly title: string;
  readonly width?: 400 | 480 | 640;
  readonly error: string | undefined;
  /** What the server has answered; absent until then. */
  readonly answer: ReactNode;
  /** What is known before. */
  readonly children?: ReactNode;
  readonly onClose: () => void;
}

/** Shows what the server is asked when the dialog opens; there is nothing to do but to read it. */
export function AnswerDialog({ title, width, error, answer, children, onClose }: AnswerDialogProps) {
  const { common } = useWords();
  return (
    <Dialog
      title={title}
      closeLabel={common.close}
      onClose={onClose}
      {...(width === undefined ? {} : { width })}
      actions={<Button label={common.done} onPress={onClose} />}
    >
      <View style={{ gap: 14 }}>
        {children}
        <ErrorLine text={error} />
        {answer}
        {!answer && !error ? (
          <SkeletonGroup label={common.loading}>
            <Skeleton width={220} height={14} />
          </SkeletonGroup>
        ) : null}
      </View>
    </Dialog>
  );
}
