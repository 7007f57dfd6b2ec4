import { closestCenter, DndContext, KeyboardSensor, PointerSensor, useSensor, useSensors } from '@dnd-kit/core';
import {
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable';
import { ActionIcon, Button, VisuallyHidden } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconGripVertical } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RichText } from '../../blocks/RichText';
import { asList, type ControlProps } from './controls';
import type { Piece } from './kinds';
import { inOrder, move } from './ordering';
import { plainText } from './plainText';
import classes from './Fields.module.css';

/** Put in order: by buttons, by dragging, or by the keyboard on the handle. */
export default function Ordering({ question, given, labelledBy, describedBy, marked, onAnswer }: ControlProps) {
  const { t } = useTranslation('learning');
  const [said, setSaid] = useState('');
  const givenOrder = asList(given);
  const items = inOrder(question.items, givenOrder);
  const ids = items.map(({ id }) => id);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const moveTo = (from: number, to: number) => {
    if (to < 0 || to >= items.length) return;
    onAnswer(move(ids, from, to));
    setSaid(t('quiz.ordering.moved', { text: nameOf(items[from]!), place: to + 1, count: items.length }));
  };
  const placeOf = (id: string | number) => ids.indexOf(String(id));

  return (
    <>
      <DndContext
        sensors={sensors}
        collisionDetection={closestCenter}
        accessibility={{
          screenReaderInstructions: { draggable: t('quiz.ordering.instructions') },
          announcements: {
            onDragStart: ({ active }) => t('quiz.ordering.grabbed', { text: nameOf(items[placeOf(active.id)]!) }),
            onDragOver: ({ over }) =>
              over ? t('quiz.ordering.over', { place: placeOf(over.id) + 1, count: items.length }) : undefined,
            onDragEnd: ({ over }) =>
              over ? t('quiz.ordering.dropped', { place: placeOf(over.id) + 1, count: items.length }) : undefined,
            onDragCancel: () => t('quiz.ordering.cancelled'),
          },
        }}
        onDragEnd={({ active, over }) => {
          if (over && active.id !== over.id) moveTo(placeOf(active.id), placeOf(over.id));
        }}
      >
        <SortableContext items={ids} strategy={verticalListSortingStrategy}>
          <ol aria-labelledby={labelledBy} aria-describedby={describedBy} className={classes.order}>
            {items.map((item, index) => (
              <Item
                key={item.id}
                item={item}
                index={index}
                count={items.length}
                marked={marked}
                onMove={(to) => moveTo(index, to)}
              />
            ))}
          </ol>
        </SortableContext>
      </DndContext>
      {!marked && givenOrder.length === 0 ? (
        <Button mt="sm" size="compact-md" variant="default" onClick={() => onAnswer(ids)}>
          {t('quiz.ordering.as_it_is')}
        </Button>
      ) : null}
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </>
  );
}

function nameOf({ text_html: html }: Piece): string {
  return plainText(html);
}

interface ItemProps {
  item: Piece;
  index: number;
  count: number;
  marked: boolean;
  onMove: (to: number) => void;
}

function Item({ item, index, count, marked, onMove }: ItemProps) {
  const { t } = useTranslation('learning');
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({
    id: item.id,
    disabled: marked,
  });
  const text = nameOf(item);
  const shift = transform ? `translate3d(0, ${String(Math.round(transform.y))}px, 0)` : undefined;
  return (
    <li ref={setNodeRef} className={classes.item} data-dragging={isDragging} style={{ transform: shift, transition }}>
      {marked ? null : (
        <button
          type="button"
          ref={setActivatorNodeRef}
          className={classes.handle}
          {...attributes}
          {...listeners}
          aria-label={t('quiz.ordering.drag', { text })}
        >
          <IconGripVertical size={18} aria-hidden />
        </button>
      )}
      <span className={classes.place} aria-hidden="true">
        {index + 1}.
      </span>
      <div className={classes.what}>
        <RichText html={item.text_html} />
      </div>
      {marked ? null : (
        <>
          <ActionIcon
            size={40}
            variant="subtle"
            color="gray"
            disabled={index === 0}
            aria-label={t('quiz.ordering.up', { text })}
            onClick={() => onMove(index - 1)}
          >
            <IconArrowUp size={19} aria-hidden />
          </ActionIcon>
          <ActionIcon
            size={40}
            variant="subtle"
            color="gray"
            disabled={index === count - 1}
            aria-label={t('quiz.ordering.down', { text })}
            onClick={() => onMove(index + 1)}
          >
            <IconArrowDown size={19} aria-hidden />
          </ActionIcon>
        </>
      )}
    </li>
  );
}
