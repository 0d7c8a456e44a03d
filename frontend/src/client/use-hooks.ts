import type { DeliveryView, HookId, IncomingHookView, OutgoingHookView, RoomId } from '@sup/protocol';
import { SupError } from '@sup/protocol/wire';
import { useCallback, useEffect, useState } from 'react';
import type { HookKind } from '../model/hook-kind';
import { useClient } from './client-context';
import { toRefusal } from './refusal-words';
import { useAsk } from './use-ask';

interface Hooks {
  readonly incoming: readonly IncomingHookView[];
  readonly outgoing: readonly OutgoingHookView[];
}

/** The hooks of a room, read again after each change. */
export function useHooks(room: RoomId) {
  const { rest } = useClient();
  const [hooks, setHooks] = useState<Hooks>();
  const [error, setError] = useState<string>();
  const read = useCallback(() => {
    Promise.all([rest.hooks.incoming({ room }), rest.hooks.outgoing({ room })]).then(
      ([incoming, outgoing]) => setHooks({ incoming: incoming.hooks, outgoing: outgoing.hooks }),
      (reason: unknown) => setError(toRefusal(reason).text),
    );
  }, [rest, room]);
  useEffect(read, [read]);
  return { hooks, error, read };
}

/** Making a hook: what is shown of it once, and why its address was refused. */
export function useNewHook(room: RoomId, changed: () => void) {
  const { rest } = useClient();
  const [made, setMade] = useState<{ kind: HookKind; id: HookId; secret: string }>();
  const [urlError, setUrlError] = useState<string>();
  const make = useAsk(async ({ kind, name, url }: { kind: HookKind; name: string; url: string }) => {
    setUrlError(undefined);
    if (kind === 'incoming') {
      const answer = await rest.hooks.makeIncoming({ room, name });
      setMade({ kind, id: answer.hook.id, secret: answer.url });
    } else {
      const answer = await rest.hooks.makeOutgoing({ room, name, url }).catch((reason: unknown) => {
        const refused = reason instanceof SupError ? reason.details.fields?.url : undefined;
        if (refused === undefined) throw reason;
        setUrlError(refused);
      });
      if (answer) setMade({ kind, id: answer.hook.id, secret: answer.secret });
    }
    changed();
  });
  const forget = (id?: string) => {
    if (id === undefined || made?.id === id) setMade(undefined);
  };
  return { made, urlError, make, forget };
}

/** The last tries of the outgoing hook that is unfolded; asked for again, they are folded. How it fares is read with them. */
export function useTries(room: RoomId, looked: () => void) {
  const { rest } = useClient();
  const [tries, setTries] = useState<{ hook: HookId; deliveries: readonly DeliveryView[] }>();
  const toggle = useAsk(async ({ id }: { id: HookId }) => {
    if (tries?.hook === id) return setTries(undefined);
    const { deliveries } = await rest.hooks.deliveries({ room, hook: id });
    setTries({ hook: id, deliveries });
    looked();
  });
  return { tries, toggle };
}
