import { Slot, usePathname, useRouter } from 'expo-router';
import { useState } from 'react';
import { View } from 'react-native';
import { useClient, useWatched } from '../client/client-context';
import { useAsk } from '../client/use-ask';
import { useMe } from '../client/use-me';
import { usePeople } from '../client/use-people';
import { roomSummaryOf } from '../client/view-models';
import { ConfirmDialog } from '../components/confirm-dialog';
import { SettingsNav, type SettingsPage } from '../components/settings/settings-frame';
import { Rail } from '../components/shell/rail';
import { TabBar } from '../components/shell/tab-bar';
import { useWords } from '../i18n';
import { countUnreadRooms } from '../model/sort-rooms';
import { useLayout, useTheme } from '../ui';

const pages: readonly SettingsPage[] = [
  'account',
  'profile',
  'appearance',
  'notifications',
  'devices',
  'bots',
  'security',
];

/** The settings: their list, and the page that is open. */
export function SettingsScreen() {
  const { settings, guests } = useWords();
  const router = useRouter();
  const pathname = usePathname();
  const { session, rooms } = useClient();
  const { panes } = useLayout();
  const { colors } = useTheme();
  const me = useMe();
  const people = usePeople();
  const unreadRooms = countUnreadRooms(useWatched(rooms).rooms.map((room) => roomSummaryOf(room, people)));
  const [asking, setAsking] = useState(false);
  const signOut = useAsk(() => session.logout());
  if (!me) return null;
  const page = pages.find((name) => pathname.endsWith(name));
  const toChats = () => router.navigate('/');
  const bar = {
    section: 'settings' as const,
    unreadRooms,
    onChats: toChats,
    onSettings: () => router.navigate('/settings'),
  };
  const one = panes === 'one';
  return (
    <View style={{ flex: 1, backgroundColor: colors.surface }}>
      <View style={{ flex: 1, flexDirection: 'row' }}>
        {panes === 'three' ? (
          <Rail
            {...bar}
            me={me.person}
            showPresence
            onProfile={() =>
              router.navigate(me.person.guestUntil === undefined ? '/settings/profile' : '/settings')
            }
          />
        ) : null}
        {one && page ? null : (
          <SettingsNav
            me={me.person}
            page={page}
            onPage={(next) => router.navigate(`/settings/${next}`)}
            onBack={toChats}
            onSignOut={() => setAsking(true)}
          />
        )}
        {one && !page ? null : <Slot />}
      </View>
      {one ? <TabBar {...bar} /> : null}
      {asking ? (
        <ConfirmDialog
          title={settings.signOutTitle}
          body={me.person.guestUntil === undefined ? settings.signOutBody : guests.signOutBody}
          action={settings.signOut}
          onConfirm={() => signOut.run(undefined)}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </View>
  );
}
