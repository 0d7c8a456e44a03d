import { parseMarkup } from '@sup/protocol/wire';
import { useMemo } from 'react';
import { Pressable, View } from 'react-native';
import { type Catalog, useWords } from '../../i18n';
import type { KnownNames } from '../../model/known-names';
import { untilTime } from '../../model/time';
import type { MessageItem, PollChoice, PollShown } from '../../model/types';
import { CheckMark, choicePress, Icon, type PressState, RadioMark, Txt, useTheme, webProps } from '../../ui';
import { useTimeContext } from '../clock';
import { MessageMarkup } from '../conversation/markup/message-markup';
import type { MessageActions } from '../conversation/message-actions';

export type PollActions = Pick<MessageActions, 'onVote' | 'onVoters'>;

export interface PollBodyProps {
  readonly item: MessageItem;
  readonly poll: PollShown;
  readonly names: KnownNames;
  readonly actions: PollActions;
  readonly onPerson: (id: string) => void;
  readonly onRoom: (id: string) => void;
}

/** A question with its choices: each a box or a circle while one can vote, and what was voted as far as it is told. */
export function PollBody({ item, poll, names, actions, ...doors }: PollBodyProps) {
  const context = useTimeContext();
  const tree = useMemo(() => parseMarkup(poll.question), [poll.question]);
  const isOver = poll.closed || (poll.closesAt ?? Number.POSITIVE_INFINITY) <= context.now;
  const canVote = !isOver && item.seq !== undefined && actions.onVote !== undefined;
  const mine = poll.choices.flatMap(({ mine: chosen }, at) => (chosen ? [at] : []));
  const vote = (at: number) => {
    if (!poll.several) return actions.onVote?.(item, [at]);
    actions.onVote?.(item, mine.includes(at) ? mine.filter((one) => one !== at) : [...mine, at]);
  };
  const role = canVote ? (poll.several ? 'group' : 'radiogroup') : 'list';
  return (
    <View style={{ minWidth: 240, gap: 6 }}>
      <Kind item={item} poll={poll} />
      <MessageMarkup {...{ tree, names }} called={item} {...doors} mine={item.mine} metaWidth={0} />
      <View role={role} aria-label={poll.question}>
        {poll.choices.map((choice, at) => (
          <Choice
            // A choice has no name but its place.
            key={`choice-${String(at)}`}
            {...{ item, poll, choice }}
            onPress={canVote ? () => vote(at) : undefined}
          />
        ))}
      </View>
      <Footer {...{ item, poll, isOver }} />
      <Doors {...{ item, poll, actions }} canTakeBack={canVote && !poll.several && mine.length > 0} />
    </View>
  );
}

function useInk(mine: boolean): { readonly strong: string; readonly calm: string; readonly link: string } {
  const { chat } = useTheme();
  return mine
    ? { strong: chat.onBubbleOwn, calm: chat.onBubbleOwnVariant, link: chat.linkOnOwn }
    : { strong: chat.onBubbleOther, calm: chat.onBubbleOtherVariant, link: chat.link };
}

function kindOf({ several, anonymous }: PollShown, polls: Catalog['polls']): string {
  if (anonymous) return several ? polls.anonymousSeveral : polls.kind.anonymous;
  return several ? polls.kind.several : polls.kind.one;
}

function Kind({ item, poll }: { item: MessageItem; poll: PollShown }) {
  const { polls } = useWords();
  const { calm } = useInk(item.mine);
  return (
    <View style={{ flexDirection: 'row', alignItems: 'center', gap: 5 }}>
      <Icon name="chart" size={14} color={calm} />
      <Txt type="quoteName" color={calm}>
        {kindOf(poll, polls)}
      </Txt>
    </View>
  );
}

interface ChoiceProps {
  readonly item: MessageItem;
  readonly poll: PollShown;
  readonly choice: PollChoice;
  /** Absent where one cannot vote. */
  readonly onPress: (() => void) | undefined;
}

/** How a choice is read aloud. */
function labelOf({ text, votes, share, mine }: PollChoice, polls: Catalog['polls'], isOpen: boolean): string {
  const told = votes === undefined ? [] : [polls.votes(votes), polls.share(Math.round((share ?? 0) * 100))];
  return [text, ...told, ...(mine && !isOpen ? [polls.mine] : [])].join(', ');
}

