import { ActionIcon, Button, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { affectKey, STATE_EMOJI } from '@/components/affect';
import { useDates } from '@/components/dates';
import { StackedTable, type StackedRow } from '@/components/StackedTable';
import { offerUndo } from '@/components/undo/undoStore';
import { useDeleteWindow } from '../api';
import { stateOf, type OwnWindow } from './timeline';

const PAGE = 20;
const COLUMNS = ['when', 'lesson', 'state', 'camera', 'coverage', 'delete'] as const;

/** Every stored summary, newest first, each to be deleted; the deletion can be taken back for a few seconds. */
export function WindowList({ windows }: { windows: readonly OwnWindow[] }) {
  const { t } = useTranslation('wellbeing');
  const [shown, setShown] = useState(PAGE);
  const [leaving, setLeaving] = useState<ReadonlySet<string>>(new Set());
  const remove = useDeleteWindow();
  const newest = windows.filter(({ id }) => !leaving.has(id)).toSorted((a, b) => b.started_at.localeCompare(a.started_at));

  const putBack = (id: string) => setLeaving((before) => new Set([...before].filter((other) => other !== id)));
  const deleteOne = ({ id }: OwnWindow) => {
    setLeaving((before) => new Set([...before, id]));
    offerUndo({ message: t('windows.deleted'), undo: () => putBack(id), commit: () => remove.mutate(id, { onError: () => putBack(id) }) });
  };
  const toRow = useWindowRow(deleteOne);

  return (
    <div>
      <StackedTable
        label={t('windows.caption')} columns={COLUMNS.map((column) => t(`windows.${column}`))} rows={newest.slice(0, shown).map(toRow)}
        tracks="minmax(9rem, 1.2fr) minmax(8rem, 1.2fr) 2fr 1fr 5rem 4rem"
      />
      {newest.length > shown ? <Button mt="sm" size="sm" variant="default" onClick={() => setShown(shown + 5 * PAGE)}>{t('windows.more', { count: newest.length - shown })}</Button> : null}
    </div>
  );
}

function useWindowRow(onDelete: (window: OwnWindow) => void): (window: OwnWindow) => StackedRow {
  const { t, i18n } = useTranslation('wellbeing');
  const { dateTime } = useDates();
  const percent = new Intl.NumberFormat(i18n.language, { style: 'percent', maximumFractionDigits: 0 });
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
        <ActionIcon key="delete" variant="subtle" color="red" size={36} aria-label={t('windows.delete_one', { when })} onClick={() => onDelete(window)}>
          <IconTrash size={18} aria-hidden />
        </ActionIcon>,
      ],
    };
  };
}

function WindowState({ window }: { window: OwnWindow }) {
  const { t } = useTranslation('wellbeing');
  const state = stateOf(window);
  return (
    <>
      <span aria-hidden="true">{STATE_EMOJI[state]}</span> {t(affectKey(state))}
      {window.corrected_to ? <Text size="xs" c="dimmed">{t('windows.corrected')}</Text> : null}
      {window.reasons.length > 0 ? <Text size="xs" c="dimmed">{window.reasons.map(({ text }) => text).join(' · ')}</Text> : null}
    </>
  );
}
