const emojiOnly =
  /^(?:\p{RI}{2}|\p{Emoji}(?:\p{EMod}|\u{FE0F}\u{20E3}?|[\u{E0020}-\u{E007E}]+\u{E007F})?(?:\u{200D}\p{Emoji}(?:\p{EMod}|\u{FE0F})?)*){1,3}$/u;
const plain = /^[\d#*]+$/u;

/** One to three emoji and nothing else: shown large, without a bubble. */
export function isEmojiOnly(text: string): boolean {
  const trimmed = text.trim().replace(/\s+/gu, '');
  return trimmed.length > 0 && trimmed.length <= 60 && !plain.test(trimmed) && emojiOnly.test(trimmed);
}

/** The six reactions that stand first. */
export const quickReactions = ['👍', '❤️', '😂', '🎉', '👀', '🙏'] as const;

/** The grid behind the plus: what people react with most. */
export const commonEmoji = [
  '😀',
  '😄',
  '😁',
  '😅',
  '🤣',
  '😊',
  '😉',
  '😍',
  '🥰',
  '😘',
  '😎',
  '🤩',
  '🤔',
  '🤨',
  '😐',
  '🙄',
  '😴',
  '😮',
  '😢',
  '😭',
  '😤',
  '😡',
  '🤯',
  '😱',
  '👍',
  '👎',
  '👌',
  '✌️',
  '🤞',
  '🤝',
  '👏',
  '🙌',
  '🙏',
  '💪',
  '👋',
  '✋',
  '❤️',
  '🧡',
  '💛',
  '💚',
  '💙',
  '💜',
  '🖤',
  '💔',
  '🔥',
  '✨',
  '⭐',
  '🎉',
  '✅',
  '❌',
  '❗',
  '❓',
  '💯',
  '👀',
  '🚀',
  '🏁',
  '☕',
  '🍕',
  '🎂',
  '🥳',
] as const;
