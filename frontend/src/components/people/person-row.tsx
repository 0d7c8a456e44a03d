import type { ReactNode } from 'react';
import { Pressable, View } from 'react-native';
import type { Person } from '../../model/types';
import { Avatar, type PressState, Txt, useTheme, webProps } from '../../ui';

export interface PersonRowProps {
  readonly person: Person;
  readonly ground: string;
  readonly size?: number;
  readonly note?: string;
  readonly detail?: string;
  readonly end?: ReactNode;
  readonly checked?: boolean;
  readonly onPress?: (person: Person) => void;
}

/** A person in a list: avatar, name, handle or nothing, and what stands at the end. */
export function PersonRow({
  person,
  ground,
  size = 34,
  note,
  detail,
  end,
  checked,
  onPress,
}: PersonRowProps) {
  const theme = useTheme();
  const content = (
    <>
      <Avatar id={person.id} name={person.name} size={size} presence={person.presence} ring={ground} />
      <View style={{ flex: 1, minWidth: 0 }}>
        <View style={{ flexDirection: 'row', gap: 4 }}>
          <Txt isolate numberOfLines={1} style={{ flexShrink: 1 }}>
            {person.name}
          </Txt>
          {note ? <Txt color={theme.colors.onSurfaceVariant}>{note}</Txt> : null}
        </View>
        {detail ? (
          <Txt
            isolate
            color={theme.colors.onSurfaceVariant}
            numberOfLines={1}
            style={{ fontSize: 12.5, lineHeight: 16 }}
          >
            {detail}
          </Txt>
        ) : null}
      </View>
      {end}
    </>
  );
  const style = { flexDirection: 'row', alignItems: 'center', gap: 11, minHeight: detail ? 48 : 40 } as const;
  if (!onPress) return <View style={style}>{content}</View>;
  return (
    <Pressable
      role={checked === undefined ? 'button' : 'checkbox'}
      aria-checked={checked}
      aria-label={[person.name, detail].filter(Boolean).join(', ')}
      onPress={() => onPress(person)}
      {...webProps({ dataSet: { focus: 'inside' } })}
      style={({ hovered }: PressState) => [
        style,
        {
          borderRadius: 10,
          marginHorizontal: -8,
          paddingHorizontal: 8,
          backgroundColor: hovered ? theme.chat.hover : 'transparent',
        },
      ]}
    >
      {content}
    </Pressable>
  );
}