function Choice({ item, poll, choice, onPress }: ChoiceProps) {
  const { polls } = useWords();
  const theme = useTheme();
  const label = labelOf(choice, polls, onPress !== undefined);
  const row = {
    flexDirection: 'row',
    alignItems: 'center',
    gap: 10,
    minHeight: theme.densityName === 'mobile' ? 48 : 42,
    marginHorizontal: -6,
    paddingHorizontal: 6,
    paddingVertical: 3,
    borderRadius: 8,
  } as const;
  const inside = <ChoiceLines {...{ item, choice }} />;
  if (!onPress) {
    return (
      <View role="listitem" aria-label={label} style={row}>
        <View style={{ width: 20, alignItems: 'center' }}>
          {choice.mine ? <Icon name="check" size={18} color={theme.colors.primary} /> : null}
        </View>
        {inside}
      </View>
    );
  }
  const Mark = poll.several ? CheckMark : RadioMark;
  return (
    <Pressable
      role={poll.several ? 'checkbox' : 'radio'}
      aria-checked={choice.mine}
      aria-label={label}
      {...choicePress(onPress)}
      {...webProps({ dataSet: { focus: 'inside' } })}
      style={({ hovered }: PressState) => ({
        ...row,
        backgroundColor: hovered ? theme.chat.hover : 'transparent',
      })}
    >
      <Mark checked={choice.mine} />
      {inside}
    </Pressable>
  );
}

function ChoiceLines({ item, choice }: Pick<ChoiceProps, 'item' | 'choice'>) {
  const { chat, colors } = useTheme();
  const { strong, calm } = useInk(item.mine);
  const { text, votes, share = 0, mine } = choice;
  return (
    <View style={{ flex: 1, minWidth: 0, gap: 4 }}>
      <View style={{ flexDirection: 'row', alignItems: 'flex-end', gap: 10 }}>
        <Txt isolate color={strong} style={{ flex: 1, minWidth: 0, fontWeight: mine ? '600' : '400' }}>
          {text}
        </Txt>
        {votes === undefined ? null : (
          <Txt type="reaction" color={calm} style={{ fontVariant: ['tabular-nums'] }}>
            {votes}
          </Txt>
        )}
      </View>
      {votes === undefined ? null : (
        <View
          aria-hidden
          style={{
            height: 4,
            borderRadius: 2,
            overflow: 'hidden',
            backgroundColor: item.mine ? chat.bubbleOwnInset : chat.bubbleOtherInset,
          }}
        >
          <View style={{ width: `${share * 100}%`, height: 4, backgroundColor: colors.primary }} />
        </View>
      )}
    </View>
  );
}

function Footer({ item, poll, isOver }: { item: MessageItem; poll: PollShown; isOver: boolean }) {
  const { polls } = useWords();
  const context = useTimeContext();
  const { calm } = useInk(item.mine);
  const { voters, anonymous, closesAt } = poll;
  const told = voters === undefined && anonymous ? polls.hidden : polls.voters(voters ?? 0);
  const closing = closesAt === undefined ? '' : polls.closesAt(untilTime(closesAt, context));
  const end = isOver ? polls.closed : closing;
  return (
    <Txt type="bodySmall" color={calm}>
      {end ? `${told} · ${end}` : told}
    </Txt>
  );
}

interface DoorsProps extends Pick<PollBodyProps, 'item' | 'poll' | 'actions'> {
  readonly canTakeBack: boolean;
}

/** What else can be done, in the line of the time. */
function Doors({ item, poll, actions, canTakeBack }: DoorsProps) {
  const { polls } = useWords();
  const { onVoters } = actions;
  const asks = onVoters !== undefined && !poll.anonymous && (poll.voters ?? 0) > 0;
  return (
    <View style={{ flexDirection: 'row', flexWrap: 'wrap', gap: 14, minHeight: 18, paddingEnd: 76 }}>
      {asks ? <Door item={item} label={polls.who} onPress={() => onVoters(item)} /> : null}
      {canTakeBack ? (
        <Door item={item} label={polls.takeBack} onPress={() => actions.onVote?.(item, [])} />
      ) : null}
    </View>
  );
}

function Door({ item, label, onPress }: { item: MessageItem; label: string; onPress: () => void }) {
  const { link } = useInk(item.mine);
  return (
    <Pressable role="button" onPress={onPress} hitSlop={10}>
      <Txt type="labelLarge" color={link}>
        {label}
      </Txt>
    </Pressable>
  );
}
