import { ActionIcon, Badge, Group, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconBulb, IconChevronDown, IconTrash } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Item } from '../types';
import { ItemFields } from './ItemFields';
import classes from './Quiz.module.css';

interface QuestionCardProps {
  item: Item;
  index: number;
  count: number;
  opened: boolean;
  onToggle: () => void;
  onChange: (item: Item) => void;
  onMove: (to: number) => void;
  onRemove: () => void;
}

/** The first words of a text, without its marks. */
function firstWords(text: string): string {
  return (
    text
      .replaceAll(/[*_`#>$]/g, '')
      .trim()
      .split('\n')[0] ?? ''
  );
}

/** One question: a line while it is closed, all its fields while it is open. */
export function QuestionCard(props: QuestionCardProps) {
  const { item, index, count, opened, onToggle, onChange, onMove, onRemove } = props;
  const { t } = useTranslation('courses');
  const id = useId();
  const name = t('editor.quiz.question', { number: index + 1 });
  const tools = [
    { label: t('editor.move_up', { name }), Icon: IconArrowUp, off: index === 0, act: () => onMove(index - 1) },
    {
      label: t('editor.move_down', { name }),
      Icon: IconArrowDown,
      off: index === count - 1,
      act: () => onMove(index + 1),
    },
    { label: t('editor.remove', { name }), Icon: IconTrash, off: false, act: onRemove },
  ];
  return (
    <li className={classes.question} data-open={opened} data-question={item.id} id={`question-edit-${item.id}`}>
      <div className={classes.head}>
        <UnstyledButton
          className={classes.toggle}
          data-toggle
          aria-expanded={opened}
          aria-controls={id}
          onClick={onToggle}
        >
          <span className={classes.number} aria-hidden="true">
            {index + 1}
          </span>
          <span className={classes.summary} dir="auto">
            <VisuallyHidden component="span">{name}: </VisuallyHidden>
            {firstWords(item.prompt) || (
              <Text component="span" c="dimmed">
                {t('editor.quiz.no_prompt')}
              </Text>
            )}
          </span>
          <Badge variant="light" color="gray" visibleFrom="xs">
            {t(`editor.questions.${item.kind}`)}
          </Badge>
          {item.hints.length > 0 ? (
            <IconBulb size={17} role="img" aria-label={t('editor.quiz.has_hints', { count: item.hints.length })} />
          ) : null}
          <IconChevronDown size={18} aria-hidden style={opened ? { rotate: '180deg' } : undefined} />
        </UnstyledButton>
        <Group gap={2} wrap="nowrap" data-tools>
          {tools.map(({ label, Icon, off, act }) => (
            <ActionIcon
              key={label}
              variant="subtle"
              color="gray"
              size={36}
              aria-label={label}
              disabled={off}
              onClick={act}
            >
              <Icon size={18} aria-hidden />
            </ActionIcon>
          ))}
        </Group>
      </div>
      <div id={id} hidden={!opened}>
        {opened ? <ItemFields item={item} onChange={onChange} /> : null}
      </div>
    </li>
  );
}
