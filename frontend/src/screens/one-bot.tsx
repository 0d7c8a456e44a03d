import type { BotTokenView, BotView, RoomId, SessionId } from '@sup/protocol';
import { useRouter } from 'expo-router';
import { useState } from 'react';
import { useClient, useWatched } from '../client/client-context';
import { useAsk } from '../client/use-ask';
import { useBotRooms } from '../client/use-bots';
import { BotPage } from '../components/bots/bot-page';
import { NewTokenDialog } from '../components/bots/new-token-dialog';
import type { Token } from '../components/bots/token-card';
import { useTimeContext } from '../components/clock';
import { ConfirmDialog } from '../components/confirm-dialog';
import { MadeSecret } from '../components/integrations/made-secret';
import { useWords } from '../i18n';
import { endOf, type TokenPlan } from '../model/token-plan';
import { useChatView } from '../stores/chat';
import { copyText } from '../ui';

export interface OneBotProps {
  readonly shown: BotView;
  /** Reads the bots again, after a change. */
  readonly read: () => void;
  readonly onBack: () => void;
}

type Layer =
  | { readonly kind: 'token' }
  | { readonly kind: 'revoke'; readonly token: Token }
  | { readonly kind: 'delete' };

interface MadeToken {
  readonly id: SessionId;
  readonly secret: string;
}

/** One of my bots, and what is asked above it. */
export function OneBot({ shown, read, onBack }: OneBotProps) {
  const router = useRouter();
  const { bots: words } = useWords();
  const rooms = useRoomsOf(shown);
  const [layer, setLayer] = useState<Layer>();
  const [made, setMade] = useState<MadeToken>();
  const close = () => setLayer(undefined);
  const acts = useActs({ shown, read, onBack });
  const secret = made ? (
    <MadeSecret words={words} secret={made.secret} onCopy={copyText} onAnother={() => setMade(undefined)} />
  ) : null;
  return (
    <>
      <BotPage
        bot={shown.bot}
        tokens={shown.tokens.map(tokenOf)}
        made={secret}
        rooms={rooms.rooms}
        busy={acts.busy}
        error={acts.error ?? rooms.error}
        onSave={acts.save}
        onNewToken={() => setLayer({ kind: 'token' })}
        onRevoke={(token) => setLayer({ kind: 'revoke', token })}
        onMoreRooms={rooms.more}
        onRoom={({ id }) => router.navigate(`/r/${id}`)}
        onDelete={() => setLayer({ kind: 'delete' })}
        onBack={onBack}
      />
      {layer?.kind === 'token' ? (
        <NewToken
          shown={shown}
          rooms={rooms.rooms ?? []}
          onClose={close}
          onMade={(token) => {
            setMade(token);
            close();
            read();
          }}
        />
      ) : null}
      {layer && layer.kind !== 'token' ? (
        <Question
          layer={layer}
          name={shown.bot.name}
          onClose={close}
          onConfirm={() => {
            close();
            if (layer.kind === 'delete') return acts.remove();
            if (made?.id === layer.token.id) setMade(undefined);
            acts.revoke(layer.token);
          }}
        />
      ) : null}
    </>
  );
}

/** What can be done with a bot, and what the server says to it. */
function useActs({ shown: { bot }, read, onBack }: OneBotProps) {
  const { rest } = useClient();
  const { bots: words } = useWords();
  const notify = useChatView((view) => view.notify);
  const save = useAsk(async (profile: { name: string; about: string }) => {
    await rest.bots.change({ bot: bot.id, ...profile });
    notify(words.saved);
    read();
  });
  const revoke = useAsk(async ({ id, name }: Token) => {
    await rest.bots.revokeToken({ bot: bot.id, token: id as SessionId });
    notify(words.revoked(name));
    read();
  });
  const remove = useAsk(async () => {
    await rest.bots.delete({ bot: bot.id });
    notify(words.deleted(bot.name));
    read();
    onBack();
  });
  const asks = [save, revoke, remove];
  return {
    busy: asks.some(({ busy }) => busy),
    error: asks.find(({ refusal }) => refusal)?.refusal?.text,
    save: save.run,
    revoke: revoke.run,
    remove: () => remove.run(undefined),
  };
}

interface QuestionProps {
  readonly layer: Exclude<Layer, { kind: 'token' }>;
  readonly name: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

function Question({ layer, name, ...answers }: QuestionProps) {
  const { bots } = useWords();
  const words =
    layer.kind === 'delete'
      ? { title: bots.deleteTitle(name), body: bots.deleteBody, action: bots.delete }
      : { title: bots.revokeTitle(layer.token.name), body: bots.revokeBody, action: bots.revoke };
  return <ConfirmDialog {...words} {...answers} />;
}

interface NewTokenProps {
  readonly shown: BotView;
  readonly rooms: readonly { readonly id: RoomId; readonly name: string }[];
  readonly onMade: (token: MadeToken) => void;
  readonly onClose: () => void;
}

function NewToken({ shown, rooms, onMade, onClose }: NewTokenProps) {
  const { rest } = useClient();
  const { now } = useTimeContext();
  const make = useAsk(async ({ name, read, write, rooms: chosen, span }: TokenPlan) => {
    const expiresAt = endOf(span, now);
    const { token, secret } = await rest.bots.makeToken({
      bot: shown.bot.id,
      name,
      read,
      write,
      ...(chosen !== 'all' && { rooms: rooms.map(({ id }) => id).filter((id) => chosen.includes(id)) }),
      ...(expiresAt !== undefined && { expiresAt }),
    });
    onMade({ id: token.id, secret });
  });
  return (
    <NewTokenDialog
      rooms={rooms}
      busy={make.busy}
      error={make.refusal?.text}
      onMake={make.run}
      onClose={onClose}
    />
  );
}

/** The rooms of a bot as the page shows them, with what of them is mine, too. */
function useRoomsOf({ bot }: BotView) {
  const client = useClient();
  const { bots: words } = useWords();
  const mine = new Set<RoomId>(useWatched(client.rooms).rooms.map(({ id }) => id));
  const { rooms, error, more } = useBotRooms(bot.id);
  return {
    error,
    more,
    rooms: rooms?.map(({ id, name, memberCount }) => {
      return { id, name: name ?? words.direct, memberCount, mine: mine.has(id) };
    }),
  };
}

function tokenOf({ rooms, ...token }: BotTokenView): Token {
  return { ...token, roomCount: rooms?.length };
}
