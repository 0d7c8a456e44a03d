import type { Mention } from '@sup/protocol';
import { mentionText } from '@sup/protocol/wire';
import { Text } from 'react-native';
import { whoIsNamed } from '../../../model/known-names';
import { buttonPress, useTheme, webStyle } from '../../../ui';
import { type MarkupSetting, useMarkup } from './markup-context';

/** Somebody, a room, a role or everyone; a name that nobody has is the text that it is. */
export function MentionWord({ mention }: { mention: Mention }) {
  const { chat } = useTheme();
  const setting = useMarkup();
  const named = whoIsNamed(mention, setting.names, setting.called);
  const text = mentionText(mention);
  if (named === 'nobody') return text;
  const open = doorOf(mention, setting);
  const press = open ? { role: 'button' as const, ...buttonPress(open) } : {};
  if (named === 'other') {
    const color = setting.mine ? chat.linkOnOwn : chat.link;
    return (
      <Text {...press} style={{ color, fontWeight: '600' }}>
        {text}
      </Text>
    );
  }
  return (
    <Text
      {...press}
      style={[
        {
          color: chat.mentionText,
          fontWeight: '500',
          backgroundColor: chat.mentionTextBackground,
          borderRadius: 5,
        },
        webStyle({ padding: '0 3px' }),
      ]}
    >
      {text}
    </Text>
  );
}

/** What pressing a mention opens: a person's card, or the room. */
function doorOf({ of, name }: Mention, { names, onPerson, onRoom }: MarkupSetting): (() => void) | undefined {
  const person = of === 'person' ? names.person(name) : undefined;
  if (person !== undefined) return () => onPerson(person);
  const room = of === 'room' ? names.room(name) : undefined;
  return room === undefined ? undefined : () => onRoom(room);
}
