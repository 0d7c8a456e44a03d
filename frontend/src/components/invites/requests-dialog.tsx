import { View } from 'react-native';
import { useWords } from '../../i18n';
import { listTime } from '../../model/time';
import { Avatar, Button, Dialog, ErrorLine, Toggle, Txt, useTheme } from '../../ui';
import { useTimeContext } from '../clock';

export interface JoinRequestRow {
  readonly user: { readonly id: string; readonly name: string; readonly handle: string };
  readonly at: number;
  readonly text?: string | undefined;
}

export interface RequestsDialogProps {
  /** Whether people ask before they join; absent for who may not change it. */
  readonly asks?: { readonly on: boolean; readonly onChange: (on: boolean) => void };
  /** Absent until the server has said. */
  readonly requests: readonly JoinRequestRow[] | undefined;
  readonly busy: boolean;
  readonly error?: string | undefined;
  readonly onDecide: (decision: { readonly user: string; readonly approve: boolean }) => void;
  readonly onClose: () => void;
}

/** Who asks to be let in, each with a yes and a no. */
export function RequestsDialog(props: RequestsDialogProps) {
  const { requests: words, common } = useWords();
  const { colors } = useTheme();
  const { requests, asks } = props;
  return (
    <Dialog title={words.title} closeLabel={common.close} onClose={props.onClose}>
      <View style={{ gap: 16, minHeight: 160 }}>
        {asks ? (
          <View style={{ flexDirection: 'row', alignItems: 'center', gap: 16 }}>
            <View style={{ flex: 1 }}>
              <Txt style={{ fontWeight: '500' }}>{words.asks}</Txt>
              <Txt color={colors.onSurfaceVariant} style={{ fontSize: 13, lineHeight: 18 }}>
                {words.asksHint}
              </Txt>
            </View>
            <Toggle label={words.asks} on={asks.on} onChange={asks.onChange} />
          </View>
        ) : null}
        <ErrorLine text={props.error} />
        <View role="list" aria-label={words.title} style={{ gap: 8 }}>
          {requests?.map((request) => (
            <RequestRow key={request.user.id} request={request} busy={props.busy} onDecide={props.onDecide} />
          ))}
        </View>
        {requests?.length === 0 ? (
          <Txt color={colors.onSurfaceVariant} style={{ textAlign: 'center', paddingVertical: 16 }}>
            {words.none}
          </Txt>
        ) : null}
      </View>
    </Dialog>
  );
}

function RequestRow({
  request,
  busy,
  onDecide,
}: Pick<RequestsDialogProps, 'busy' | 'onDecide'> & { request: JoinRequestRow }) {
  const { requests: words } = useWords();
  const { colors } = useTheme();
  const context = useTimeContext();
  const { user, at, text } = request;
  return (
    <View role="listitem" style={{ flexDirection: 'row', flexWrap: 'wrap', alignItems: 'center', gap: 12 }}>
      <Avatar id={user.id} name={user.name} size={36} />
      <View style={{ flex: 1, minWidth: 140 }}>
        <Txt isolate style={{ fontWeight: '500' }} numberOfLines={1}>
          {user.name}
        </Txt>
        <Txt color={colors.onSurfaceVariant} style={{ fontSize: 12.5, lineHeight: 17 }}>
          {`@${user.handle}, ${listTime(at, context)}`}
        </Txt>
        {text ? <Txt isolate>{text}</Txt> : null}
      </View>
      <View style={{ flexDirection: 'row', gap: 4, marginStart: 'auto' }}>
        <Button
          kind="text"
          size="small"
          tone="danger"
          label={words.turnDown}
          accessibilityLabel={words.turnDownLabel(user.name)}
          disabled={busy}
          onPress={() => onDecide({ user: user.id, approve: false })}
        />
        <Button
          kind="tonal"
          size="small"
          label={words.letIn}
          accessibilityLabel={words.letInLabel(user.name)}
          disabled={busy}
          onPress={() => onDecide({ user: user.id, approve: true })}
        />
      </View>
    </View>
  );
}
