import type { HookId, RoomId } from '@sup/protocol';
import { useState } from 'react';
import { useClient } from '../client/client-context';
import { useAsk } from '../client/use-ask';
import { useHooks, useNewHook, useTries } from '../client/use-hooks';
import { ConfirmDialog } from '../components/confirm-dialog';
import { IncomingHooks, OutgoingHooks } from '../components/integrations/hook-lists';
import { IntegrationsDialog } from '../components/integrations/integrations-dialog';
import { MadeSecret } from '../components/integrations/made-secret';
import { type Catalog, useWords } from '../i18n';
import type { HookKind } from '../model/hook-kind';
import { useChatView } from '../stores/chat';
import { copyText } from '../ui';

interface Named {
  readonly id: HookId;
  readonly name: string;
}

/** The programs that post into a room and those that are told what happens in it. */
export function RoomIntegrations({ room, onDone }: { room: RoomId; onDone: () => void }) {
  const { rest } = useClient();
  const { integrations: words } = useWords();
  const notify = useChatView((view) => view.notify);
  const [kind, setKind] = useState<HookKind>('incoming');
  const [doomed, setDoomed] = useState<Named>();
  const { hooks, error, read } = useHooks(room);
  const { made, urlError, make, forget } = useNewHook(room, read);
  const { tries, toggle } = useTries(room, read);
  const remove = useAsk(async ({ id, name }: Named) => {
    const hook = { room, hook: id };
    await (kind === 'incoming' ? rest.hooks.revokeIncoming(hook) : rest.hooks.deleteOutgoing(hook));
    forget(id);
    notify(words.deleted(name));
    read();
  });
  const resume = useAsk(async ({ id, name }: Named) => {
    const hook = { room, hook: id };
    await (kind === 'incoming' ? rest.hooks.resumeIncoming(hook) : rest.hooks.resumeOutgoing(hook));
    notify(kind === 'incoming' ? words.isOn(name) : words.resumed(name));
    read();
  });
  const pause = useAsk(async ({ id, name }: Named) => {
    await rest.hooks.pauseOutgoing({ room, hook: id });
    notify(words.isOff(name));
    read();
  });
  if (doomed) {
    const confirm = () => {
      setDoomed(undefined);
      remove.run(doomed);
    };
    return (
      <ConfirmDialog
        title={words.deleteTitle(doomed.name)}
        body={words.deleteBody[kind]}
        action={words.delete}
        onConfirm={confirm}
        onClose={() => setDoomed(undefined)}
      />
    );
  }
  const asks = [make, remove, resume, pause, toggle];
  const acts = { busy: asks.some((ask) => ask.busy), onDelete: setDoomed };
  const incoming = (hooks?.incoming ?? []).map((hook) => ({ ...hook, name: hook.account.name }));
  return (
    <IntegrationsDialog
      kind={kind}
      busy={acts.busy}
      urlError={urlError}
      error={asks.find((ask) => ask.refusal)?.refusal?.text ?? error}
      total={hooks?.[kind].length}
      made={
        made?.kind === kind ? (
          <MadeSecret
            words={wordsOf(words, kind)}
            secret={made.secret}
            onCopy={copyText}
            onAnother={forget}
          />
        ) : undefined
      }
      onKind={setKind}
      onMake={(hook) => make.run({ kind, ...hook })}
      onClose={onDone}
    >
      {kind === 'incoming' ? (
        <IncomingHooks hooks={incoming} {...acts} onResume={resume.run} />
      ) : (
        <OutgoingHooks
          hooks={hooks?.outgoing ?? []}
          {...acts}
          tries={tries}
          onTries={toggle.run}
          onResume={resume.run}
          onPause={pause.run}
        />
      )}
    </IntegrationsDialog>
  );
}

function wordsOf({ made, shownOnce, copy, another }: Catalog['integrations'], kind: HookKind) {
  return { made: made[kind], shownOnce: shownOnce[kind], copy: copy[kind], another };
}
