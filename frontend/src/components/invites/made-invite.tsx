import { useState } from 'react';
import { View } from 'react-native';
import { useWords } from '../../i18n';
import type { InviteKind } from '../../model/invite';
import { Button, monoFamily, Txt, useTheme } from '../../ui';
import { QrCode } from './qr-code';

const qrSize = 200;

export interface MadeInviteProps {
  readonly roomName: string;
  /** Its code is known only now. */
  readonly made: { readonly kind: InviteKind; readonly code: string; readonly link: string };
  readonly onCopy: (text: string) => Promise<void>;
  readonly onAnother: () => void;
}

/** What was just made, to be copied, scanned or said: its code is never shown again. */
export function MadeInvite({ made, roomName, onCopy, onAnother }: MadeInviteProps) {
  const { invites, common } = useWords();
  const { colors } = useTheme();
  const [copied, setCopied] = useState(false);
  const isLink = made.kind === 'link';
  const copy = async () => {
    await onCopy(isLink ? made.link : made.code);
    setCopied(true);
  };
  return (
    <View style={{ gap: 14 }}>
      <View style={{ gap: 2 }}>
        <Txt type="titleMedium" role="heading" aria-level={3} aria-live="polite">
          {isLink ? invites.made : invites.madeCode}
        </Txt>
        <Txt color={colors.onSurfaceVariant} style={{ fontSize: 13, lineHeight: 18 }}>
          {isLink ? invites.shownOnce : `${invites.sayHint(hostOf(made.link))} ${invites.shownOnce}`}
        </Txt>
      </View>
      {isLink ? (
        <View style={{ alignItems: 'center' }}>
          <QrCode text={made.link} size={qrSize} label={invites.qr(roomName)} />
        </View>
      ) : null}
      <View style={{ padding: 14, borderRadius: 14, backgroundColor: colors.surfaceVariant }}>
        <Txt
          selectable
          style={{
            fontFamily: monoFamily,
            textAlign: 'center',
            ...(isLink ? { fontSize: 14, lineHeight: 20 } : { fontSize: 26, lineHeight: 34 }),
          }}
        >
          {isLink ? made.link : made.code}
        </Txt>
      </View>
      <View style={{ gap: 8 }}>
        <Button
          size="large"
          wide
          icon={copied ? 'check' : 'copy'}
          label={copied ? common.copied : isLink ? invites.copyLink : invites.copyCode}
          onPress={() => void copy()}
        />
        <Button kind="text" wide label={invites.another} onPress={onAnother} />
      </View>
    </View>
  );
}

function hostOf(link: string): string {
  return new URL(link).host;
}
