import { forever } from '@sup/protocol/wire';
import { useWords } from '../../i18n';
import { untilTime } from '../../model/time';
import type { Person } from '../../model/types';
import { Button, Dialog, ErrorLine, Skeleton, SkeletonGroup, Txt, useTheme } from '../../ui';
import { useTimeContext } from '../clock';
import { PersonRow } from '../people/person-row';

export interface BannedPerson {
  readonly person: Person;
  readonly until: number;
  readonly reason?: string | undefined;
}

export interface BansDialogProps {
  /** Absent until they are loaded. */
  readonly bans: readonly BannedPerson[] | undefined;
  readonly error: string | undefined;
  readonly onUnban: (id: string) => void;
  readonly onClose: () => void;
}

/** Who cannot come in, until when and why, and the way to let them. */
export function BansDialog({ bans, error, onUnban, onClose }: BansDialogProps) {
  const { moderation, common } = useWords();
  const { colors } = useTheme();
  const context = useTimeContext();
  const detail = ({ until, reason }: BannedPerson) => {
    const when = until === forever ? moderation.banForever : moderation.banUntil(untilTime(until, context));
    return reason ? `${when} · ${reason}` : when;
  };
  return (
    <Dialog title={moderation.bans} closeLabel={common.close} onClose={onClose}>
      <ErrorLine text={error} />
      {bans || error ? null : (
        <SkeletonGroup label={common.loading}>
          <Skeleton width={220} height={14} />
        </SkeletonGroup>
      )}
      {bans?.length === 0 ? <Txt color={colors.onSurfaceVariant}>{moderation.noBans}</Txt> : null}
      {bans?.map((ban) => (
        <PersonRow
          key={ban.person.id}
          person={ban.person}
          ground={colors.elevation.level3}
          detail={detail(ban)}
          end={
            <Button
              kind="text"
              size="small"
              label={moderation.unban}
              accessibilityLabel={moderation.unbanLabel(ban.person.name)}
              onPress={() => onUnban(ban.person.id)}
            />
          }
        />
      ))}
    </Dialog>
  );
}
