import type { ReactNode } from 'react';
import { Pressable, ScrollView, View } from 'react-native';
import { useSafeAreaInsets } from 'react-native-safe-area-context';
import { useWords } from '../../i18n';
import type { Person } from '../../model/types';
import {
  Avatar,
  Card,
  CardRow,
  Icon,
  IconButton,
  type IconName,
  linkPress,
  overlay,
  type PressState,
  Txt,
  useLayout,
  useTheme,
  webProps,
} from '../../ui';

export type SettingsPage =
  | 'account'
  | 'profile'
  | 'appearance'
  | 'notifications'
  | 'devices'
  | 'bots'
  | 'security';

const pages: readonly { readonly page: SettingsPage; readonly icon: IconName }[] = [
  { page: 'account', icon: 'user-plus' },
  { page: 'profile', icon: 'user' },
  { page: 'appearance', icon: 'eye' },
  { page: 'notifications', icon: 'bell' },
  { page: 'devices', icon: 'laptop' },
  { page: 'bots', icon: 'bot' },
  { page: 'security', icon: 'shield' },
];

const ofGuests: readonly SettingsPage[] = ['account', 'appearance', 'notifications'];

/** Guests have no account that could be set, but can make one: else only how things look and sound to them. */
function pagesFor({ guestUntil }: Person): typeof pages {
  return pages.filter(({ page }) =>
    guestUntil === undefined ? page !== 'account' : ofGuests.includes(page),
  );
}

export interface SettingsNavProps {
  readonly me: Person;
  readonly page: SettingsPage | undefined;
  readonly onPage: (page: SettingsPage) => void;
  readonly onBack: () => void;
  readonly onSignOut: () => void;
}

/** The list of settings: a column beside the page, or a page of its own on a phone. */
export function SettingsNav(props: SettingsNavProps) {
  const { panes } = useLayout();
  return panes === 'one' ? <SettingsIndex {...props} /> : <SettingsColumn {...props} />;
}

function SettingsColumn({ me, page, onPage, onBack, onSignOut }: SettingsNavProps) {
  const theme = useTheme();
  const { settings, common } = useWords();
  const { panes } = useLayout();
  return (
    <View
      role="navigation"
      aria-label={settings.title}
      {...webProps({ dataSet: { pane: 'list' } })}
      style={{
        width: 260,
        borderEndWidth: 1,
        borderEndColor: theme.chat.hairline,
        backgroundColor: theme.chat.listPane,
        paddingHorizontal: 8,
      }}
    >
      <View
        style={{
          height: 56,
          flexDirection: 'row',
          alignItems: 'center',
          paddingHorizontal: panes === 'two' ? 0 : 10,
          gap: 4,
        }}
      >
        {panes === 'two' ? <IconButton icon="chevron-left" label={common.back} onPress={onBack} /> : null}
        <Txt type="titleLarge" role="heading" aria-level={1}>
          {settings.title}
        </Txt>
      </View>
      {pagesFor(me).map((entry) => (
        <NavRow
          key={entry.page}
          icon={entry.icon}
          label={settings[entry.page]}
          on={entry.page === page}
          onPress={() => onPage(entry.page)}
        />
      ))}
      <NavRow icon="logout" label={settings.signOut} on={false} onPress={onSignOut} />
    </View>
  );
}

function NavRow({
  icon,
  label,
  on,
  onPress,
}: {
  icon: IconName;
  label: string;
  on: boolean;
  onPress: () => void;
}) {
  const theme = useTheme();
  const ink = on ? theme.chat.onSelectedRow : theme.colors.onSurface;
  return (
    <Pressable
      role="link"
      aria-current={on ? 'page' : undefined}
      {...linkPress(onPress)}
      {...webProps({ dataSet: { focus: 'inside' } })}
      style={({ hovered }: PressState) => ({
        height: 40,
        borderRadius: 9,
        flexDirection: 'row',
        alignItems: 'center',
        gap: 11,
        paddingHorizontal: 10,
        backgroundColor: on ? theme.chat.selectedRow : overlay(theme, { hovered }),
        borderWidth: on && theme.highContrast ? 1.5 : 0,
        borderColor: theme.chat.selectedRowOutline,
      })}
    >
      <Icon name={icon} size={19} color={on ? ink : theme.colors.onSurfaceVariant} />
      <Txt color={ink} style={{ fontWeight: on ? '600' : '400' }}>
        {label}
      </Txt>
    </Pressable>
  );
}

