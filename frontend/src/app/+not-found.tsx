import { Redirect } from 'expo-router';

/** An address that leads nowhere leads to the chats. */
export default function NotFound() {
  return <Redirect href="/" />;
}
