import { ActionIcon, Button, Group, Stack, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { useId, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { showUndo } from '@/components/undo/undoStore';
import { inserted, moved } from '../draft/order';
import { useLatest } from '../draft/useLatest';
import classes from './Fields.module.css';

interface ListFieldsProps<Entry> {
  label: string;
  description?: string;
  entries: readonly Entry[];
  /** What an entry is called by its number, such as "Hint 2". */
  nameOf: (number: number) => string;
  addLabel: string;
  create: () => Entry;
  /** How many there have to be at least. */
  least?: number;
  most?: number;
  /** Entries whose order says nothing cannot be moved. */
  ordered?: boolean;
  field?: string;
  onChange: (entries: Entry[]) => void;
  children: (entry: Entry, name: string, index: number) => ReactNode;
}

/** A list whose entries can be added, moved and taken away, by mouse and by keyboard. */
export function ListFields<Entry>(props: ListFieldsProps<Entry>) {
  const { label, description, entries, nameOf, addLabel, create, least = 0, most = 50, ordered = true, field } = props;
  const { onChange, children } = props;
  const { t } = useTranslation('courses');
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const focusEntry = (index: number, selector = 'input, textarea, [contenteditable]') =>
    requestAnimationFrame(() => list.current?.children[index]?.querySelector<HTMLElement>(selector)?.focus());

  const latest = useLatest(entries);
  const add = () => {
    onChange([...entries, create()]);
    focusEntry(entries.length);
  };
  const remove = (entry: Entry, index: number) => {
    onChange(entries.filter((_, other) => other !== index));
    focusEntry(Math.max(0, index - 1));
    showUndo({
      message: t('editor.removed', { name: nameOf(index + 1) }),
      undo: () => onChange(inserted(latest.current, entry, index)),
    });
  };
  const move = (index: number, step: 1 | -1) => {
    onChange(moved(entries, index, index + step));
    focusEntry(index + step, `[data-move="${step}"]:not(:disabled), [data-move]`);
  };

  return (
    <Stack gap="xs" role="group" aria-labelledby={id} data-field={field}>
      <div>
        <Text id={id} size="sm" fw={500}>
          {label}
        </Text>
        {description ? (
          <Text size="xs" c="dimmed">
            {description}
          </Text>
        ) : null}
      </div>
      <ul className={classes.ladder} ref={list}>
        {entries.map((entry, index) => {
          const name = nameOf(index + 1);
          return (
            <li key={keyOf(entry, index)} className={classes.rung}>
              <div>{children(entry, name, index)}</div>
              <Group gap={2} wrap="nowrap" className={classes.rungTools} mt={0}>
                {ordered ? (
                  <>
                    <Tool
                      label={t('editor.move_up', { name })}
                      Icon={IconArrowUp}
                      disabled={index === 0}
                      move={-1}
                      onClick={() => move(index, -1)}
                    />
                    <Tool
                      label={t('editor.move_down', { name })}
                      Icon={IconArrowDown}
                      disabled={index === entries.length - 1}
                      move={1}
                      onClick={() => move(index, 1)}
                    />
                  </>
                ) : null}
                <Tool
                  label={t('editor.remove', { name })}
                  Icon={IconTrash}
                  disabled={entries.length <= least}
                  onClick={() => remove(entry, index)}
                />
              </Group>
            </li>
          );
        })}
      </ul>
      {entries.length < most ? (
        <Button
          size="compact-md"
          variant="subtle"
          leftSection={<IconPlus size={17} aria-hidden />}
          style={{ alignSelf: 'start' }}
          onClick={add}
        >
          {addLabel}
        </Button>
      ) : null}
    </Stack>
  );
}

function keyOf(entry: unknown, index: number): string {
  return typeof entry === 'object' && entry !== null && 'id' in entry ? String(entry.id) : String(index);
}

interface ToolProps {
  label: string;
  Icon: typeof IconTrash;
  disabled: boolean;
  move?: 1 | -1;
  onClick: () => void;
}

function Tool({ label, Icon, disabled, move, onClick }: ToolProps) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={36}
      aria-label={label}
      disabled={disabled}
      data-move={move}
      onClick={onClick}
    >
      <Icon size={18} aria-hidden />
    </ActionIcon>
  );
}