function SettingsIndex({ me, onPage, onSignOut }: SettingsNavProps) {
  const theme = useTheme();
  const { settings } = useWords();
  const insets = useSafeAreaInsets();
  return (
    <ScrollView
      style={{ flex: 1 }}
      contentContainerStyle={{ padding: 16, paddingTop: 10 + insets.top, gap: 14 }}
    >
      <Txt type="headlineMedium" role="heading" aria-level={1}>
        {settings.title}
      </Txt>
      <View style={{ flexDirection: 'row', alignItems: 'center', gap: 14, paddingVertical: 8 }}>
        <Avatar id={me.id} name={me.name} size={60} presence={me.presence} ring={theme.colors.surface} />
        <View style={{ flex: 1, minWidth: 0 }}>
          <Txt isolate type="titleLarge" numberOfLines={1}>
            {me.name}
          </Txt>
          {me.guestUntil === undefined ? (
            <Txt isolate color={theme.colors.onSurfaceVariant}>{`@${me.handle}`}</Txt>
          ) : null}
        </View>
      </View>
      <Card>
        {pagesFor(me).map((entry) => (
          <CardRow
            key={entry.page}
            icon={entry.icon}
            title={settings[entry.page]}
            onPress={() => onPage(entry.page)}
          />
        ))}
      </Card>
      <Card>
        <CardRow key="out" icon="logout" title={settings.signOut} onPress={onSignOut} />
      </Card>
    </ScrollView>
  );
}

export interface SettingsBodyProps {
  readonly title: string;
  readonly hint?: string;
  readonly onBack: () => void;
  readonly children: ReactNode;
}

/** A page of settings, 640 wide at most. */
export function SettingsBody({ title, hint, onBack, children }: SettingsBodyProps) {
  const theme = useTheme();
  const { common } = useWords();
  const { mobile } = useLayout();
  const insets = useSafeAreaInsets();
  return (
    <ScrollView
      role="main"
      {...webProps({ dataSet: { pane: 'main' } })}
      style={{ flex: 1, backgroundColor: theme.colors.surface }}
      contentContainerStyle={{
        width: '100%',
        maxWidth: 688,
        alignSelf: 'center',
        paddingHorizontal: mobile ? 16 : 24,
        paddingTop: (mobile ? 6 : 14) + insets.top,
        paddingBottom: 24,
      }}
    >
      <View style={{ flexDirection: 'row', alignItems: 'center', gap: 4 }}>
        {mobile ? (
          <View style={{ marginStart: -12 }}>
            <IconButton icon="chevron-left" iconSize={22} label={common.back} onPress={onBack} />
          </View>
        ) : null}
        <Txt type="headlineSmall" role="heading" aria-level={1} style={{ letterSpacing: -0.2 }}>
          {title}
        </Txt>
      </View>
      {hint ? (
        <Txt color={theme.colors.onSurfaceVariant} style={{ marginTop: 4 }}>
          {hint}
        </Txt>
      ) : null}
      {children}
    </ScrollView>
  );
}

/** The small heading over a card. */
export function SettingsHeading({ children }: { children: string }) {
  const { colors } = useTheme();
  return (
    <Txt
      type="labelLarge"
      color={colors.onSurfaceVariant}
      role="heading"
      aria-level={2}
      style={{ fontSize: 13, lineHeight: 18, marginTop: 22, marginBottom: 8 }}
    >
      {children}
    </Txt>
  );
}
