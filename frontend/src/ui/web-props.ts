import { Platform } from 'react-native';

export interface KeyPress {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly target: unknown;
  readonly currentTarget: unknown;
  readonly nativeEvent: { readonly isComposing?: boolean };
  preventDefault(): void;
  stopPropagation(): void;
}

export interface PointerPress {
  readonly nativeEvent: { readonly clientX: number; readonly clientY: number };
  preventDefault(): void;
}

/** Properties that React Native for Web passes on and React Native's types do not know. */
export interface WebProps {
  readonly dataSet?: Readonly<Record<string, string>>;
  readonly onKeyDown?: (event: KeyPress) => void;
  /** A TextInput keeps keydown to itself and hands it on under this name, with the whole event. */
  readonly onKeyPress?: (event: KeyPress) => void;
  readonly onContextMenu?: (event: PointerPress) => void;
  readonly onMouseEnter?: () => void;
  readonly onMouseLeave?: () => void;
  readonly onMouseDown?: (event: { preventDefault(): void }) => void;
  readonly dir?: 'auto' | 'ltr' | 'rtl';
  readonly href?: string;
  readonly hrefAttrs?: Readonly<Record<string, string>>;
  readonly title?: string;
  readonly tabIndex?: 0 | -1;
  /** Those that React Native's types do not have. */
  readonly role?: 'blockquote' | 'listbox' | 'option';
  readonly 'aria-selected'?: boolean;
  readonly 'aria-autocomplete'?: 'list';
  readonly 'aria-haspopup'?: 'listbox';
  readonly 'aria-controls'?: string | undefined;
  readonly 'aria-activedescendant'?: string | undefined;
  readonly autoComplete?: string;
}

/** Web-only properties, as nothing elsewhere. */
export function webProps(props: WebProps): object {
  return Platform.OS === 'web' ? props : {};
}

/** Web-only style, as nothing elsewhere. */
export function webStyle(style: Readonly<Record<string, string | number>>): object {
  return Platform.OS === 'web' ? style : {};
}

/** The state of a Pressable, with the hover that only the web knows. */
export interface PressState {
  readonly pressed: boolean;
  readonly hovered?: boolean;
}

/**
 * The press of a Pressable with the role of a link. React Native Web leaves Enter to the browser there, though what it
 * draws is no link of the browser's.
 */
export function linkPress(onPress: () => void): { readonly onPress: () => void } {
  const onKeyDown = (event: KeyPress) => {
    if (event.key === 'Enter') onPress();
  };
  return { onPress, ...webProps({ onKeyDown }) };
}

/**
 * The press of a Pressable with the role of a radio button or a checkbox. React Native Web knows Enter there, and not the
 * key that people press for it.
 */
export function choicePress(onPress: () => void): { readonly onPress: () => void } {
  const onKeyDown = (event: KeyPress) => {
    if (event.key !== ' ') return;
    event.preventDefault();
    event.stopPropagation();
    onPress();
  };
  return { onPress, ...webProps({ onKeyDown }) };
}

/**
 * The press of a text with the role of a button, with the focus and the keys that a button has: of a text, React Native
 * Web makes a span that has neither.
 */
export function buttonPress(onPress: () => void): { readonly onPress: () => void } {
  const onKeyDown = (event: KeyPress) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    event.stopPropagation();
    onPress();
  };
  return { onPress, ...webProps({ tabIndex: 0, onKeyDown }) };
}
