import { limits } from '@sup/protocol/wire';
import { useState } from 'react';
import { Pressable, TextInput, View } from 'react-native';
import { useWords } from '../../i18n';
import type { Person } from '../../model/types';
import {
  Avatar,
  Button,
  CheckMark,
  Dialog,
  Icon,
  TextField,
  Toggle,
  Txt,
  useTheme,
  webProps,
  webStyle,
} from '../../ui';
import { PersonRow } from './person-row';

export interface NewGroupValues {
  readonly name: string;
  readonly members: readonly Person[];
  readonly isPublic: boolean;
}

export interface NewGroupDialogProps {
  readonly query: string;
  readonly people: readonly Person[];
  readonly busy: boolean;
  readonly error?: string | undefined;
  /** Begins as a public channel. */
  readonly startPublic?: boolean;
  readonly onQuery: (query: string) => void;
  readonly onCreate: (values: NewGroupValues) => void;
  readonly onClose: () => void;
}

/** A name, some people, and whether others may find it. */
export function NewGroupDialog(props: NewGroupDialogProps) {
  const { newGroup, common, auth } = useWords();
  const theme = useTheme();
  const [name, setName] = useState('');
  const [members, setMembers] = useState<readonly Person[]>([]);
  const [isPublic, setPublic] = useState(props.startPublic ?? false);
  const [tried, setTried] = useState(false);
  const ground = theme.colors.elevation.level3;
  const has = (person: Person) => members.some((member) => member.id === person.id);
  const toggle = (person: Person) => {
    setMembers(has(person) ? members.filter((member) => member.id !== person.id) : [...members, person]);
    props.onQuery('');
  };
  const create = () => {
    setTried(true);
    if (name.trim()) props.onCreate({ name: name.trim(), members, isPublic });
  };
  return (
    <Dialog
      title={isPublic ? newGroup.titlePublic : newGroup.title}
      closeLabel={common.close}
      onClose={props.onClose}
      actions={
        <>
          <Button kind="text" label={common.cancel} onPress={props.onClose} />
          <Button
            label={isPublic ? newGroup.createPublic : newGroup.create}
            busy={props.busy}
            onPress={create}
          />
        </>
      }
    >
      <View style={{ flexDirection: 'row', gap: 14, marginBottom: 16 }}>
        <GroupPicture name={name.trim()} icon={isPublic ? 'hash' : 'users'} />
        <View style={{ flex: 1 }}>
          <TextField
            label={isPublic ? newGroup.namePublic : newGroup.name}
            height={44}
            value={name}
            onChangeText={setName}
            maxLength={limits.roomNameMax}
            error={props.error ?? (tried && !name.trim() ? auth.errors.required : undefined)}
            autoComplete="off"
            autoFocus
          />
        </View>
      </View>
      <Txt type="labelLarge" style={{ fontSize: 13, lineHeight: 18, marginBottom: 6 }}>
        {newGroup.members}
      </Txt>
      <MemberField members={members} query={props.query} onQuery={props.onQuery} onRemove={toggle} />
      <View style={{ marginTop: 8, minHeight: 144 }}>
        {props.people.slice(0, 6).map((person) => (
          <PersonRow
            key={person.id}
            person={person}
            ground={ground}
            detail={`@${person.handle}`}
            checked={has(person)}
            end={<CheckMark checked={has(person)} />}
            onPress={toggle}
          />
        ))}
      </View>
      <View
        style={{
          flexDirection: 'row',
          alignItems: 'center',
          gap: 14,
          marginTop: 8,
          paddingTop: 8,
          borderTopWidth: 1,
          borderTopColor: theme.chat.hairline,
        }}
      >
        <Icon name={isPublic ? 'hash' : 'lock'} size={20} color={theme.colors.onSurface} />
        <View style={{ flex: 1 }}>
          <Txt style={{ fontWeight: '500' }}>{newGroup.public}</Txt>
          <Txt color={theme.colors.onSurfaceVariant} style={{ fontSize: 13, lineHeight: 18 }}>
            {newGroup.publicHint}
          </Txt>
        </View>
        <Toggle label={newGroup.public} on={isPublic} onChange={setPublic} />
      </View>
    </Dialog>
  );
}

function GroupPicture({ name, icon }: { name: string; icon: 'hash' | 'users' }) {
  const { colors } = useTheme();
  if (name) return <Avatar id={name} name={name} size={64} shape="squircle" />;
  return (
    <View
      style={{
        width: 64,
        height: 64,
        borderRadius: 19,
        backgroundColor: colors.surfaceVariant,
        alignItems: 'center',
        justifyContent: 'center',
      }}
    >
      <Icon name={icon} size={26} color={colors.onSurfaceVariant} />
    </View>
  );
}

interface MemberFieldProps {
  readonly members: readonly Person[];
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly onRemove: (person: Person) => void;
}

function MemberField({ members, query, onQuery, onRemove }: MemberFieldProps) {
  const theme = useTheme();
  const { newGroup } = useWords();
  const [focused, setFocused] = useState(false);
  return (
    <View
      style={{
        flexDirection: 'row',
        flexWrap: 'wrap',
        gap: 6,
        minHeight: 44,
        borderRadius: 12,
        borderWidth: focused ? 2 : 1,
        borderColor: focused ? theme.colors.primary : theme.colors.outline,
        paddingVertical: focused ? 6 : 7,
        paddingHorizontal: focused ? 7 : 8,
      }}
    >
      {members.map((person) => (
        <Pressable
          key={person.id}
          role="button"
          aria-label={newGroup.removeMember(person.name)}
          onPress={() => onRemove(person)}
          hitSlop={6}
          style={{
            height: 28,
            borderRadius: 14,
            flexDirection: 'row',
            alignItems: 'center',
            gap: 6,
            paddingStart: 3,
            paddingEnd: 8,
            backgroundColor: theme.colors.secondaryContainer,
          }}
        >
          <Avatar id={person.id} name={person.name} size={22} />
          <Txt isolate type="chip" color={theme.colors.onSecondaryContainer}>
            {person.name.split(' ')[0]}
          </Txt>
          <Icon name="close" size={13} strokeWidth={2.2} color={theme.colors.onSecondaryContainer} />
        </Pressable>
      ))}
      <TextInput
        value={query}
        onChangeText={onQuery}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
        placeholder={newGroup.add}
        aria-label={newGroup.add}
        placeholderTextColor={theme.chat.placeholder}
        autoCapitalize="none"
        {...webProps({ dataSet: { focus: 'field' }, autoComplete: 'off' })}
        style={[
          theme.type.bodyMedium,
          { flex: 1, minWidth: 140, height: 28, padding: 0, paddingStart: 4, color: theme.colors.onSurface },
          webStyle({ outlineStyle: 'none' }),
        ]}
      />
    </View>
  );
}
