import { ScrollView, View } from 'react-native';
import { useWords } from '../../i18n';
import { listTime } from '../../model/time';
import { Avatar, Button, ErrorLine, Txt, useTheme, webProps } from '../../ui';
import { useTimeContext } from '../clock';
import type { RequestItem } from './request-list';

/** A message as plain words: nothing in it can be pressed before the request is accepted. */
export interface RequestMessage {
  readonly id: string;
  readonly by: string;
  readonly at: number;
  /** Absent when deleted. */
  readonly text: string | undefined;
}

export type Refusing = 'decline' | 'block' | 'report';

export interface RequestPageProps {
  readonly request: RequestItem & { readonly memberCount: number };
  readonly messages: readonly RequestMessage[];
  readonly busy: boolean;
  readonly error: string | undefined;
  readonly onAccept: () => void;
  readonly onRefuse: (how: Refusing) => void;
}

/** Who asks, what they wrote, and what to do about it. */
export function RequestPage({ request, messages, busy, error, onAccept, onRefuse }: RequestPageProps) {
  const { contacts: words } = useWords();
  const theme = useTheme();
  const { by } = request;
  return (
    <View style={{ flex: 1 }}>
      <ScrollView
        // Read with the keyboard too, where it is longer than the window.
        {...webProps({ tabIndex: 0 })}
        style={{ flex: 1, backgroundColor: theme.chat.chatCanvas }}
        contentContainerStyle={{ width: '100%', maxWidth: 640, alignSelf: 'center', padding: 16, gap: 16 }}
      >
        <Sender request={request} />
        {messages.length > 0 ? (
          <View role="list" aria-label={words.newest} style={{ gap: 6, alignItems: 'flex-start' }}>
            {messages.map((message) => (
              <Bubble key={message.id} message={message} />
            ))}
          </View>
        ) : (
          <Txt color={theme.colors.onSurfaceVariant} style={{ textAlign: 'center' }}>
            {words.nothingSaid}
          </Txt>
        )}
      </ScrollView>
      <View
        style={{
          borderTopWidth: 1,
          borderTopColor: theme.chat.hairline,
          padding: 12,
          gap: 10,
        }}
      >
        <ErrorLine text={error} style={{ textAlign: 'center' }} />
        <Txt
          type="roomSubtitle"
          color={theme.colors.onSurfaceVariant}
          style={{ textAlign: 'center', maxWidth: 560, alignSelf: 'center' }}
        >
          {words.silent(by.name)}
        </Txt>
        <View style={{ flexDirection: 'row', flexWrap: 'wrap', justifyContent: 'center', gap: 8 }}>
          <Button label={words.accept} disabled={busy} onPress={onAccept} />
          <Button kind="outlined" label={words.decline} disabled={busy} onPress={() => onRefuse('decline')} />
          <Button
            kind="text"
            tone="danger"
            label={words.block}
            disabled={busy}
            onPress={() => onRefuse('block')}
          />
          <Button
            kind="text"
            tone="danger"
            label={words.report}
            disabled={busy}
            onPress={() => onRefuse('report')}
          />
        </View>
      </View>
    </View>
  );
}

function Sender({ request }: Pick<RequestPageProps, 'request'>) {
  const { contacts: words } = useWords();
  const { colors } = useTheme();
  const { by, kind, name = '', memberCount } = request;
  return (
    <View style={{ alignItems: 'center', gap: 4, paddingVertical: 12 }}>
      <Avatar id={by.id} name={by.name} size={72} />
      <Txt isolate type="titleLarge" role="heading" aria-level={2} style={{ marginTop: 8 }}>
        {by.name}
      </Txt>
      <Txt isolate color={colors.onSurfaceVariant}>
        {words.about(by.handle)}
      </Txt>
      <Txt isolate color={colors.onSurfaceVariant} style={{ textAlign: 'center' }}>
        {kind === 'direct' ? words.writes : words.adds(words.inGroup(name, memberCount))}
      </Txt>
    </View>
  );
}

function Bubble({ message }: { message: RequestMessage }) {
  const { contacts: words } = useWords();
  const { chat } = useTheme();
  const context = useTimeContext();
  return (
    <View
      role="listitem"
      style={{
        maxWidth: '100%',
        paddingVertical: 8,
        paddingHorizontal: 12,
        borderRadius: 16,
        borderWidth: 1,
        borderColor: chat.bubbleOtherOutline,
        backgroundColor: chat.bubbleOther,
      }}
    >
      <Txt isolate type="message" color={chat.onBubbleOther}>
        {message.text ?? words.deleted}
      </Txt>
      <Txt type="roomSubtitle" color={chat.onBubbleOtherVariant}>
        {`${message.by}, ${listTime(message.at, context)}`}
      </Txt>
    </View>
  );
}
