import type { RoomId } from '@sup/protocol';
import { previewText } from '@sup/protocol/wire';
import { useLocalSearchParams, useRouter } from 'expo-router';
import { useState } from 'react';
import { View } from 'react-native';
import { useClient } from '../client/client-context';
import { useAsk } from '../client/use-ask';
import { useClose } from '../client/use-close';
import { type ContactRequest, useContactRequest } from '../client/use-contact-request';
import { ConfirmDialog } from '../components/confirm-dialog';
import { type Refusing, RequestPage } from '../components/contacts/request-page';
import { PageHeader } from '../components/list/page-header';
import { useWords } from '../i18n';
import { Txt, useTheme } from '../ui';

/** One request, with what was written so far. */
export function RequestScreen() {
  const { contacts: words } = useWords();
  const theme = useTheme();
  const close = useClose();
  const { request: room } = useLocalSearchParams<{ request?: RoomId }>();
  const { shown, refusal } = useContactRequest(room);
  const title = shown ? words.from(shown.request.by.name) : words.title;
  return (
    <View style={{ flex: 1, backgroundColor: theme.colors.surface }}>
      <PageHeader title={title} onBack={close} />
      {refusal ? (
        <Txt role="alert" color={theme.colors.onSurfaceVariant} style={{ padding: 24, textAlign: 'center' }}>
          {refusal.code === 'request-not-found' ? words.gone : refusal.text}
        </Txt>
      ) : null}
      {shown ? <Shown shown={shown} /> : null}
    </View>
  );
}

function Shown({ shown: { request, messages, names } }: { shown: ContactRequest }) {
  const router = useRouter();
  const { rooms, rest } = useClient();
  const [asked, setAsked] = useState<Refusing>();
  const { room } = request;
  const accept = useAsk(async () => {
    await rooms.accept(room);
    router.replace(`/r/${room}`);
  });
  const refuse = useAsk(async (how: Refusing) => {
    setAsked(undefined);
    if (how === 'report') await rest.contacts.report({ request: room });
    else await rest.contacts.decline({ request: room, block: how === 'block' });
    router.replace('/requests');
  });
  return (
    <>
      <RequestPage
        request={request}
        messages={messages.map(({ id, by, at, body }) => ({
          id,
          by: names.get(by) ?? '–',
          at,
          text: body === null ? undefined : previewText(body),
        }))}
        busy={accept.busy || refuse.busy}
        error={accept.refusal?.text ?? refuse.refusal?.text}
        onAccept={() => accept.run(undefined)}
        onRefuse={setAsked}
      />
      {asked ? (
        <Question
          how={asked}
          name={request.by.name}
          onConfirm={() => refuse.run(asked)}
          onClose={() => setAsked(undefined)}
        />
      ) : null}
    </>
  );
}

/** What is not to be taken back, or is told to others, is asked about once. */
function Question(props: { how: Refusing; name: string; onConfirm: () => void; onClose: () => void }) {
  const { contacts: words } = useWords();
  const { how, name, onConfirm, onClose } = props;
  const said = {
    decline: { title: words.declineTitle(name), body: words.declineBody, action: words.decline },
    block: { title: words.blockTitle(name), body: words.blockBody, action: words.block },
    report: { title: words.reportTitle(name), body: words.reportBody, action: words.report },
  }[how];
  return <ConfirmDialog {...said} {...{ onConfirm, onClose }} />;
}
