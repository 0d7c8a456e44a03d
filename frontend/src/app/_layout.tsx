import { useState } from 'react';
import { takeOpenedLink } from '../client/opened-link';
import { Root } from '../screens/root';
import { useAuthView } from '../stores/auth';

/** The root of every route. */
export default function RootLayout() {
  useState(() => {
    const link = takeOpenedLink();
    // The layout may be made more than once before it is shown; the link is in the address only the first time.
    if (link) useAuthView.getState().opened(link);
  });
  return <Root />;
}
