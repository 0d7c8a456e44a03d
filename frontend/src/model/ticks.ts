import type { DeliveryState } from './types';

export interface Tick {
  readonly icon: 'clock' | 'check' | 'checks';
  readonly strong: boolean;
  readonly label: 'sending' | 'sent' | 'delivered' | 'read';
}

const ticks: Record<Exclude<DeliveryState, 'failed'>, Tick> = {
  queued: { icon: 'clock', strong: false, label: 'sending' },
  sent: { icon: 'check', strong: false, label: 'sent' },
  delivered: { icon: 'checks', strong: false, label: 'delivered' },
  read: { icon: 'checks', strong: true, label: 'read' },
};

/** The tick of one of my messages; a failed one has none, its row says so in words. */
export function tickOf(state: DeliveryState): Tick | undefined {
  return state === 'failed' ? undefined : ticks[state];
}
