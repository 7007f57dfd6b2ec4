import type { HelpKind, Tool } from '@/platform/lesson/signals';
import type { SupportMessage } from '../api';

export type MessageAction = NonNullable<SupportMessage['action']>;
type Kind = MessageAction['kind'];

/** What an action does on the page. */
export type Effect =
  | { type: 'help'; kind: HelpKind }
  | { type: 'tool'; tool: Tool }
  | { type: 'place' }
  | { type: 'talk' }
  | { type: 'answer' };

/** Every action changes the page; `answer` is given within the message. */
export const EFFECTS: Readonly<Record<Kind, Effect>> = {
  open_hint: { type: 'help', kind: 'hint' },
  show_example: { type: 'help', kind: 'example' },
  open_easier: { type: 'help', kind: 'easier' },
  open_challenge: { type: 'help', kind: 'challenge' },
  open_prerequisite: { type: 'place' },
  skip_test: { type: 'place' },
  take_break: { type: 'tool', tool: 'break' },
  breathing: { type: 'tool', tool: 'breathing' },
  plan: { type: 'tool', tool: 'plan' },
  write_note: { type: 'tool', tool: 'note' },
  ask_tutor: { type: 'tool', tool: 'ask_tutor' },
  open_talk: { type: 'talk' },
  check_in: { type: 'answer' },
};

/** An action that was begun and is not finished yet. */
export interface Pending {
  messageId: string;
  action: MessageAction;
}

/** Whether using a tool to its end finishes what was begun. */
export function finishedByTool({ action }: Pending, tool: Tool): boolean {
  const effect = EFFECTS[action.kind];
  return effect.type === 'tool' && effect.tool === tool;
}

/** Whether an answer handed in at a block finishes what was begun: help that was read, or the quiz that was proposed. */
export function finishedByAnswer({ action }: Pending, blockId: string | null): boolean {
  const effect = EFFECTS[action.kind];
  return action.block_id === blockId && (effect.type === 'help' || action.kind === 'skip_test');
}

/** Whether being at a place for a while finishes what was begun: help that is read there, or the place itself. */
export function finishedByReading({ action }: Pending, at: { lessonId: string; blockId: string | null }): boolean {
  const effect = EFFECTS[action.kind];
  if (effect.type === 'help') return action.block_id === at.blockId;
  if (action.kind !== 'open_prerequisite' || action.lesson_id !== at.lessonId) return false;
  return action.block_id === null || action.block_id === at.blockId;
}
