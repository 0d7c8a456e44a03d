import { Platform } from 'react-native';
import configureFonts from 'react-native-paper/lib/module/styles/fonts';
import { MD3DarkTheme } from 'react-native-paper/lib/module/styles/themes/v3/DarkTheme';
import { MD3LightTheme } from 'react-native-paper/lib/module/styles/themes/v3/LightTheme';
import type { ChatColours, ChatTextStyle, DensityName, ThemeName, TypeName } from './tokens';
import { tokens } from './tokens';

export interface ThemeChoice {
  readonly name: ThemeName;
  readonly density: DensityName;
  /** Multiplies the type of messages and list rows; chrome keeps its size. */
  readonly textScale: number;
  readonly reduceMotion: boolean;
}

type Weight = '400' | '500' | '600';

const fontFamily = Platform.select({
  ios: tokens.fontFamily.native.ios,
  android: tokens.fontFamily.native.android,
  default: tokens.fontFamily.text,
});

export const monoFamily = Platform.select({
  ios: 'Menlo',
  android: 'monospace',
  default: tokens.fontFamily.mono,
});

function paperFonts() {
  const entries = Object.entries(tokens.typePaper).map(([name, style]) => [name, { ...style, fontFamily }]);
  return configureFonts({ config: Object.fromEntries(entries) });
}

function scaled(style: (typeof tokens.typeChat)['message'], scale: number): ChatTextStyle {
  return {
    ...style,
    fontFamily,
    fontWeight: style.fontWeight as Weight,
    fontSize: style.fontSize * scale,
    lineHeight: Math.round(style.lineHeight * scale),
  };
}

/** What sits in bars of a fixed height grows only so far. */
const chromeTypes: ReadonlySet<string> = new Set(['roomTitle', 'roomSubtitle', 'chip', 'badge', 'reaction']);
const chromeScaleMax = 1.3;

function typeScale(scale: number): Record<TypeName, ChatTextStyle> {
  const chrome = Math.min(scale, chromeScaleMax);
  const chat = Object.entries(tokens.typeChat).map(([name, style]) => [
    name,
    scaled(style, chromeTypes.has(name) ? chrome : scale),
  ]);
  const paper = Object.entries(tokens.typePaper).map(([name, style]) => [name, scaled(style, 1)]);
  return Object.fromEntries([...chat, ...paper]) as Record<TypeName, ChatTextStyle>;
}

/** The whole theme: Paper's keys for Paper's parts, and beside them what the chat's own views read. */
export function makeTheme(choice: ThemeChoice) {
  const { dark, highContrast, paper, chat } = tokens.themes[choice.name];
  const base = dark ? MD3DarkTheme : MD3LightTheme;
  const chatColours: ChatColours = chat;
  return {
    ...base,
    dark,
    highContrast,
    roundness: tokens.paperRoundness,
    colors: { ...base.colors, ...paper },
    fonts: paperFonts(),
    animation: { scale: choice.reduceMotion ? 0 : 1 },
    chat: chatColours,
    type: typeScale(choice.textScale),
    densityName: choice.density,
    density: tokens.density[choice.density],
    textScale: choice.textScale,
    reduceMotion: choice.reduceMotion,
    shadow: highContrast ? noShadow : tokens.shadow[dark ? 'dark' : 'light'],
    avatars: avatarColours(choice.name),
  };
}

const noShadow = { menu: 'none', dialog: 'none', toolbar: 'none', bubble: 'none' };

const nameKeys = {
  light: 'nameLight',
  dark: 'nameDark',
  highContrastLight: 'nameHighContrastLight',
  highContrastDark: 'nameHighContrastDark',
} as const;

function avatarColours(name: ThemeName) {
  return tokens.avatars.map((colour) => ({
    background: colour.background,
    onBackground: colour.onBackground,
    name: colour[nameKeys[name]],
  }));
}

export type SupTheme = ReturnType<typeof makeTheme>;
