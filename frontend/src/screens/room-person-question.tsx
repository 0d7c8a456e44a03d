import type { Role, UserId } from '@sup/protocol';
import type * as Sdk from '@sup/sdk';
import type { Ask } from '../client/use-ask';
import { ConfirmDialog } from '../components/confirm-dialog';
import { ChoiceDialog } from '../components/moderation/choice-dialog';
import { TimeLimitDialog } from '../components/moderation/time-limit-dialog';
import type { MemberQuestion } from '../components/people/member-actions';
import { useWords } from '../i18n';
import { lengthMs } from '../model/rights';

export type PersonQuestion = MemberQuestion | 'block';

export interface RoomPersonQuestionProps {
  readonly question: PersonQuestion;
  readonly id: UserId;
  readonly name: string;
  readonly role: Role;
  /** Those that I may give. */
  readonly roles: readonly Role[];
  readonly room: Sdk.Room;
  readonly roomName: string;
  readonly of: 'chat' | 'space';
  readonly change: Ask<{ readonly run: () => Promise<void>; readonly said: string }>;
  readonly onBlock: () => void;
  readonly onClose: () => void;
}

/** Asks once, and where it matters how, before something is done to a person. */
export function RoomPersonQuestion(props: RoomPersonQuestionProps) {
  const { question, id, name, role, roles, room, roomName, of, change, onClose } = props;
  const { details, moderation, spaces } = useWords();
  const { busy, refusal } = change;
  const asked = { busy, error: refusal?.text, onClose };
  const confirm = (title: string, body: string, action: string) => ({ title, body, action, onClose });
  switch (question) {
    case 'block':
      return (
        <ConfirmDialog
          {...confirm(details.blockTitle(name), details.blockBody, details.block)}
          onConfirm={() => {
            onClose();
            props.onBlock();
          }}
        />
      );
    case 'remove':
      return (
        <ConfirmDialog
          {...confirm(
            details.removeTitle(name),
            (of === 'space' ? spaces : details).removeBody(roomName),
            details.remove(of),
          )}
          onConfirm={() => {
            onClose();
            change.run({ run: () => room.removeMember(id), said: details.removed(name) });
          }}
        />
      );
    case 'transfer':
      return (
        <ConfirmDialog
          {...confirm(moderation.transferTitle(name), moderation.transferBody, moderation.transfer)}
          onConfirm={() => {
            onClose();
            change.run({ run: () => room.moderation.transfer(id), said: moderation.transferred(name) });
          }}
        />
      );
    case 'role':
      return (
        <ChoiceDialog
          {...asked}
          title={moderation.roleOf(name)}
          value={role}
          options={roles.map((value) => ({ value, label: moderation.roles[value] }))}
          onSave={(value: Role) =>
            change.run({ run: () => room.addMember(id, value), said: moderation.roleChanged(name, value) })
          }
        />
      );
    case 'mute':
      return (
        <TimeLimitDialog
          {...asked}
          {...confirm(moderation.muteTitle(name), moderation.muteBody, moderation.mute)}
          onConfirm={(length) =>
            change.run({
              run: () => room.moderation.mute(id, lengthMs[length]),
              said: moderation.muted(name),
            })
          }
        />
      );
    case 'ban':
      return (
        <TimeLimitDialog
          {...asked}
          {...confirm(moderation.banTitle(name), moderation.banBody(roomName), moderation.ban)}
          withReason
          onConfirm={(length, reason) => {
            const forMs = lengthMs[length];
            const terms = { ...(forMs === undefined ? {} : { forMs }), ...(reason ? { reason } : {}) };
            change.run({ run: () => room.moderation.ban(id, terms), said: moderation.banned(name) });
          }}
        />
      );
    default:
      return question satisfies never;
  }
}
