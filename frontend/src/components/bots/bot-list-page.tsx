import { View } from 'react-native';
import { useWords } from '../../i18n';
import { Avatar, Button, Card, CardRow, Skeleton, SkeletonGroup, Txt, useTheme } from '../../ui';
import { PaneError } from '../conversation/conversation-states';
import { SettingsBody, SettingsHeading } from '../settings/settings-frame';

export interface ListedBot {
  readonly id: string;
  readonly name: string;
  readonly handle: string;
  readonly tokenCount: number;
}

export interface BotListPageProps {
  readonly bots: readonly ListedBot[] | undefined;
  readonly error?: string | undefined;
  readonly onRetry: () => void;
  readonly onOpen: (bot: ListedBot) => void;
  readonly onNew: () => void;
  readonly onBack: () => void;
}

/** The bots of a person, and the way to a new one. */
export function BotListPage({ bots, error, onRetry, onOpen, onNew, onBack }: BotListPageProps) {
  const { bots: words, common } = useWords();
  const { colors } = useTheme();
  return (
    <SettingsBody title={words.title} hint={words.hint} onBack={onBack}>
      <SettingsHeading>{words.mine}</SettingsHeading>
      {error ? <PaneError text={error} onRetry={onRetry} /> : null}
      {bots && bots.length > 0 ? (
        <Card>
          {bots.map((bot) => (
            <CardRow
              key={bot.id}
              lead={<Avatar id={bot.id} name={bot.name} size={40} />}
              minHeight={64}
              title={bot.name}
              detail={words.facts(bot.handle, bot.tokenCount)}
              onPress={() => onOpen(bot)}
            />
          ))}
        </Card>
      ) : null}
      {bots?.length === 0 ? <Txt color={colors.onSurfaceVariant}>{words.none}</Txt> : null}
      {bots || error ? null : (
        <SkeletonGroup label={common.loading}>
          <Skeleton width="100%" height={64} radius={14} />
        </SkeletonGroup>
      )}
      <View style={{ alignItems: 'flex-start', marginTop: 14 }}>
        <Button icon="plus" label={words.fresh} onPress={onNew} />
      </View>
    </SettingsBody>
  );
}
