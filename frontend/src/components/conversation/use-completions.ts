// What is offered while a word with a sign is written, and the keys that move in the offer.
import { type RefObject, useLayoutEffect, useState } from 'react';
import type { TextInput } from 'react-native';
import { type Completion, completed, matching, type SignedWord, signedWordAt } from '../../model/completion';
import { spelledOut } from '../../model/emoji-names';
import { type KeyPress, setCaret, useLayout } from '../../ui';
import { useEmojiNames } from './use-emoji-names';

/** All that may be offered for a sign, in the order in which equals stand; emoji are the same everywhere. */
export type Completions = (sign: Exclude<SignedWord['sign'], ':'>) => readonly Completion[];

export interface Offer {
  readonly items: readonly Completion[];
  readonly active: number;
}

interface Writing {
  readonly input: RefObject<TextInput | null>;
  readonly text: string;
  readonly all: Completions | undefined;
  readonly change: (text: string) => void;
}

/** As much of a low window as the offer may take, and its rows. */
const heightShare = 0.6;
const rowHeight = { touch: 48, pointer: 36 };
const rowsMin = 2;

/** The offer for the word at the caret, if there is one. `onKey` says whether a key was meant for it. */
export function useCompletions({ input, text, all, change }: Writing) {
  const [caret, setCaretSeen] = useState(0);
  const [active, setActive] = useState({ start: -1, query: '', at: 0 });
  const [dismissed, setDismissed] = useState(-1);
  const [wanted, setWanted] = useState<number>();
  useLayoutEffect(() => {
    if (wanted === undefined) return;
    setCaret(input.current, wanted);
    setWanted(undefined);
  }, [wanted, input]);

  const word = signedWordAt(text, Math.min(caret, text.length));
  const emoji = useEmojiNames(word?.sign === ':');
  const named = word?.sign === ':' ? emoji : word && all?.(word.sign);
  const { height, mobile } = useLayout();
  const rows = Math.floor((height * heightShare) / rowHeight[mobile ? 'touch' : 'pointer']);
  const found = word && named && dismissed !== word.start ? matching(word.query, named) : [];
  const items = found.slice(0, Math.max(rows, rowsMin));
  const isSame = word !== undefined && active.start === word.start && active.query === word.query;
  const at = isSame ? Math.min(active.at, items.length - 1) : 0;
  const offer: Offer | undefined = items.length > 0 ? { items, active: at } : undefined;

  const put = (next: ReturnType<typeof completed>) => {
    change(next.text);
    setCaretSeen(next.caret);
    setWanted(next.caret);
  };
  const take = (completion: Completion) => {
    if (!word) return;
    put(completed(text, word, completion));
    input.current?.focus();
  };
  const write = (value: string) => {
    const spelled = spelledOut(text, value, emoji);
    if (spelled && spelled.start !== dismissed) put(spelled);
    else change(value);
  };
  const move = (by: number) => {
    if (word)
      setActive({ start: word.start, query: word.query, at: (at + by + items.length) % items.length });
  };
  const onKey = (press: KeyPress): boolean => {
    const chosen = items[at];
    if (!word || !chosen || press.nativeEvent.isComposing || press.ctrlKey || press.metaKey) return false;
    if (press.key === 'ArrowDown') move(1);
    else if (press.key === 'ArrowUp') move(-1);
    else if (press.key === 'Escape') setDismissed(word.start);
    else if (takes(press, isWritten(word, chosen))) take(chosen);
    else return false;
    press.preventDefault();
    return true;
  };
  const onCaret = (index: number) => {
    setCaretSeen(index);
    // A word that was dismissed and left may be offered for again.
    if (dismissed >= 0 && signedWordAt(text, index)?.start !== dismissed) setDismissed(-1);
  };
  return { offer, onKey, onCaret, take, write };
}

/** Whether the word says all of it already: then Enter means the message, and only Tab the offer. */
function isWritten({ sign, query }: SignedWord, { insert }: Completion): boolean {
  return insert.toLowerCase() === `${sign}${query}`.toLowerCase();
}

function takes({ key, shiftKey }: KeyPress, written: boolean): boolean {
  return !shiftKey && (key === 'Tab' || (key === 'Enter' && !written));
}
