import Svg, { Circle, ClipPath, Defs, G, Path, Rect } from 'react-native-svg';
import { type ThemeMode, type ThemeName, tokens } from '../../ui';

/** A small picture of the product in a theme; System shows both halves. */
export function ThemePicture({ mode }: { mode: ThemeMode }) {
  if (mode !== 'system')
    return (
      <Svg viewBox="0 0 150 92">{<Scene name={mode === 'highContrast' ? 'highContrastDark' : mode} />}</Svg>
    );
  return (
    <Svg viewBox="0 0 150 92">
      <Defs>
        <ClipPath id="dark-half">
          <Path d="M90 0H150V92H60z" />
        </ClipPath>
      </Defs>
      <Scene name="light" />
      <G clipPath="url(#dark-half)">
        <Scene name="dark" />
      </G>
    </Svg>
  );
}

function Scene({ name }: { name: ThemeName }) {
  const { chat, paper, highContrast } = tokens.themes[name];
  const lines = highContrast ? paper.outline : paper.outlineVariant;
  const other = highContrast ? chat.bubbleOtherOutline : 'none';
  const own = highContrast ? chat.bubbleOwnOutline : 'none';
  return (
    <G>
      <Rect width={150} height={92} fill={chat.chatCanvas} />
      <Rect width={46} height={92} fill={chat.listPane} />
      <Rect x={6} y={8} width={34} height={14} rx={4} fill={chat.selectedRow} />
      <Rect x={6} y={28} width={28} height={5} rx={2.5} fill={lines} />
      <Rect x={6} y={40} width={32} height={5} rx={2.5} fill={lines} />
      <Rect x={6} y={52} width={24} height={5} rx={2.5} fill={lines} />
      <Rect x={54} y={14} width={52} height={16} rx={7} fill={chat.bubbleOther} stroke={other} />
      <Rect x={54} y={34} width={38} height={14} rx={7} fill={chat.bubbleOther} stroke={other} />
      <Rect x={92} y={56} width={50} height={16} rx={7} fill={chat.bubbleOwn} stroke={own} />
      <Circle cx={136} cy={82} r={5} fill={paper.primary} />
    </G>
  );
}
