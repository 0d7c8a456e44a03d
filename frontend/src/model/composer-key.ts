export interface ComposerKey {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  /** An input method is putting a word together: its keys are not ours. */
  readonly composing: boolean;
}

export interface ComposerState {
  readonly enterSends: boolean;
  /** On touch the return key makes a new line. */
  readonly touch: boolean;
  readonly empty: boolean;
  readonly writing: boolean;
}

export type ComposerCommand = 'send' | 'edit-last' | 'leave' | 'cancel' | undefined;

function sends(press: ComposerKey, state: ComposerState): boolean {
  if (press.ctrlKey || press.metaKey) return true;
  return state.enterSends && !press.shiftKey && !state.touch;
}

/** What a key means in the composer; undefined leaves it to the field. */
export function composerCommand(press: ComposerKey, state: ComposerState): ComposerCommand {
  if (press.composing) return undefined;
  if (press.key === 'Enter') return sends(press, state) ? 'send' : undefined;
  if (press.key === 'ArrowUp') return state.empty && state.writing ? 'edit-last' : undefined;
  if (press.key === 'Escape') return state.writing ? 'leave' : 'cancel';
  return undefined;
}
