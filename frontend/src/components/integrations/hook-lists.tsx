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
  readonly state: 'on' | 'off';
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

export interface IncomingHooksProps<Hook extends IncomingHook> extends Acts<Hook> {
  readonly onResume: (hook: Hook) => void;
}

/** The programs that post here. */
export function IncomingHooks<Hook extends IncomingHook>({
  hooks,
  onResume,
  ...acts
}: IncomingHooksProps<Hook>) {
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
        trouble={hook.state === 'off' ? integrations.incomingOff : undefined}
        end={hook.state === 'on' ? <Delete hook={hook} {...acts} /> : undefined}
        acts={
          hook.state === 'on' ? undefined : (
            <>
              <Act
                label={integrations.resume}
                says={integrations.resumeLabel(hook.name)}
                busy={acts.busy}
                onPress={() => onResume(hook)}
              />
              <Delete hook={hook} {...acts} />
            </>
          )
        }
      />
    );
  });
}

export interface OutgoingHooksProps<Hook extends OutgoingHook> extends Acts<Hook> {
  /** The tries of the hook that is unfolded. */
  readonly tries: { readonly hook: string; readonly deliveries: readonly Delivery[] } | undefined;
  readonly onResume: (hook: Hook) => void;
  readonly onPause: (hook: Hook) => void;
  readonly onTries: (hook: Hook) => void;
}

/** The addresses that are told, how they fare, and what came of the last tries. */
export function OutgoingHooks<Hook extends OutgoingHook>({
  hooks,
  tries,
  onResume,
  onPause,
  onTries,
  ...acts
}: OutgoingHooksProps<Hook>) {
  const { integrations } = useWords();
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
            <Switches hook={hook} busy={acts.busy} onResume={onResume} onPause={onPause} />
            <Delete hook={hook} {...acts} />
          </>
        }
      >
        {open ? <Tries name={name} deliveries={tries.deliveries} /> : null}
      </HookRow>
    );
  });
}

interface ActProps {
  readonly label: string;
  /** With the name of what it is done to. */
  readonly says: string;
  readonly busy: boolean;
  readonly onPress: () => void;
}

function Act({ label, says, busy, onPress }: ActProps) {
  return (
    <Button
      kind="text"
      size="small"
      label={label}
      accessibilityLabel={says}
      disabled={busy}
      onPress={onPress}
    />
  );
}

/** On again, off, or now rather than later. */
function Switches<Hook extends OutgoingHook>({
  hook,
  busy,
  onResume,
  onPause,
}: Pick<OutgoingHooksProps<Hook>, 'busy' | 'onResume' | 'onPause'> & { hook: Hook }) {
  const { integrations, common } = useWords();
  const { name } = hook;
  const resume = { busy, onPress: () => onResume(hook) };
  if (hook.state === 'off')
    return <Act label={integrations.resume} says={integrations.resumeLabel(name)} {...resume} />;
  return (
    <>
      {hook.failingSince === undefined ? null : (
        <Act label={common.retry} says={integrations.retryLabel(name)} {...resume} />
      )}
      <Act
        label={integrations.pause}
        says={integrations.pauseLabel(name)}
        busy={busy}
        onPress={() => onPause(hook)}
      />
    </>
  );
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
