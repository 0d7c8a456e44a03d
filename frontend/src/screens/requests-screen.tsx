import type { RoomId } from '@sup/protocol';
import { useRouter } from 'expo-router';
import { View } from 'react-native';
import { useClient } from '../client/client-context';
import { useAsk } from '../client/use-ask';
import { useClose } from '../client/use-close';
import { useContactRequests } from '../client/use-contact-requests';
import { RequestList } from '../components/contacts/request-list';
import { PageHeader } from '../components/list/page-header';
import { useWords } from '../i18n';
import { Txt, useTheme } from '../ui';

/** What people who are new to me have begun. */
export function RequestsScreen() {
  const { contacts: words } = useWords();
  const theme = useTheme();
  const router = useRouter();
  const close = useClose();
  const { rooms } = useClient();
  const { requests, error, more } = useContactRequests();
  const accept = useAsk(async (id: string) => {
    await rooms.accept(id as RoomId);
    router.replace(`/r/${id}`);
  });
  return (
    <View style={{ flex: 1, backgroundColor: theme.colors.surface }}>
      <PageHeader title={words.title} onBack={close} />
      {requests && requests.length > 0 ? (
        <Txt
          color={theme.colors.onSurfaceVariant}
          style={{ paddingHorizontal: 16, paddingTop: 12, fontSize: 13, lineHeight: 18 }}
        >
          {words.hint}
        </Txt>
      ) : null}
      <RequestList
        requests={requests}
        error={accept.refusal?.text ?? error}
        busy={accept.busy}
        onMore={more}
        onOpen={(id) => router.push(`/requests/${id}`)}
        onAccept={accept.run}
      />
    </View>
  );
}
