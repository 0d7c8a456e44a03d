import { useState } from 'react';
import { View } from 'react-native';
import { useWords } from '../../i18n';
import { listTime } from '../../model/time';
import type { DeviceSession } from '../../model/types';
import { Button, Card, CardRow, Skeleton, SkeletonGroup } from '../../ui';
import { useTimeContext } from '../clock';
import { ConfirmDialog } from '../confirm-dialog';
import { PaneError } from '../conversation/conversation-states';
import { RoleTag } from '../people/details-pane';
import { SettingsBody, SettingsHeading } from './settings-frame';

export interface DevicesPageProps {
  readonly sessions: readonly DeviceSession[] | undefined;
  readonly error?: string | undefined;
  readonly onRetry: () => void;
  readonly onRevoke: (session: DeviceSession) => void;
  readonly onRevokeOthers: () => void;
  readonly onBack: () => void;
}

/** Where the account is signed in; each other place can be signed out, after one question. */
export function DevicesPage(props: DevicesPageProps) {
  const { sessions, error } = props;
  const { settings } = useWords();
  const [asking, setAsking] = useState<DeviceSession | 'others'>();
  const others = sessions?.filter((session) => !session.current) ?? [];
  return (
    <SettingsBody title={settings.devices} hint={settings.devicesHint} onBack={props.onBack}>
      <SettingsHeading>{settings.signedIn}</SettingsHeading>
      {error ? <PaneError text={error} onRetry={props.onRetry} /> : null}
      {sessions ? (
        <Card>
          {sessions.map((session) => (
            <SessionRow key={session.id} session={session} onRevoke={() => setAsking(session)} />
          ))}
        </Card>
      ) : null}
      {sessions || error ? null : <LoadingRows />}
      {others.length > 0 ? (
        <View style={{ alignItems: 'flex-start', marginTop: 12 }}>
          <Button
            kind="outlined"
            tone="danger"
            size="small"
            label={settings.revokeOthers}
            onPress={() => setAsking('others')}
          />
        </View>
      ) : null}
      {asking === 'others' ? (
        <ConfirmDialog
          title={settings.revokeOthersTitle}
          body={settings.revokeOthersBody}
          action={settings.revokeOthers}
          onClose={() => setAsking(undefined)}
          onConfirm={() => {
            setAsking(undefined);
            props.onRevokeOthers();
          }}
        />
      ) : null}
      {asking && asking !== 'others' ? (
        <ConfirmDialog
          title={settings.revokeTitle(asking.name)}
          body={settings.revokeBody}
          action={settings.revoke}
          onClose={() => setAsking(undefined)}
          onConfirm={() => {
            setAsking(undefined);
            props.onRevoke(asking);
          }}
        />
      ) : null}
    </SettingsBody>
  );
}

function SessionRow({ session, onRevoke }: { session: DeviceSession; onRevoke: () => void }) {
  const { settings } = useWords();
  const context = useTimeContext();
  const active = session.current
    ? settings.activeNow
    : settings.active(listTime(session.lastActiveAt, context));
  return (
    <CardRow
      icon={session.kind === 'mobile' ? 'mobile' : 'laptop'}
      tile="neutral"
      minHeight={66}
      title={session.name}
      detail={[active, session.place].filter(Boolean).join(', ')}
      titleEnd={session.current ? <RoleTag label={settings.current} accent /> : null}
      end={
        session.current ? null : (
          <Button
            kind="text"
            tone="danger"
            size="small"
            label={settings.revoke}
            accessibilityLabel={settings.revokeLabel(session.name)}
            onPress={onRevoke}
          />
        )
      }
    />
  );
}

function LoadingRows() {
  const { common } = useWords();
  return (
    <SkeletonGroup label={common.loading}>
      <View style={{ gap: 12 }}>
        <Skeleton width="100%" height={66} radius={14} />
        <Skeleton width="100%" height={66} radius={14} />
      </View>
    </SkeletonGroup>
  );
}
