import { ActionIcon, Button, Table, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { affectKey, STATE_EMOJI } from '@/components/affect';
import { useDates } from '@/components/dates';
import { offerUndo } from '@/components/undo/undoStore';
import { useDeleteWindow } from '../api';
import { stateOf, type OwnWindow } from './timeline';

const PAGE = 20;

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

  return (
    <div>
      <Table.ScrollContainer minWidth={620}>
        <Table verticalSpacing={8} fz="sm" captionSide="top">
          <Table.Caption>{t('windows.caption')}</Table.Caption>
          <Table.Thead>
            <Table.Tr>
              {(['when', 'lesson', 'state', 'camera', 'coverage'] as const).map((column) => <Table.Th key={column} scope="col">{t(`windows.${column}`)}</Table.Th>)}
              <Table.Th scope="col">{t('windows.delete')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>{newest.slice(0, shown).map((window) => <WindowRow key={window.id} window={window} onDelete={() => deleteOne(window)} />)}</Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {newest.length > shown ? <Button mt="sm" size="sm" variant="default" onClick={() => setShown(shown + 5 * PAGE)}>{t('windows.more', { count: newest.length - shown })}</Button> : null}
    </div>
  );
}

function WindowRow({ window, onDelete }: { window: OwnWindow; onDelete: () => void }) {
  const { t, i18n } = useTranslation('wellbeing');
  const { dateTime } = useDates();
  const percent = new Intl.NumberFormat(i18n.language, { style: 'percent', maximumFractionDigits: 0 });
  const state = stateOf(window);
  const when = dateTime(window.started_at);
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={500}>{when}</Table.Th>
      <Table.Td>{window.lesson_title ?? t('windows.no_lesson')}</Table.Td>
      <Table.Td>
        <span aria-hidden="true">{STATE_EMOJI[state]}</span> {t(affectKey(state))}
        {window.corrected_to ? <Text size="xs" c="dimmed">{t('windows.corrected')}</Text> : null}
        {window.reasons.length > 0 ? <Text size="xs" c="dimmed">{window.reasons.map(({ text }) => text).join(' · ')}</Text> : null}
      </Table.Td>
      <Table.Td>{t(affectKey(window.state))}</Table.Td>
      <Table.Td>{percent.format(window.coverage)}</Table.Td>
      <Table.Td><ActionIcon variant="subtle" color="red" size={36} aria-label={t('windows.delete_one', { when })} onClick={onDelete}><IconTrash size={18} aria-hidden /></ActionIcon></Table.Td>
    </Table.Tr>
  );
}
