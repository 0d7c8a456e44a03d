import { type ReactNode, useEffect, useRef } from 'react';
import { Modal, Pressable, ScrollView, View } from 'react-native';
import { Scrim, Sheet } from './dialog';
import { focusById } from './focus';
import { overlay } from './overlay';
import { type IconName, SupIcon } from './sup-icon';
import { useTheme } from './theme-provider';
import { Txt } from './txt';
import { isMirrored } from './ui-direction';
import { useLayout } from './use-layout';
import { type KeyPress, type PressState, webProps, webStyle } from './web-props';

export interface MenuItem {
  readonly key: string;
  readonly label: string;
  readonly icon: IconName;
  readonly shortcut?: string;
  readonly danger?: boolean;
  readonly onPress: () => void;
}

export interface MenuProps {
  readonly label: string;
  /** Where it was asked for, in the window. */
  readonly at: { readonly x: number; readonly y: number };
  readonly items: readonly MenuItem[];
  readonly header?: ReactNode;
  readonly onClose: () => void;
}

const width = 210;
const rowHeight = 36;
const margin = 8;

function clamp(value: number, max: number): number {
  return Math.max(margin, Math.min(value, max));
}

/** Commands at a point, or a sheet on a phone. Arrows, Home and End move; Esc closes. */
export function Menu({ label, at, items, header, onClose }: MenuProps) {
  const theme = useTheme();
  const layout = useLayout();
  if (layout.mobile) {
    return (
      <Sheet label={label} onClose={onClose}>
        {header}
        <View role="menu" aria-label={label}>
          <MenuRows items={items} onClose={onClose} touch />
        </View>
      </Sheet>
    );
  }
  const height = items.length * rowHeight + 30;
  const headerHeight = header ? 54 : 0;
  const top = clamp(at.y, layout.height - height - margin);
  const start = isMirrored() ? at.x - width : at.x;
  return (
    <Modal transparent visible aria-label={label} animationType="none" onRequestClose={onClose}>
      <Scrim onPress={onClose} clear />
      {header ? (
        <View
          style={{
            position: 'absolute',
            top: clamp(top - headerHeight, layout.height),
            left: clamp(start, layout.width - 300),
          }}
        >
          {header}
        </View>
      ) : null}
      <View
        role="menu"
        aria-label={label}
        style={[
          {
            position: 'absolute',
            top: Math.max(top, margin + headerHeight),
            left: clamp(start, layout.width - width - margin),
            minWidth: width,
            maxHeight: layout.height - margin * 2 - headerHeight,
            padding: 6,
            borderRadius: 14,
            backgroundColor: theme.colors.elevation.level3,
            borderWidth: theme.highContrast ? 1 : 0,
            borderColor: theme.colors.outline,
          },
          webStyle({ boxShadow: theme.shadow.menu }),
        ]}
      >
        <ScrollView style={{ flexGrow: 0, flexShrink: 1 }}>
          <MenuRows items={items} onClose={onClose} />
        </ScrollView>
      </View>
    </Modal>
  );
}

function MenuRows({
  items,
  onClose,
  touch,
}: {
  items: readonly MenuItem[];
  onClose: () => void;
  touch?: boolean;
}) {
  const theme = useTheme();
  const active = useRef(0);
  const idOf = (index: number) => `menu-${items[index]?.key ?? ''}`;
  const first = items[0]?.key;
  useEffect(() => {
    if (first === undefined || touch) return;
    const frame = requestAnimationFrame(() => focusById(`menu-${first}`));
    return () => cancelAnimationFrame(frame);
  }, [first, touch]);
  const onKeyDown = (event: KeyPress) => {
    const last = items.length - 1;
    const to = { ArrowDown: active.current + 1, ArrowUp: active.current - 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    active.current = (to + items.length) % items.length;
    focusById(idOf(active.current));
  };
  return (
    <View {...webProps({ onKeyDown })}>
      {items.map((item, index) => (
        <View key={item.key}>
          {item.danger && index > 0 && !touch ? (
            <View
              style={{
                height: 1,
                marginVertical: 4,
                marginHorizontal: 10,
                backgroundColor: theme.chat.hairline,
              }}
            />
          ) : null}
          <MenuRow item={item} id={idOf(index)} look={touch ? touchLook : pointerLook} onClose={onClose} />
        </View>
      ))}
    </View>
  );
}

const pointerLook = {
  height: rowHeight,
  radius: 9,
  padding: 10,
  gap: 11,
  icon: 18,
  text: {},
  shortcuts: true,
};
const touchLook = {
  height: 50,
  radius: 12,
  padding: 14,
  gap: 16,
  icon: 21,
  text: { fontSize: 16, lineHeight: 22 },
  shortcuts: false,
};

interface MenuRowProps {
  readonly item: MenuItem;
  readonly id: string;
  readonly look: typeof pointerLook;
  readonly onClose: () => void;
}

function MenuRow({ item, id, look, onClose }: MenuRowProps) {
  const theme = useTheme();
  const ink = item.danger ? theme.chat.danger : theme.colors.onSurface;
  return (
    <Pressable
      role="menuitem"
      nativeID={id}
      onPress={() => {
        onClose();
        item.onPress();
      }}
      {...webProps({ dataSet: { focus: 'inside' } })}
      style={({ hovered, pressed }: PressState) => ({
        height: look.height,
        borderRadius: look.radius,
        paddingHorizontal: look.padding,
        flexDirection: 'row',
        alignItems: 'center',
        gap: look.gap,
        backgroundColor: overlay(theme, { hovered, pressed }),
      })}
    >
      <SupIcon name={item.icon} size={look.icon} color={item.danger ? ink : theme.colors.onSurfaceVariant} />
      <Txt color={ink} style={[{ flex: 1 }, look.text]} numberOfLines={1}>
        {item.label}
      </Txt>
      {item.shortcut && look.shortcuts ? (
        <Txt
          color={theme.colors.onSurfaceVariant}
          style={{ fontSize: 11, lineHeight: 18, fontWeight: '500' }}
          aria-hidden
        >
          {item.shortcut}
        </Txt>
      ) : null}
    </Pressable>
  );
}
