import type { InvitePreview } from '@sup/protocol';
import { useLocalSearchParams, useRouter } from 'expo-router';
import { useEffect, useRef, useState } from 'react';
import { useClient, useWatched } from '../client/client-context';
import { toRefusal } from '../client/refusal-words';
import { useAsk } from '../client/use-ask';
import { JoinPage } from '../components/invites/join-page';
import { JoinByCode, JoinRefused, JoinWaiting } from '../components/invites/join-states';
import { useWords } from '../i18n';
import { useAuthView } from '../stores/auth';

type Looked =
  | { readonly state: 'looking' }
  | { readonly state: 'found'; readonly preview: InvitePreview }
  | { readonly state: 'refused'; readonly code: string; readonly text: string };

/** Where a code leads, asked of the server when somebody wants to see it. */
function usePreview(code: string, isWanted: boolean): Looked {
  const { rest } = useClient();
  const [looked, setLooked] = useState<Looked>({ state: 'looking' });
  useEffect(() => {
    if (!isWanted) return;
    let stale = false;
    setLooked({ state: 'looking' });
    rest.invites.preview({ code }).then(
      ({ preview }) => stale || setLooked({ state: 'found', preview }),
      (reason: unknown) => stale || setLooked({ state: 'refused', ...toRefusal(reason) }),
    );
    return () => {
      stale = true;
    };
  }, [rest, code, isWanted]);
  return looked;
}

/** The page of an invitation, for whoever has its link, signed in or not. */
export function JoinScreen() {
  const { code } = useLocalSearchParams<{ code: string }>();
  return <Invitation key={code} code={code} />;
}

/** Where a code that was said aloud is typed. */
export function EnterCodeScreen() {
  const router = useRouter();
  return <JoinByCode onCode={(code) => router.push(`/join/${encodeURIComponent(code)}`)} />;
}

function Invitation({ code }: { code: string }) {
  const router = useRouter();
  const client = useClient();
  const { join: words } = useWords();
  const signedIn = useWatched(client.session).state === 'signed-in';
  const { link, opened } = useAuthView();
  const join = useAsk(async () => {
    const room = await client.rooms.redeem(code);
    opened(undefined);
    router.replace(`/r/${room.id}`);
  });
  const enter = useAsk(async (name: string) => {
    const { room } = await client.session.enter({ code, name });
    router.replace(`/r/${room}`);
  });
  // Whoever signed in or up for this has said already that they want to join.
  const isDecided = signedIn && link?.kind === 'join' && link.code === code;
  const looked = usePreview(code, !isDecided || join.refusal !== undefined);
  const started = useRef(false);
  useEffect(() => {
    if (!isDecided || started.current) return;
    started.current = true;
    join.run(undefined);
  }, [isDecided, join]);
  if (isDecided && !join.refusal) return <JoinWaiting />;
  if (looked.state === 'looking') return <JoinWaiting />;
  if (looked.state === 'refused') {
    const isOver = looked.code === 'link-invalid';
    return (
      <JoinRefused
        title={isOver ? words.invalid : words.failed}
        hint={isOver ? words.invalidHint : looked.text}
        action={signedIn ? words.toChats : words.toSignIn}
        onAction={() => {
          opened(undefined);
          router.replace(signedIn ? '/' : '/sign-in');
        }}
      />
    );
  }
  const { preview } = looked;
  const leaveFor = (path: '/sign-up' | '/sign-in') => {
    opened({ kind: 'join', code, room: preview.name });
    router.push(path);
  };
  return (
    <JoinPage
      preview={preview}
      // Who is just coming in as a guest is signed in for the moment until the chat is shown.
      signedIn={signedIn && !enter.busy}
      busy={join.busy || enter.busy}
      error={join.refusal?.text ?? enter.refusal?.text}
      onEnter={enter.run}
      onJoin={() => join.run(undefined)}
      onSignUp={() => leaveFor('/sign-up')}
      onSignIn={() => leaveFor('/sign-in')}
      onLeave={() => router.replace('/')}
    />
  );
}
