import type { ReactNode } from 'react';
import { View } from 'react-native';
import { useSafeAreaInsets } from 'react-native-safe-area-context';
import { tokens, useLayout, usePaneCycle, useTheme, webProps, webStyle } from '../../ui';
import { ListResizer } from './list-resizer';

export interface AppShellProps {
  readonly rail: ReactNode;
  readonly tabs: ReactNode;
  readonly list: ReactNode;
  readonly main: ReactNode;
  /** On a narrow window: which of list and main is on top. */
  readonly showMain: boolean;
  readonly listWidth: number;
  readonly onListWidth: (width: number) => void;
  readonly labels: { readonly list: string; readonly main: string };
}

/**
 * Out of sight but laid out: the list keeps its place for the way back, and has sizes to work with meanwhile. The other
 * pane stays mounted, because the router loses its place with it, and because dialogs of their own routes stand in it.
 */
const hidden = {
  position: 'absolute',
  top: 0,
  bottom: 0,
  start: 0,
  end: 0,
  opacity: 0,
  pointerEvents: 'none',
  ...webStyle({ visibility: 'hidden' }),
} as const;

/** The panes of spec §2: one below 700, list and conversation below 1024, then the rail too. */
export function AppShell(props: AppShellProps) {
  const theme = useTheme();
  const { panes } = useLayout();
  const insets = useSafeAreaInsets();
  usePaneCycle();
  const one = panes === 'one';
  const showList = !one || !props.showMain;
  const showMain = !one || props.showMain;
  const width = panes === 'three' ? props.listWidth : tokens.layout.list.twoPane;
  return (
    <View
      style={{
        flex: 1,
        flexDirection: 'row',
        backgroundColor: theme.colors.background,
        paddingTop: insets.top,
      }}
    >
      {panes === 'three' ? props.rail : null}
      <View
        role="navigation"
        aria-label={props.labels.list}
        aria-hidden={!showList}
        {...webProps({ dataSet: { pane: 'list' } })}
        style={[
          { backgroundColor: theme.chat.listPane, borderEndColor: theme.chat.hairline },
          one ? { flex: 1 } : { width, borderEndWidth: 1 },
          showList ? undefined : hidden,
        ]}
      >
        <View style={{ flex: 1 }}>{props.list}</View>
        {one ? props.tabs : null}
      </View>
      {panes === 'three' ? <ListResizer width={width} onWidth={props.onListWidth} /> : null}
      <View
        role="main"
        aria-label={props.labels.main}
        aria-hidden={!showMain}
        {...webProps({ dataSet: { pane: 'main' } })}
        style={[
          { flex: 1, minWidth: 0, backgroundColor: theme.chat.chatCanvas },
          showMain ? undefined : hidden,
        ]}
      >
        {props.main}
      </View>
    </View>
  );
}
