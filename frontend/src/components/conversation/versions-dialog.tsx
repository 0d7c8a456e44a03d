import { View } from 'react-native';
import { useWords } from '../../i18n';
import { fullTime } from '../../model/time';
import { Txt, useTheme } from '../../ui';
import { AnswerDialog } from '../answer-dialog';
import { useTimeContext } from '../clock';

/** What a message says, or said before an edit. */
export interface ShownVersion {
  readonly at: number;
  /** As it was typed; null where this device cannot read it. */
  readonly text: string | null;
}

export interface VersionsDialogProps {
  /** Oldest first, the present one last; absent until the server has answered. */
  readonly versions: readonly ShownVersion[] | undefined;
  readonly error: string | undefined;
  readonly onClose: () => void;
}

/** What a message said before it was edited, the newest version first. */
export function VersionsDialog({ versions, error, onClose }: VersionsDialogProps) {
  const { lifecycle } = useWords();
  const list = versions ? (
    <View role="list" style={{ gap: 12 }}>
      {versions.toReversed().map((version, index) => (
        <Version key={`${version.at} ${version.text}`} version={version} isNow={index === 0} />
      ))}
      {versions.length === 1 ? <Txt>{lifecycle.noVersions}</Txt> : null}
    </View>
  ) : undefined;
  return <AnswerDialog title={lifecycle.versions} answer={list} {...{ error, onClose }} />;
}

function Version({ version, isNow }: { version: ShownVersion; isNow: boolean }) {
  const { lifecycle } = useWords();
  const { colors, chat } = useTheme();
  const context = useTimeContext();
  const time = fullTime(version.at, context);
  return (
    <View
      role="listitem"
      style={{ gap: 2, paddingStart: 12, borderStartWidth: 2, borderStartColor: chat.hairline }}
    >
      <Txt color={colors.onSurfaceVariant} style={{ fontSize: 13, lineHeight: 18 }}>
        {isNow ? lifecycle.nowSince(time) : time}
      </Txt>
      <Txt isolate>{version.text ?? lifecycle.unreadable}</Txt>
    </View>
  );
}
