/** What the composer is for at the moment: a new message, an answer, or the change of an old one. */
export type ComposerMode =
  | { readonly kind: 'write' }
  | { readonly kind: 'reply'; readonly name: string; readonly text: string }
  /** `text` is what to begin with instead of the message as it is. */
  | { readonly kind: 'edit'; readonly id: string; readonly body: string; readonly text?: string | undefined };
