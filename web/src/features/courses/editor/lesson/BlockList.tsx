import {
  closestCenter,
  DndContext,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
  type DragEndEvent,
} from '@dnd-kit/core';
import { SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { Fragment, useCallback, useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { useDragWords } from '../course/useDragWords';
import type { BlockBody, BlockKind } from '../types';
import { AddBlock } from './AddBlock';
import { BlockCard } from './BlockCard';
import { EditorContext } from './editorContext';
import { focusMoved, focusNewBlock } from './focus';
import type { BodyActions } from './useLessonEditing';
import classes from './Lesson.module.css';

interface BlockListProps {
  blocks: readonly BlockBody[];
  actions: BodyActions;
}

/** The blocks of a lesson in their order: to write, to move by buttons or by dragging, to add to. */
export function BlockList({ blocks, actions }: BlockListProps) {
  const { t } = useTranslation('courses');
  const { announce } = useContext(EditorContext);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 6 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const indexOf = (id: unknown) => blocks.findIndex((block) => block.id === id);
  const accessibility = useDragWords((id) => indexOf(id) + 1, blocks.length);

  const add = useCallback(
    (kind: BlockKind, afterId: string | null) => focusNewBlock(actions.addBlock(kind, afterId)),
    [actions],
  );
  const count = blocks.length;
  const order = blocks.map(({ id }) => id).join();
  const move = useCallback(
    (id: string, to: number) => {
      const from = order.split(',').indexOf(id);
      actions.moveBlock(id, to);
      announce(t('editor.moved', { position: to + 1, count }));
      focusMoved(id, to < from ? 'up' : 'down');
    },
    [actions, announce, t, count, order],
  );
  const remove = useCallback(
    (id: string, name: string) => {
      const ids = order.split(',');
      const index = ids.indexOf(id);
      actions.removeBlock(id, t('editor.removed', { name }));
      const neighbour = ids[index + 1] ?? ids[index - 1];
      if (neighbour) focusMoved(neighbour, 'down');
    },
    [actions, t, order],
  );
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    const to = indexOf(over?.id);
    if (over && active.id !== over.id && to >= 0) actions.moveBlock(String(active.id), to);
  };

  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      accessibility={accessibility}
      onDragEnd={onDragEnd}
    >
      <SortableContext items={blocks.map(({ id }) => id)} strategy={verticalListSortingStrategy}>
        <div className={classes.blocks}>
          {blocks.map((block, index) => (
            <Fragment key={block.id}>
              {index > 0 ? (
                <AddBlock
                  between
                  label={t('editor.add_before', { number: index + 1 })}
                  onAdd={(kind) => add(kind, blocks[index - 1]?.id ?? null)}
                />
              ) : null}
              <BlockCard
                block={block}
                index={index}
                count={count}
                onChange={actions.changeBlock}
                onAdd={add}
                onMove={move}
                onRemove={remove}
              />
            </Fragment>
          ))}
        </div>
      </SortableContext>
      <AddBlock label={t('editor.add')} onAdd={(kind) => add(kind, null)} />
    </DndContext>
  );
}
