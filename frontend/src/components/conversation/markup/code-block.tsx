import { useState } from 'react';
import { ScrollView, View } from 'react-native';
import { useWords } from '../../../i18n';
import { announce, copyText, IconButton, monoFamily, Txt, useTheme, webProps, webStyle } from '../../../ui';
import { useMarkup } from './markup-context';

const codeShare = 0.87;

/** Code as it was typed: it scrolls sideways instead of breaking its lines, and can be copied whole. */
export function CodeBlock({ text, language }: { text: string; language: string | undefined }) {
  const theme = useTheme();
  const { message, common } = useWords();
  const { type } = useMarkup();
  const [isCopied, setCopied] = useState(false);
  const copy = () =>
    copyText(text).then(() => {
      setCopied(true);
      announce(common.copied);
    });
  const { fontSize = 15, lineHeight = 20 } = theme.type[type];
  return (
    <View
      style={{
        maxWidth: '100%',
        borderWidth: 1,
        borderRadius: 8,
        borderColor: theme.chat.codeOutline,
        backgroundColor: theme.chat.codeBackground,
        overflow: 'hidden',
      }}
    >
      <View style={{ flexDirection: 'row', alignItems: 'center', minHeight: 30, paddingStart: 10 }}>
        <Txt type="meta" color={theme.chat.onCode} numberOfLines={1} style={{ flex: 1, minWidth: 64 }}>
          {language ?? message.code}
        </Txt>
        <IconButton
          icon={isCopied ? 'check' : 'copy'}
          label={isCopied ? common.copied : message.copyCode}
          size={30}
          iconSize={15}
          color={theme.chat.onCode}
          onPress={() => void copy()}
        />
      </View>
      <ScrollView
        horizontal
        role="group"
        aria-label={language === undefined ? message.code : message.codeIn(language)}
        {...webProps({ tabIndex: 0, dataSet: { focus: 'inside' }, dir: 'ltr' })}
        style={{ flexGrow: 0 }}
        contentContainerStyle={{ paddingHorizontal: 10, paddingBottom: 9 }}
      >
        <Txt
          selectable
          color={theme.chat.onCode}
          {...webProps({ dir: 'ltr' })}
          style={[
            {
              fontFamily: monoFamily,
              fontSize: fontSize * codeShare,
              lineHeight: lineHeight * codeShare,
              textAlign: 'left',
            },
            webStyle({ whiteSpace: 'pre', tabSize: 4 }),
          ]}
        >
          {text}
        </Txt>
      </ScrollView>
    </View>
  );
}
