export { announce } from './announce';
export { useAutoGrow } from './auto-grow';
export { Avatar } from './avatar';
export { useBackCloses } from './back-closes';
export { Badge, cappedCount } from './badge';
export { Banner } from './banner';
export { Button } from './button';
export { Card, CardRow } from './card';
export { setCaret } from './caret';
export { Chip } from './chip';
export { copyText } from './copy-text';
export { Dialog, Scrim, Sheet } from './dialog';
export { ErrorLine } from './error-line';
export { focusById, focusedId } from './focus';
export { IconButton } from './icon-button';
export { KeyboardProvider, KeyboardRoom } from './keyboard-room';
export { Mark } from './mark';
export { Menu, type MenuItem } from './menu';
export { overlay } from './overlay';
export { usePageTitle } from './page-title';
export { usePaneCycle } from './pane-cycle';
export { Segmented } from './segmented';
export { useShiftEscape } from './shift-escape';
export { Skeleton, SkeletonGroup } from './skeleton';
export { type Notice, SnackbarHost } from './snackbar';
export { Icon, type IconName } from './sup-icon';
export { TextField } from './text-field';
export { monoFamily, type SupTheme } from './theme';
export { type Appearance, type ThemeMode, ThemeProvider, useTheme } from './theme-provider';
export { Tip } from './tip';
export { CheckMark, RadioMark, Toggle } from './toggle';
export { brand, type ThemeName, tokens } from './tokens';
export { Txt } from './txt';
export { TypingDots } from './typing-dots';
export { fieldDirection, isMirrored } from './ui-direction';
export { useLayout } from './use-layout';
export {
  buttonPress,
  choicePress,
  type KeyPress,
  linkPress,
  type PressState,
  type WebProps,
  webProps,
  webStyle,
} from './web-props';
