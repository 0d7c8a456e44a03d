import { useEffect } from 'react';
import { Pressable, View } from 'react-native';
import { useWords } from '../../i18n';
import type { Completion } from '../../model/completion';
import { Avatar, announce, Icon, type PressState, Txt, useTheme, webProps, webStyle } from '../../ui';
import type { Offer } from './use-completions';

export interface CompletionListProps {
  readonly id: string;
  readonly offer: Offer;
  readonly onTake: (completion: Completion) => void;
}

/** The native id of one row, for the field that says which is active. */
export function optionId(list: string, index: number): string {
  return `${list}-${index}`;
}

/** What the word at the caret may become, above the field. The caret stays in the field: the keys are the field's. */
export function CompletionList({ id, offer, onTake }: CompletionListProps) {
  const theme = useTheme();
  const { composer } = useWords();
  const count = offer.items.length;
  const said = composer.offered(count);
  useEffect(() => announce(said), [said]);
  return (
    <View
      nativeID={id}
      aria-label={composer.offer}
      {...webProps({ role: 'listbox' })}
      style={[
        {
          position: 'absolute',
          bottom: '100%',
          start: 0,
          ...(theme.densityName === 'mobile' ? { end: 0 } : { width: 340 }),
          marginBottom: 6,
          padding: 6,
          borderRadius: 14,
          backgroundColor: theme.colors.elevation.level3,
          borderWidth: theme.highContrast ? 1 : 0,
          borderColor: theme.colors.outline,
        },
        webStyle({ boxShadow: theme.shadow.menu }),
      ]}
    >
      {offer.items.map((item, index) => (
        <Row
          key={item.id}
          id={optionId(id, index)}
          item={item}
          active={index === offer.active}
          onPress={() => onTake(item)}
        />
      ))}
    </View>
  );
}

interface RowProps {
  readonly id: string;
  readonly item: Completion;
  readonly active: boolean;
  readonly onPress: () => void;
}

function Row({ id, item, active, onPress }: RowProps) {
  const theme = useTheme();
  const touch = theme.densityName === 'mobile';
  return (
    <Pressable
      nativeID={id}
      onPress={onPress}
      aria-label={item.detail ? `${item.label}, ${item.detail}` : item.label}
      // The field keeps the focus when a row is pressed.
      {...webProps({
        role: 'option',
        tabIndex: -1,
        onMouseDown: (event) => event.preventDefault(),
        'aria-selected': active,
      })}
      style={({ hovered }: PressState) => ({
        flexDirection: 'row',
        alignItems: 'center',
        gap: 10,
        minHeight: touch ? 48 : 36,
        paddingHorizontal: 8,
        borderRadius: 10,
        backgroundColor: active
          ? theme.colors.secondaryContainer
          : hovered
            ? theme.chat.hover
            : 'transparent',
      })}
    >
      <Sign item={item} />
      <Txt isolate numberOfLines={1} style={{ flexShrink: 1 }}>
        {item.label}
      </Txt>
      {item.detail ? (
        <Txt isolate numberOfLines={1} color={theme.colors.onSurfaceVariant} style={{ flexShrink: 2 }}>
          {item.detail}
        </Txt>
      ) : null}
    </Pressable>
  );
}

const signIcons = { group: 'users', room: 'hash', command: 'keyboard' } as const;

function Sign({ item }: { item: Completion }) {
  const { colors } = useTheme();
  if (item.kind === 'person') return <Avatar id={item.id} name={item.label} size={24} />;
  if (item.kind === 'emoji')
    return <Txt style={{ width: 24, fontSize: 20, lineHeight: 26, textAlign: 'center' }}>{item.insert}</Txt>;
  return (
    <View style={{ width: 24, alignItems: 'center' }}>
      <Icon name={signIcons[item.kind]} size={18} color={colors.onSurfaceVariant} />
    </View>
  );
}
