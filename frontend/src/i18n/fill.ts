export interface FilledPart {
  readonly text: string;
  /** A name put in: emphasised and isolated from the direction of the sentence. */
  readonly value: boolean;
}

/** Cuts a sentence with `{key}` places into words and values, in the order of the language. */
export function fill(sentence: string, values: Readonly<Record<string, string>>): FilledPart[] {
  return sentence
    .split(/(\{\w+\})/u)
    .filter(Boolean)
    .map((part) => {
      const value = part.startsWith('{') ? values[part.slice(1, -1)] : undefined;
      return value === undefined ? { text: part, value: false } : { text: value, value: true };
    });
}
