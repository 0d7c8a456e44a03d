import { useRouter } from 'expo-router';

/** Leaves a page that was opened over another: back to that one, or to the chats where there is none. */
export function useClose(): () => void {
  const router = useRouter();
  return () => {
    if (router.canGoBack()) router.back();
    else router.replace('/');
  };
}
