/** Which way a program takes part: it posts into the chat, or is told what happens there. */
export type HookKind = 'incoming' | 'outgoing';
