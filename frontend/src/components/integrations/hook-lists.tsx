import { View } from 'react-native';
import { useWords } from '../../i18n';
import { listTime } from '../../model/time';
import { Button, Txt, useTheme } from '../../ui';
import { useTimeContext } from '../clock';
import { HookRow } from './hook-row';

export interface IncomingHook {
  readonly id: string;
  readonly name: string;
  /** The end of its address. */
  readonly hint: string;
  readonly lastUsedAt?: number | undefined;
}

export interface OutgoingHook {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly state: 'on' | 'off';
  readonly failingSince?: number | undefined;
}

export interface Delivery {
  readonly seq: number;
  readonly at: number;
  readonly durationMs: number;
  readonly outcome: string;
  readonly arrived: boolean;
}

interface Acts<Hook> {
  readonly hooks: readonly Hook[];
  readonly busy: boolean;
  readonly onDelete: (hook: Hook) => void;
}

/** The programs that post here. */
export function IncomingHooks<Hook extends IncomingHook>({ hooks, ...acts }: Acts<Hook>) {
  const { integrations } = useWords();
  const context = useTimeContext();
  return hooks.map((hook) => {
    const { lastUsedAt } = hook;
    const used =
      lastUsedAt === undefined ? integrations.unused : integrations.used(listTime(lastUsedAt, context));
    return (
      <HookRow
        key={hook.id}
        icon="link"
        name={hook.name}
        facts={`${integrations.ending(hook.hint)}, ${used}`}
        end={<Delete hook={hook} {...acts} />}
      />
    );
  });
}

export interface OutgoingHooksProps<Hook extends OutgoingHook> extends Acts<Hook> {
  /** The tries of the hook that is unfolded. */
  readonly tries: { readonly hook: string; readonly deliveries: readonly Delivery[] } | undefined;
  readonly onResume: (hook: Hook) => void;
  readonly onTries: (hook: Hook) => void;
}

/** The addresses that are told, how they fare, and what came of the last tries. */
export function OutgoingHooks<Hook extends OutgoingHook>({
  hooks,
  tries,
  onResume,
  onTries,
  ...acts
}: OutgoingHooksProps<Hook>) {
  const { integrations, common } = useWords();
  const context = useTimeContext();
  return hooks.map((hook) => {
    const { id, name, state, failingSince } = hook;
    const failing =
      failingSince === undefined ? undefined : integrations.failing(listTime(failingSince, context));
    const isFine = state === 'on' && failing === undefined;
    const open = tries?.hook === id;
    return (
      <HookRow
        key={id}
        icon={isFine ? 'forward' : 'alert'}
        name={name}
        facts={`${state === 'on' ? integrations.works : integrations.off}, ${hook.url}`}
        trouble={state === 'off' ? integrations.offHint : failing}
        acts={
          <>
            <Button
              kind="text"
              size="small"
              label={integrations.tries}
              accessibilityLabel={integrations.triesLabel(name)}
              onPress={() => onTries(hook)}
            />
            {isFine ? null : (
              <Button
                kind="text"
                size="small"
                label={state === 'off' ? integrations.resume : common.retry}
                accessibilityLabel={
                  state === 'off' ? integrations.resumeLabel(name) : integrations.retryLabel(name)
                }
                disabled={acts.busy}
                onPress={() => onResume(hook)}
              />
            )}
            <Delete hook={hook} {...acts} />
          </>
        }
      >
        {open ? <Tries name={name} deliveries={tries.deliveries} /> : null}
      </HookRow>
    );
  });
}

function Delete<Hook extends { readonly name: string }>({
  hook,
  busy,
  onDelete,
}: Omit<Acts<Hook>, 'hooks'> & { hook: Hook }) {
  const { integrations } = useWords();
  return (
    <Button
      kind="text"
      size="small"
      tone="danger"
      label={integrations.delete}
      accessibilityLabel={integrations.deleteLabel(hook.name)}
      disabled={busy}
      onPress={() => onDelete(hook)}
    />
  );
}

function Tries({ name, deliveries }: { name: string; deliveries: readonly Delivery[] }) {
  const { integrations } = useWords();
  const { colors, chat } = useTheme();
  const context = useTimeContext();
  const small = { fontSize: 12.5, lineHeight: 18 } as const;
  return (
    <View
      role={deliveries.length > 0 ? 'list' : undefined}
      aria-label={integrations.triesLabel(name)}
      style={{ gap: 6, padding: 12, borderRadius: 12, backgroundColor: colors.surfaceVariant }}
    >
      {deliveries.length === 0 ? <Txt style={small}>{integrations.noTries}</Txt> : null}
      {deliveries.map(({ seq, at, durationMs, outcome, arrived }) => (
        <View
          key={`${seq} ${at}`}
          role="listitem"
          style={{ flexDirection: 'row', justifyContent: 'space-between', gap: 12 }}
        >
          <Txt color={arrived ? colors.onSurface : chat.danger} style={[small, { flex: 1 }]}>
            {arrived ? integrations.arrived : integrations.outcome(outcome)}
          </Txt>
          <Txt color={colors.onSurfaceVariant} style={small}>
            {`${listTime(at, context)}, ${integrations.took(durationMs)}`}
          </Txt>
        </View>
      ))}
    </View>
  );
}
