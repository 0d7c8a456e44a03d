import type { ReactNode } from 'react';
import { useWords } from '../../i18n';
import type { NotifyLevel } from '../../model/mute';
import type { ChatKind } from '../../model/types';
import { Card, CardRow, Segmented } from '../../ui';
import { SettingsBody, SettingsHeading } from './settings-frame';

export type UsualLevels = Readonly<Record<ChatKind, NotifyLevel>>;

export interface NotificationsPageProps {
  readonly levels: UsualLevels;
  readonly onLevels: (levels: UsualLevels) => void;
  readonly onBack: () => void;
  readonly children: ReactNode;
}

const kinds: readonly ChatKind[] = ['direct', 'group', 'channel'];
const levels: readonly NotifyLevel[] = ['all', 'mentions', 'nothing'];

/** What may notify me, on all my devices. */
export function NotificationsPage(props: NotificationsPageProps) {
  const { notify } = useWords();
  return (
    <SettingsBody title={notify.title} hint={notify.hint} onBack={props.onBack}>
      <SettingsHeading>{notify.usualTitle}</SettingsHeading>
      <Card>
        {kinds.map((kind) => (
          <CardRow
            key={kind}
            title={notify.kinds[kind]}
            end={
              <Segmented
                label={notify.kinds[kind]}
                value={props.levels[kind]}
                onChange={(level) => props.onLevels({ ...props.levels, [kind]: level })}
                options={levels.map((value) => ({ value, label: notify.shortLevels[value] }))}
              />
            }
          />
        ))}
      </Card>
      {props.children}
    </SettingsBody>
  );
}
