import * as Linking from 'expo-linking';
import { useState } from 'react';
import { makeClient } from '../client/make-client';
import { devicePlatform } from '../client/platform';
import { Root } from '../screens/root';

/** The root of every route: one client for as long as the app lives. */
export default function RootLayout() {
  const [client] = useState(() => makeClient(devicePlatform(), new URL(Linking.createURL('/')).origin));
  return <Root client={client} />;
}
