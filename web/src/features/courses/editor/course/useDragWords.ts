import type { DndContextProps, UniqueIdentifier } from '@dnd-kit/core';
import { useTranslation } from 'react-i18next';

/** What a screen reader is told while something is dragged by keyboard. */
export function useDragWords(
  positionOf: (id: UniqueIdentifier) => number,
  count: number,
): NonNullable<DndContextProps['accessibility']> {
  const { t } = useTranslation('courses');
  const at = (id: UniqueIdentifier | undefined) => ({ position: id === undefined ? 0 : positionOf(id), count });
  return {
    screenReaderInstructions: { draggable: t('editor.dragging.how') },
    announcements: {
      onDragStart: ({ active }) => t('editor.dragging.start', at(active.id)),
      onDragOver: ({ over }) => (over ? t('editor.dragging.over', at(over.id)) : undefined),
      onDragEnd: ({ over, active }) => t('editor.dragging.end', at(over?.id ?? active.id)),
      onDragCancel: () => t('editor.dragging.cancel'),
    },
  };
}
