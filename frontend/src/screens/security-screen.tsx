import { useRouter } from 'expo-router';
import { useState } from 'react';
import { View } from 'react-native';
import { useClient, useWatched } from '../client/client-context';
import { useAsk } from '../client/use-ask';
import { useBlocked } from '../client/use-blocked';
import { personOf } from '../client/view-models';
import { CodeList } from '../components/auth/code-list';
import { ConfirmPasswordDialog } from '../components/settings/confirm-password-dialog';
import { PasswordDialog, type PasswordValues } from '../components/settings/password-dialog';
import { SecurityPage } from '../components/settings/security-page';
import { useWords } from '../i18n';
import { useChatView } from '../stores/chat';
import { Button, copyText, Dialog, Txt, useTheme } from '../ui';

type Layer = 'password' | 'codes' | 'delete';

/** How I sign in, whom I block, and deleting the account. */
export function SecurityScreen() {
  const router = useRouter();
  const client = useClient();
  const self = useWatched(client.self);
  const { hidesReceipts } = useWatched(client.settings);
  const blocked = useBlocked();
  const notify = useChatView((view) => view.notify);
  const { details } = useWords();
  const [layer, setLayer] = useState<Layer>();
  const unblock = useAsk(async (id: string) => {
    const user = blocked.users?.find((entry) => entry.id === id);
    if (!user) return;
    await blocked.setBlocked(user.id, false);
    notify(details.unblocked(user.name));
  });
  if (!self) return null;
  const close = () => setLayer(undefined);
  return (
    <>
      <SecurityPage
        codesLeft={self.recoveryCodesLeft}
        receipts={!hidesReceipts}
        onReceipts={(on) => client.settings.setHidesReceipts(!on)}
        blocked={blocked.users?.map((user) => personOf(user, undefined))}
        error={blocked.error ?? unblock.refusal?.text}
        onRetry={blocked.read}
        onPassword={() => setLayer('password')}
        onCodes={() => setLayer('codes')}
        onUnblock={({ id }) => unblock.run(id)}
        onDelete={() => setLayer('delete')}
        onBack={() => router.replace('/settings')}
      />
      {layer === 'password' ? <ChangePassword onClose={close} /> : null}
      {layer === 'codes' ? <NewCodes onClose={close} /> : null}
      {layer === 'delete' ? <DeleteAccount handle={self.handle} onClose={close} /> : null}
    </>
  );
}

/** The server's words for a wrong password speak of signing in; here only the password can be wrong. */
function usePasswordError(refusal: { code: string; text: string } | undefined): string | undefined {
  const { security } = useWords();
  return refusal?.code === 'credentials-wrong' ? security.passwordWrong : refusal?.text;
}

function ChangePassword({ onClose }: { onClose: () => void }) {
  const { rest } = useClient();
  const { security } = useWords();
  const notify = useChatView((view) => view.notify);
  const save = useAsk(async (values: PasswordValues) => {
    await rest.auth.changePassword(values);
    notify(security.passwordChanged);
    onClose();
  });
  const error = usePasswordError(save.refusal);
  const ofNext = save.refusal?.code.startsWith('password-') === true;
  return (
    <PasswordDialog
      busy={save.busy}
      errors={error === undefined ? {} : { [ofNext ? 'next' : 'current']: error }}
      onSave={save.run}
      onClose={onClose}
    />
  );
}

function NewCodes({ onClose }: { onClose: () => void }) {
  const { rest } = useClient();
  const { security, common, auth } = useWords();
  const { colors } = useTheme();
  const [codes, setCodes] = useState<readonly string[]>();
  const make = useAsk(async (password: string) => {
    setCodes((await rest.auth.recoveryCodes({ password })).recoveryCodes);
  });
  const error = usePasswordError(make.refusal);
  if (codes) {
    return (
      <Dialog
        title={security.newCodes}
        closeLabel={common.close}
        onClose={onClose}
        actions={<Button label={auth.codesSaved} onPress={onClose} />}
      >
        <View style={{ gap: 16 }}>
          <Txt color={colors.onSurfaceVariant}>{security.newCodesKeep}</Txt>
          <CodeList codes={codes} onCopy={copyText} />
        </View>
      </Dialog>
    );
  }
  return (
    <ConfirmPasswordDialog
      title={security.newCodes}
      action={security.makeCodes}
      busy={make.busy}
      error={error}
      onConfirm={make.run}
      onClose={onClose}
    >
      <Txt color={colors.onSurfaceVariant}>{security.newCodesHint}</Txt>
    </ConfirmPasswordDialog>
  );
}

function DeleteAccount({ handle, onClose }: { handle: string; onClose: () => void }) {
  const { rest, session } = useClient();
  const { security } = useWords();
  const { colors } = useTheme();
  const notify = useChatView((view) => view.notify);
  const remove = useAsk(async (password: string) => {
    await rest.users.deleteMe({ password });
    notify(security.deleted);
    await session.logout();
  });
  const error = usePasswordError(remove.refusal);
  return (
    <ConfirmPasswordDialog
      title={security.deleteTitle(handle)}
      action={security.deleteAccount}
      danger
      busy={remove.busy}
      error={error}
      onConfirm={remove.run}
      onClose={onClose}
    >
      <View style={{ gap: 8 }}>
        {security.deleteLost.map((line) => (
          <Txt key={line} color={colors.onSurfaceVariant}>
            {`• ${line}`}
          </Txt>
        ))}
        <Txt style={{ fontWeight: '600', marginTop: 4 }}>{security.deleteFinal}</Txt>
      </View>
    </ConfirmPasswordDialog>
  );
}
