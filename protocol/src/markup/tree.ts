// What a message's text means, as plain data: no classes, no cycles, the same after a round through JSON.

export type MarkupTree = readonly Block[];

export type Block =
  | { readonly kind: 'paragraph'; readonly children: readonly Inline[] }
  | { readonly kind: 'quote'; readonly children: readonly Block[] }
  | ListBlock
  /** The text as it was typed, without the last line break. */
  | { readonly kind: 'code'; readonly text: string; readonly language?: string };

export interface ListBlock {
  readonly kind: 'list';
  /** The first number of an ordered list; absent for bullets. */
  readonly start?: number;
  /** There are empty lines between the items, or inside one: show them apart. */
  readonly loose: boolean;
  readonly items: readonly (readonly Block[])[];
}

/** Styles that hold other inlines. */
export type SpanKind = 'bold' | 'italic' | 'strike' | 'spoiler';

export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'break' }
  | { readonly kind: SpanKind; readonly children: readonly Inline[] }
  /** Its url begins with https:, http: or mailto:. Inside there is no link, mention or spoiler. */
  | { readonly kind: 'link'; readonly url: string; readonly children: readonly Inline[] }
  | Mention;

/**
 * Somebody or something that the text names: `@name` or `#name`, `name` as it was typed. Who is meant stands in the
 * envelope's `mentions`; a name that the reader does not know is shown as the text that it is.
 */
export interface Mention {
  readonly kind: 'mention';
  readonly of: 'person' | 'room' | 'role' | 'everyone';
  readonly name: string;
}
