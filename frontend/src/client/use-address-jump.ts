import type { MessageId } from '@sup/protocol';
import { useLocalSearchParams, useRouter } from 'expo-router';
import { useEffect, useRef } from 'react';

/** Jumps to the message that the address names (`m=ID.SEQ`), once there is something to jump in. */
export function useAddressJump(
  isReady: boolean,
  jump: (place: { id: MessageId; seq: number }) => void,
): void {
  const { m } = useLocalSearchParams<{ m?: string }>();
  const router = useRouter();
  const now = useRef(jump);
  now.current = jump;
  useEffect(() => {
    if (!isReady || !m) return;
    const [id = '', seq = ''] = m.split('.');
    now.current({ id: id as MessageId, seq: Number(seq) });
    // So that the same address, called again, jumps again.
    router.setParams({ m: undefined });
  }, [isReady, m, router]);
}
