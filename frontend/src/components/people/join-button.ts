import { useWords } from '../../i18n';

/** A room as somebody sees it who may not be in it. */
export interface Joinable {
  readonly name: string;
  /** Whether I am in it. */
  readonly member: boolean;
  /** People ask to be let in instead of joining. */
  readonly asks?: boolean | undefined;
  /** Whether I have asked. */
  readonly asked?: boolean | undefined;
}

/** What the button of such a room says: open it, join it, or ask and take that back. */
export function useJoinButton({ name, member, asks, asked }: Joinable) {
  const { channels, requests } = useWords();
  if (member) return { isQuiet: true, label: channels.open, spoken: channels.openLabel(name) };
  if (asked) return { isQuiet: true, label: requests.asked, spoken: requests.askedLabel(name) };
  if (asks) return { isQuiet: false, label: requests.ask, spoken: requests.askLabel(name) };
  return { isQuiet: false, label: channels.join, spoken: channels.joinLabel(name) };
}
