import { signal, type Tool } from '@/platform/lesson/signals';
import type { SupportMessage } from '../api';
import type { SupportMessageHandle } from './useSupportMessage';

const TOOLS: Partial<Record<NonNullable<SupportMessage['action']>['kind'], Tool>> = {
  take_break: 'break',
  breathing: 'breathing',
  plan: 'plan',
  write_note: 'note',
  ask_tutor: 'ask_tutor',
};

/** Run a message's action. Accepting it is an answer, too; whether it helped is asked afterwards. */
export function useMessageAction({ respond, show }: SupportMessageHandle): (message: SupportMessage) => void {
  return (message) => {
    if (!message.action) return;
    const { kind, block_id: blockId } = message.action;
    const tool = TOOLS[kind];
    respond('accepted');
    show('rating');
    if (kind === 'open_hint' && blockId) signal({ type: 'open_hint', blockId });
    else if (kind === 'show_example' && blockId) signal({ type: 'show_example', blockId });
    else if (tool) signal({ type: 'open_tool', tool, blockId });
  };
}
