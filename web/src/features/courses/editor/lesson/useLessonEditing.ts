import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { showUndo } from '@/components/undo/undoStore';
import { saveDraft } from '../api/lessons';
import { DraftKeeper } from '../draft/DraftKeeper';
import { deviceDraft } from '../draft/keptDraft';
import { newBlock } from '../draft/newBlocks';
import { inserted, moved, replaced, without } from '../draft/order';
import type { BlockBody, BlockKind, LessonBody, LessonDraft } from '../types';

export interface BodyActions {
  setTitle: (title: string) => void;
  setMinutes: (minutes: number) => void;
  changeBlock: (block: BlockBody) => void;
  /** Add an empty block behind the one with this id, or at the end; answers with its id. */
  addBlock: (kind: BlockKind, afterId: string | null) => string;
  moveBlock: (id: string, to: number) => void;
  /** Take a block out; the toast that follows puts it back. */
  removeBlock: (id: string, message: string) => void;
}

/** A lesson while it is written: its text, whether it is saved, and what can be done with it. */
export function useLessonEditing(userId: string, lessonId: string, stored: LessonDraft) {
  const [keeper] = useState(
    () =>
      new DraftKeeper<LessonDraft>({
        stored,
        store: deviceDraft(userId, lessonId),
        save: (draft) => saveDraft(lessonId, draft),
      }),
  );
  const view = useSyncExternalStore(keeper.subscribe, keeper.current);

  useEffect(() => {
    const flush = () => void keeper.flush();
    const onHide = () => document.visibilityState === 'hidden' && flush();
    window.addEventListener('online', keeper.retry);
    document.addEventListener('visibilitychange', onHide);
    return () => {
      window.removeEventListener('online', keeper.retry);
      document.removeEventListener('visibilitychange', onHide);
      flush();
    };
  }, [keeper]);

  const actions = useMemo<BodyActions>(() => {
    const update = (change: (body: LessonBody) => Partial<LessonBody>) => {
      const { body } = keeper.current();
      keeper.change({ ...body, ...change(body) });
    };
    const setBlocks = (change: (blocks: readonly BlockBody[]) => BlockBody[]) =>
      update(({ blocks }) => ({ blocks: change(blocks) }));
    return {
      setTitle: (title) => update(() => ({ title })),
      setMinutes: (minutes) => update(() => ({ minutes })),
      changeBlock: (block) => setBlocks((blocks) => replaced(blocks, block)),
      addBlock: (kind, afterId) => {
        const block = newBlock(kind);
        setBlocks((blocks) => {
          const after = blocks.findIndex(({ id }) => id === afterId);
          return inserted(blocks, block, after < 0 ? blocks.length : after + 1);
        });
        return block.id;
      },
      moveBlock: (id, to) =>
        setBlocks((blocks) =>
          moved(
            blocks,
            blocks.findIndex((block) => block.id === id),
            to,
          ),
        ),
      removeBlock: (id, message) => {
        const index = keeper.current().body.blocks.findIndex((block) => block.id === id);
        const block = keeper.current().body.blocks[index];
        if (!block) return;
        setBlocks((blocks) => without(blocks, id));
        showUndo({ message, undo: () => setBlocks((blocks) => inserted(blocks, block, index)) });
      },
    };
  }, [keeper]);

  return { keeper, view, actions };
}
