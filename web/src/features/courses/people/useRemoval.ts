import { useTranslation } from 'react-i18next';
import { showUndo } from '@/components/undo/undoStore';
import { usePeopleActions, type Member } from './api';

/** Take somebody out of a course; it can be taken back, and the dates stay as they were. */
export function useRemoval(courseId: string) {
  const { t } = useTranslation('courses');
  const { remove, restore } = usePeopleActions(courseId);
  return {
    remove: ({ user_id, name }: Member) =>
      remove.mutate(user_id, {
        onSuccess: (removed) =>
          showUndo({ message: t('people.removed', { name }), undo: () => restore.mutate(removed) }),
      }),
    error: remove.error ?? restore.error,
  };
}
