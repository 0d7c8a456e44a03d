import { View } from 'react-native';
import { useWords } from '../../i18n';
import { Card, CardRow, Dialog, ErrorLine } from '../../ui';
import { DeleteCard } from '../moderation/delete-card';
import { ModeSwitch } from '../moderation/mode-switch';
import { RightsCard, type RightsCardProps } from '../moderation/rights-card';

export interface SpaceSettingsDialogProps extends Omit<RightsCardProps, 'of'> {
  readonly isPublic: boolean;
  readonly opensToSpaces: boolean;
  readonly archived: boolean;
  readonly canSet: boolean;
  readonly canArchive: boolean;
  readonly error: string | undefined;
  readonly onPublic: (on: boolean) => void;
  readonly onOpens: (on: boolean) => void;
  readonly onArchived: (on: boolean) => void;
  /** Absent for who may not delete it. */
  readonly onDelete: (() => void) | undefined;
  readonly onClose: () => void;
}

/** Who finds a space and who may do what in it; what I may change, I can press. */
export function SpaceSettingsDialog(props: SpaceSettingsDialogProps) {
  const { spaces, common } = useWords();
  const modes = [
    {
      key: 'public',
      title: spaces.public,
      detail: spaces.publicHint,
      on: props.isPublic,
      can: props.canSet,
      set: props.onPublic,
    },
    {
      key: 'opens',
      title: spaces.opens,
      detail: spaces.opensHint,
      on: props.opensToSpaces,
      can: props.canSet,
      set: props.onOpens,
    },
    {
      key: 'archived',
      title: spaces.archived,
      detail: spaces.archivedHint,
      on: props.archived,
      can: props.canArchive,
      set: props.onArchived,
    },
  ];
  return (
    <Dialog title={spaces.settings} closeLabel={common.close} onClose={props.onClose}>
      <View style={{ gap: 16 }}>
        <ErrorLine text={props.error} />
        <Card>
          {modes.map(({ key, title, detail, on, can, set }) => (
            <CardRow
              key={key}
              title={title}
              detail={detail}
              end={<ModeSwitch label={title} on={on} onChange={can ? set : undefined} />}
            />
          ))}
        </Card>
        <RightsCard of="space" rights={props.rights} onRight={props.onRight} />
        <DeleteCard of="space" onDelete={props.onDelete} />
      </View>
    </Dialog>
  );
}
