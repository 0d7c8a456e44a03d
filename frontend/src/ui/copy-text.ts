import { Share } from 'react-native';

/** Hands a text to the system's sheet, where Copy is the first entry. */
export async function copyText(text: string): Promise<void> {
  await Share.share({ message: text });
}
