import type { ReactNode } from 'react';
import { Linking, Text } from 'react-native';
import { useTheme, webProps, webStyle } from '../../../ui';
import { useMarkup } from './markup-context';

/** A link that opens beside Sup and tells the other side nothing of where it stood. The address shows on hover. */
export function WebLink({ url, children }: { url: string; children: ReactNode }) {
  const { chat } = useTheme();
  const { mine } = useMarkup();
  return (
    <Text
      role="link"
      onPress={() => void Linking.openURL(url)}
      {...webProps({
        href: url,
        hrefAttrs: { rel: 'noopener noreferrer nofollow', target: '_blank' },
        title: url,
      })}
      style={[
        { color: mine ? chat.linkOnOwn : chat.link, textDecorationLine: 'underline' },
        webStyle({ textDecorationThickness: '1px', textUnderlineOffset: '2px' }),
      ]}
    >
      {children}
    </Text>
  );
}
