import { ActionIcon, Button, Group, Text } from '@mantine/core';
import { IconEye, IconEyeOff, IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { affectKey } from '@/components/affect';
import { AffectIcon } from '@/components/AffectIcon';
import { StackedTable, type StackedRow } from '@/components/StackedTable';
import { ErrorState } from '@/components/state/ErrorState';
import { showUndo } from '@/components/undo/undoStore';
import { useDates } from '@/platform/i18n/dates';
import { useLocale } from '@/platform/i18n/locale';
import { useDeleteWindow } from '../api';
import { useHideWindow } from './api';
import { CorrectWindow } from './CorrectWindow';
import { stateOf, type OwnWindow } from './timeline';

const PAGE = 20;
const COLUMNS = ['when', 'lesson', 'state', 'camera', 'coverage', 'change'] as const;

/** What the list shows of a summary. */
export type ListedWindow = Pick<
  OwnWindow,
  | 'id'
  | 'started_at'
  | 'seconds'
  | 'lesson_title'
  | 'learning_state'
  | 'corrected_to'
  | 'state'
  | 'coverage'
  | 'reasons'
  | 'hidden'
>;

/** Every stored summary, newest first, each to be corrected, hidden and deleted; what is hidden or deleted can be taken back. */
export function WindowList({ windows, first = PAGE }: { windows: readonly ListedWindow[]; first?: number }) {
  const { t } = useTranslation('wellbeing');
  const [shown, setShown] = useState(first);
  const [leaving, setLeaving] = useState<ReadonlySet<string>>(new Set());
  const [correcting, setCorrecting] = useState<ListedWindow | null>(null);
  const remove = useDeleteWindow();
  const hide = useHideWindow();
  const newest = windows
    .filter(({ id }) => !leaving.has(id))
    .toSorted((a, b) => b.started_at.localeCompare(a.started_at));

  const putBack = (id: string) => setLeaving((before) => new Set([...before].filter((other) => other !== id)));
  const actions: RowActions = {
    correct: setCorrecting,
    remove: ({ id }) => {
      setLeaving((before) => new Set([...before, id]));
      showUndo({
        message: t('windows.deleted'),
        undo: () => putBack(id),
        commit: () => remove.mutate(id, { onError: () => putBack(id) }),
      });
    },
    hide: ({ id, hidden }) =>
      hide.mutate(
        { id, hidden: !hidden },
        {
          onSuccess: () =>
            showUndo({
              message: t(hidden ? 'windows.shown_again' : 'windows.now_hidden'),
              undo: () => hide.mutate({ id, hidden }),
            }),
        },
      ),
  };
  const toRow = useWindowRow(actions);

  return (
    <div>
      <StackedTable
        label={t('windows.caption')}
        columns={COLUMNS.map((column) => t(`windows.${column}`))}
        rows={newest.slice(0, shown).map(toRow)}
        tracks="minmax(8rem, 1fr) minmax(7rem, 1.1fr) 2fr 1fr 4.5rem 8rem"
      />
      {newest.length > shown ? (
        <Button mt="sm" size="sm" variant="default" onClick={() => setShown(shown + 5 * PAGE)}>
          {t('windows.more', { count: newest.length - shown })}
        </Button>
      ) : null}
      {hide.error ? <ErrorState error={hide.error} /> : null}
      <CorrectWindow window={correcting} onClose={() => setCorrecting(null)} />
    </div>
  );
}

type RowActions = Record<'correct' | 'hide' | 'remove', (window: ListedWindow) => void>;

function useWindowRow(actions: RowActions): (window: ListedWindow) => StackedRow {
  const { t } = useTranslation('wellbeing');
  const locale = useLocale();
  const { dateTime } = useDates();
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  return (window) => {
    const when = dateTime(window.started_at);
    return {
      key: window.id,
      cells: [
        when,
        window.lesson_title ?? t('windows.no_lesson'),
        <WindowState key="state" window={window} />,
        t(affectKey(window.state)),
        percent.format(window.coverage),
        <WindowActions key="actions" window={window} when={when} actions={actions} />,
      ],
    };
  };
}

function WindowActions({ window, when, actions }: { window: ListedWindow; when: string; actions: RowActions }) {
  const { t } = useTranslation('wellbeing');
  return (
    <Group gap={2} wrap="nowrap">
      <ActionIcon
        variant="subtle"
        color="gray"
        size={36}
        aria-label={t('windows.correct_one', { when })}
        onClick={() => actions.correct(window)}
      >
        <IconPencil size={18} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={36}
        aria-pressed={window.hidden}
        aria-label={t('windows.hide_one', { when })}
        onClick={() => actions.hide(window)}
      >
        {window.hidden ? <IconEyeOff size={18} aria-hidden /> : <IconEye size={18} aria-hidden />}
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="red"
        size={36}
        aria-label={t('windows.delete_one', { when })}
        onClick={() => actions.remove(window)}
      >
        <IconTrash size={18} aria-hidden />
      </ActionIcon>
    </Group>
  );
}

function WindowState({ window }: { window: ListedWindow }) {
  const { t } = useTranslation('wellbeing');
  const state = stateOf(window);
  return (
    <>
      <AffectIcon name={state} /> {t(affectKey(state))}
      {window.corrected_to ? (
        <Text size="xs" c="dimmed">
          {t('windows.corrected', { feeling: t(`feelings.${window.corrected_to}`) })}
        </Text>
      ) : null}
      {window.hidden ? (
        <Text size="xs" c="dimmed">
          {t('windows.hidden')}
        </Text>
      ) : null}
      {window.reasons.length > 0 ? (
        <Text size="xs" c="dimmed">
          {window.reasons.map(({ text }) => text).join(' · ')}
        </Text>
      ) : null}
    </>
  );
}
