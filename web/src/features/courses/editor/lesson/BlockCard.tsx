import { useSortable } from '@dnd-kit/sortable';
import { ActionIcon, Badge, Button, Collapse, Group, Menu, Text, TextInput, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconArrowDown,
  IconArrowUp,
  IconArrowsMoveVertical,
  IconBulb,
  IconChevronDown,
  IconGripVertical,
  IconTrash,
} from '@tabler/icons-react';
import { memo, useContext, useEffect, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { contentAttributes } from '@/platform/i18n/contentLanguage';
import { useTeachingSlots } from '@/platform/teaching/slots';
import { orNull } from '../blocks/fields';
import { countHelp, HelpFields } from '../blocks/HelpFields';
import type { BlockBody, BlockKind } from '../types';
import { BlockContentFields } from './BlockContentFields';
import { BLOCK_ICONS } from './blockIcons';
import { EditorContext } from './editorContext';
import { goToField } from './focus';
import classes from './Lesson.module.css';

interface BlockCardProps {
  block: BlockBody;
  index: number;
  count: number;
  onChange: (block: BlockBody) => void;
  onAdd: (kind: BlockKind, afterId: string) => void;
  onMove: (id: string, to: number) => void;
  onRemove: (id: string, name: string) => void;
}

const HELP_FIELDS = new Set(['hints', 'example', 'easier', 'challenge', 'prerequisite']);

/** One block: what it is, where it stands, its content, and what helps with it. */
export const BlockCard = memo(function BlockCard(props: BlockCardProps) {
  const { block, index, count, onChange, onAdd, onMove, onRemove } = props;
  const { t } = useTranslation('courses');
  const id = useId();
  const { courseId, language, lessonId, place } = useContext(EditorContext);
  const { EditorNotes } = useTeachingSlots();
  const [helpOpened, help] = useDisclosure(false);
  const { setNodeRef, setActivatorNodeRef, attributes, listeners, transform, transition, isDragging } = useSortable({
    id: block.id,
  });
  const Icon = BLOCK_ICONS[block.kind];
  const kind = t(`editor.kinds.${block.kind}`);
  const name = block.title ?? t('editor.block_name', { kind, number: index + 1 });
  const helpCount = countHelp(block);

  const { id: blockId } = block;
  const { open: openHelp } = help;
  useEffect(() => {
    if (place?.blockId !== blockId) return;
    if (place.questionId === null && HELP_FIELDS.has(place.field ?? '')) openHelp();
    goToField(place);
  }, [place, blockId, openHelp]);

  return (
    <section
      ref={setNodeRef}
      id={`edit-${block.id}`}
      className={classes.card}
      data-dragging={isDragging}
      aria-label={name}
      style={{
        transform: transform ? `translate3d(0, ${Math.round(transform.y)}px, 0)` : undefined,
        transition,
      }}
    >
      <header className={classes.head}>
        <ActionIcon
          ref={setActivatorNodeRef}
          variant="subtle"
          color="gray"
          size={36}
          className={classes.grip}
          {...attributes}
          {...listeners}
          aria-label={t('editor.drag', { name })}
        >
          <IconGripVertical size={19} aria-hidden />
        </ActionIcon>
        <span className={classes.kind}>
          <Icon size={19} stroke={1.7} aria-hidden />
          <Text component="span" size="sm" fw={600} visibleFrom="xs">
            {kind}
          </Text>
        </span>
        <TextInput
          variant="unstyled"
          size="md"
          className={classes.titleField}
          aria-label={t('editor.block_title', { name })}
          placeholder={t('editor.block_title_empty')}
          maxLength={200}
          data-field="title"
          {...contentAttributes(language)}
          classNames={{ input: classes.blockTitle }}
          value={block.title ?? ''}
          onChange={({ currentTarget: { value } }) => onChange({ ...block, title: orNull(value) })}
        />
        <Group gap={0} wrap="nowrap" className={classes.tools}>
          <Tooltip label={t('editor.up')} openDelay={500}>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              data-move="up"
              disabled={index === 0}
              aria-label={t('editor.move_up', { name })}
              onClick={() => onMove(block.id, index - 1)}
            >
              <IconArrowUp size={18} aria-hidden />
            </ActionIcon>
          </Tooltip>
          <Tooltip label={t('editor.down')} openDelay={500}>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              data-move="down"
              disabled={index === count - 1}
              aria-label={t('editor.move_down', { name })}
              onClick={() => onMove(block.id, index + 1)}
            >
              <IconArrowDown size={18} aria-hidden />
            </ActionIcon>
          </Tooltip>
          {count > 2 ? (
            <Menu withinPortal position="bottom-end" width={260} returnFocus>
              <Menu.Target>
                <ActionIcon variant="subtle" color="gray" size={36} aria-label={t('editor.move_to', { name })}>
                  <IconArrowsMoveVertical size={18} aria-hidden />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown mah="20rem" style={{ overflowY: 'auto' }}>
                <Menu.Label>{t('editor.to_position')}</Menu.Label>
                {Array.from({ length: count }, (_, position) => (
                  <Menu.Item key={position} disabled={position === index} onClick={() => onMove(block.id, position)}>
                    {t('editor.position', { position: position + 1, count })}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          ) : null}
          <Tooltip label={t('editor.remove_part')} openDelay={500}>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              aria-label={t('editor.remove', { name })}
              onClick={() => onRemove(block.id, name)}
            >
              <IconTrash size={18} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </Group>
      </header>
      <div className={classes.body}>
        <BlockContentFields block={block} onChange={onChange} onBlock={(next) => onAdd(next, block.id)} />
        <div className={classes.help}>
          <Button
            size="compact-md"
            variant="subtle"
            color="gray"
            leftSection={<IconBulb size={17} aria-hidden />}
            rightSection={
              <IconChevronDown size={16} aria-hidden style={helpOpened ? { rotate: '180deg' } : undefined} />
            }
            aria-expanded={helpOpened}
            aria-controls={id}
            onClick={help.toggle}
          >
            {t('editor.help.title')}
            {helpCount > 0 ? (
              <Badge component="span" size="sm" variant="light" color="apricot" ml={8}>
                {helpCount}
              </Badge>
            ) : null}
          </Button>
          <Collapse expanded={helpOpened} id={id} pt="md">
            {helpOpened ? (
              <HelpFields help={block} onChange={(part) => onChange({ ...block, ...part } as BlockBody)} />
            ) : null}
          </Collapse>
        </div>
        <EditorNotes courseId={courseId} lessonId={lessonId} blockId={block.id} />
      </div>
    </section>
  );
});
