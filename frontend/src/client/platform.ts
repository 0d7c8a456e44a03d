import type { Platform } from '@sup/sdk';
import { nativePlatform } from '@sup/sdk/native';
import * as SecureStore from 'expo-secure-store';
import { openDatabaseSync } from 'expo-sqlite';
import { AppState, Platform as Phone } from 'react-native';

/** The sdk's platform for phones: SQLite for what is kept, the phone's own secrets for who is signed in. */
export function devicePlatform(server: string): Platform {
  return nativePlatform({
    // Of each server its own file, so that what one keeps is never shown by another.
    database: openDatabaseSync(`sup-${server.replace(/[^a-z0-9]+/giu, '-')}.sqlite`),
    secrets: SecureStore,
    appState: AppState,
    program: Phone.OS === 'ios' ? 'Sup for iOS' : 'Sup for Android',
  });
}
