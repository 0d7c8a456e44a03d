import type { TextStyle } from 'react-native';
import values from './tokens.json';

/** The design tokens, typed as far as the product reads them. */
export const tokens = values;

/** The mark's own colours: the same in every theme. */
export const brand = { petrol: '#006374', spark: '#FFB38A', light: '#fff' } as const;

export type ThemeName = keyof typeof values.themes;
export type ChatColours = (typeof values.themes)['light']['chat'];
export type ChatTypeName = keyof typeof values.typeChat;
export type PaperTypeName = keyof typeof values.typePaper;
export type TypeName = ChatTypeName | PaperTypeName;
export type DensityName = keyof typeof values.density;
export type ChatTextStyle = Pick<
  TextStyle,
  'fontSize' | 'lineHeight' | 'fontWeight' | 'letterSpacing' | 'fontFamily'
>;
