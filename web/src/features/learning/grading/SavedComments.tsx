import { ActionIcon, Button, Collapse, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBookmark, IconBookmarkPlus, IconX } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { showUndo } from '@/components/undo/undoStore';
import { useSavedComments } from './useGrading';
import classes from './Grading.module.css';

/** Comments that are used again and again: one click puts one in, and the one just written can be kept. */
export function SavedComments({ text, onInsert }: { text: string; onInsert: (text: string) => void }) {
  const { t } = useTranslation('learning');
  const [opened, { toggle }] = useDisclosure(false);
  const id = useId();
  const { comments, add, remove } = useSavedComments();
  const written = text.trim();
  const known = comments.some((comment) => comment.text === written);
  return (
    <div>
      <Group gap="xs">
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconBookmark size={16} aria-hidden />}
          aria-expanded={opened}
          aria-controls={id}
          onClick={toggle}
        >
          {t('grading.saved.show', { count: comments.length })}
        </Button>
        {written !== '' && !known ? (
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            leftSection={<IconBookmarkPlus size={16} aria-hidden />}
            loading={add.isPending}
            onClick={() => add.mutate(written)}
          >
            {t('grading.saved.save')}
          </Button>
        ) : null}
      </Group>
      <Collapse expanded={opened} id={id} mt="xs">
        {comments.length === 0 ? (
          <span>{t('grading.saved.none')}</span>
        ) : (
          <ul className={classes.saved}>
            {comments.map((comment) => (
              <li key={comment.id}>
                <button type="button" dir="auto" onClick={() => onInsert(comment.text)}>
                  {comment.text}
                </button>
                <ActionIcon
                  size={36}
                  variant="subtle"
                  color="gray"
                  aria-label={t('grading.saved.remove', { text: comment.text.slice(0, 40) })}
                  onClick={() => {
                    remove.mutate(comment.id);
                    showUndo({ message: t('grading.saved.removed'), undo: () => add.mutate(comment.text) });
                  }}
                >
                  <IconX size={17} aria-hidden />
                </ActionIcon>
              </li>
            ))}
          </ul>
        )}
      </Collapse>
    </div>
  );
}
