import { View } from 'react-native';
import { useWords } from '../../i18n';
import type { Person } from '../../model/types';
import { Button, Card, CardRow, Toggle, Txt, useTheme } from '../../ui';
import { PaneError } from '../conversation/conversation-states';
import { PersonRow } from '../people/person-row';
import { SettingsBody, SettingsHeading } from './settings-frame';

export interface SecurityPageProps {
  readonly codesLeft: number;
  /** Whether others see how far I have received and read. */
  readonly receipts: boolean;
  readonly onReceipts: (on: boolean) => void;
  /** Whom I block; absent until the server has said. */
  readonly blocked: readonly Person[] | undefined;
  readonly error?: string | undefined;
  readonly onRetry: () => void;
  readonly onPassword: () => void;
  readonly onCodes: () => void;
  readonly onUnblock: (person: Person) => void;
  readonly onDelete: () => void;
  readonly onBack: () => void;
}

/** How one signs in, what others see, whom one does not want to hear of, and the end of the account. */
export function SecurityPage(props: SecurityPageProps) {
  const { settings, security, receipts } = useWords();
  return (
    <SettingsBody title={settings.security} onBack={props.onBack}>
      <SettingsHeading>{security.signIn}</SettingsHeading>
      <Card>
        <CardRow
          key="password"
          icon="key"
          title={security.changePassword}
          detail={security.changePasswordHint}
          onPress={props.onPassword}
        />
        <CardRow
          key="codes"
          icon="shield"
          title={security.codes}
          detail={security.codesLeft(props.codesLeft)}
          onPress={props.onCodes}
        />
      </Card>
      <SettingsHeading>{receipts.privacy}</SettingsHeading>
      <Card>
        <CardRow
          key="receipts"
          icon="checks"
          title={receipts.mine}
          detail={receipts.mineHint}
          end={<Toggle label={receipts.mine} on={props.receipts} onChange={props.onReceipts} />}
        />
      </Card>
      <Blocked {...props} />
      <SettingsHeading>{security.account}</SettingsHeading>
      <Card>
        <CardRow
          key="delete"
          icon="trash"
          danger
          title={security.deleteAccount}
          detail={security.deleteAccountHint}
          onPress={props.onDelete}
        />
      </Card>
    </SettingsBody>
  );
}

function Blocked({ blocked, error, onRetry, onUnblock }: SecurityPageProps) {
  const { security, details } = useWords();
  const { colors } = useTheme();
  return (
    <>
      <SettingsHeading>{security.blocked}</SettingsHeading>
      {error ? <PaneError text={error} onRetry={onRetry} /> : null}
      {blocked && blocked.length > 0 ? (
        <Card>
          {blocked.map((person) => (
            <View key={person.id} style={{ paddingHorizontal: 16, paddingVertical: 4 }}>
              <PersonRow
                person={person}
                ground={colors.surface}
                detail={`@${person.handle}`}
                end={
                  <Button
                    kind="text"
                    size="small"
                    label={details.unblock}
                    accessibilityLabel={security.unblockLabel(person.name)}
                    onPress={() => onUnblock(person)}
                  />
                }
              />
            </View>
          ))}
        </Card>
      ) : null}
      {blocked ? (
        <Txt color={colors.onSurfaceVariant} style={{ marginTop: blocked.length > 0 ? 8 : 0 }}>
          {blocked.length > 0 ? security.blockedHint : security.noneBlocked}
        </Txt>
      ) : null}
    </>
  );
}
