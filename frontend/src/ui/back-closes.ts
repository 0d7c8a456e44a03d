import { useEffect, useRef } from 'react';
import { BackHandler } from 'react-native';
import { useLayout } from './use-layout';

/** While this is shown on a phone, Back closes it instead of leaving the screen. */
export function useBackCloses(onClose: () => void): void {
  const { mobile } = useLayout();
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    if (!mobile) return;
    const handler = BackHandler.addEventListener('hardwareBackPress', () => {
      close.current();
      return true;
    });
    return () => handler.remove();
  }, [mobile]);
}
