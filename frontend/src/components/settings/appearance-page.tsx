import { Pressable, View } from 'react-native';
import { useWords } from '../../i18n';
import type { MessageItem } from '../../model/types';
import {
  type Appearance,
  Avatar,
  Card,
  CardRow,
  RadioMark,
  Segmented,
  type ThemeMode,
  Toggle,
  Txt,
  tokens,
  useLayout,
  useTheme,
} from '../../ui';
import { useTimeContext } from '../clock';
import { MessageBubble } from '../conversation/message-bubble';
import { SettingsBody, SettingsHeading } from './settings-frame';
import { StepSlider } from './step-slider';
import { ThemePicture } from './theme-picture';
import { UndoRow } from './undo-row';

export interface AppearanceValues extends Appearance {
  readonly enterSends: boolean;
  readonly undoSeconds: number;
}

export interface AppearancePageProps {
  readonly values: AppearanceValues;
  readonly onChange: (change: Partial<AppearanceValues>) => void;
  readonly onBack: () => void;
}

const modes: readonly ThemeMode[] = ['system', 'light', 'dark', 'highContrast'];

/** Theme, text size, density and motion; each applies at once. */
export function AppearancePage({ values, onChange, onBack }: AppearancePageProps) {
  const { settings } = useWords();
  return (
    <SettingsBody title={settings.appearance} onBack={onBack}>
      <SettingsHeading>{settings.theme}</SettingsHeading>
      <ThemeChoice value={values.theme} onChange={(theme) => onChange({ theme })} />
      <SettingsHeading>{settings.messages}</SettingsHeading>
      <Sample />
      <View style={{ height: 12 }} />
      <Card>
        <CardRow
          key="density"
          title={settings.layout}
          detail={settings.layoutHint}
          end={
            <Segmented
              label={settings.layout}
              value={values.density}
              onChange={(density) => onChange({ density })}
              options={[
                { value: 'comfortable', label: settings.comfortable },
                { value: 'compact', label: settings.compact },
              ]}
            />
          }
        />
        <CardRow
          key="size"
          title={settings.textSize}
          detail={settings.textSizeHint}
          end={
            <StepSlider
              label={settings.textSize}
              steps={tokens.textScale.steps}
              names={settings.textSizes}
              value={values.textScale}
              onChange={(textScale) => onChange({ textScale })}
            />
          }
        />
        <CardRow
          key="motion"
          title={settings.reduceMotion}
          detail={settings.reduceMotionHint}
          end={
            <Toggle
              label={settings.reduceMotion}
              on={values.reduceMotion}
              onChange={(reduceMotion) => onChange({ reduceMotion })}
            />
          }
        />
        <CardRow
          key="enter"
          title={settings.enterSends}
          detail={settings.enterSendsHint}
          end={
            <Toggle
              label={settings.enterSends}
              on={values.enterSends}
              onChange={(enterSends) => onChange({ enterSends })}
            />
          }
        />
        <UndoRow key="undo" seconds={values.undoSeconds} onChange={onChange} />
      </Card>
    </SettingsBody>
  );
}

function ThemeChoice({ value, onChange }: { value: ThemeMode; onChange: (mode: ThemeMode) => void }) {
  const theme = useTheme();
  const { settings } = useWords();
  const { mobile } = useLayout();
  return (
    <View
      role="radiogroup"
      aria-label={settings.theme}
      style={{ flexDirection: 'row', flexWrap: 'wrap', gap: 14 }}
    >
      {modes.map((mode) => {
        const on = mode === value;
        return (
          <Pressable
            key={mode}
            role="radio"
            aria-checked={on}
            aria-label={settings.themes[mode]}
            onPress={() => onChange(mode)}
            style={{ flexGrow: 1, flexBasis: mobile ? '40%' : 130, borderRadius: 14 }}
          >
            <View
              style={{
                aspectRatio: 150 / 92,
                borderRadius: 14,
                borderWidth: 1,
                borderColor: theme.colors.outlineVariant,
              }}
            >
              <View style={{ flex: 1, borderRadius: 13, overflow: 'hidden' }}>
                <ThemePicture mode={mode} />
              </View>
              {on ? <ChosenRing /> : null}
            </View>
            <View style={{ flexDirection: 'row', alignItems: 'center', gap: 8, marginTop: 9 }}>
              <RadioMark checked={on} />
              <Txt style={{ fontWeight: on ? '600' : '400' }}>{settings.themes[mode]}</Txt>
            </View>
          </Pressable>
        );
      })}
    </View>
  );
}

/** Round the chosen picture, two away, so that nothing moves. */
function ChosenRing() {
  const { colors } = useTheme();
  return (
    <View
      aria-hidden
      style={{
        position: 'absolute',
        top: -5,
        bottom: -5,
        start: -5,
        end: -5,
        borderWidth: 2,
        borderRadius: 18,
        borderColor: colors.primary,
      }}
    />
  );
}

/** Two messages in the theme that is chosen. */
function Sample() {
  const theme = useTheme();
  const { settings } = useWords();
  const { now } = useTimeContext();
  const base: MessageItem = {
    kind: 'message',
    id: 'sample',
    by: 'sample-person',
    byName: settings.sampleName,
    mine: false,
    at: now,
    body: settings.sample,
    edited: false,
    deleted: false,
    reactions: [],
    state: 'read',
  };
  const shared = {
    place: 'single',
    flashing: false,
    names: { mine: '', person: () => undefined, room: () => undefined },
    actions: { origin: async () => undefined, onOrigin: () => undefined, onVoters: () => undefined },
    onQuote: () => undefined,
    onPerson: () => undefined,
    onRoom: () => undefined,
  } as const;
  return (
    <View
      pointerEvents="none"
      style={{
        backgroundColor: theme.chat.chatCanvas,
        borderRadius: 14,
        borderWidth: 1,
        borderColor: theme.chat.hairline,
        paddingHorizontal: 14,
        paddingTop: 14,
        paddingBottom: 14,
        gap: 10,
      }}
    >
      <View style={{ flexDirection: 'row', alignItems: 'flex-end', gap: 8 }}>
        <Avatar id={base.by} name={base.byName} size={32} />
        <View style={{ maxWidth: '78%' }}>
          <MessageBubble item={base} showName {...shared} />
        </View>
      </View>
      <View style={{ alignSelf: 'flex-end', maxWidth: '78%' }}>
        <MessageBubble
          item={{ ...base, mine: true, body: settings.sampleReply }}
          showName={false}
          {...shared}
        />
      </View>
    </View>
  );
}
