import { Button, Checkbox, Group, Select, Text } from '@mantine/core';
import { IconEye, IconPrinter } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Pages } from '@/components/Pages';
import { ErrorState } from '@/components/state/ErrorState';
import { showUndo } from '@/components/undo/undoStore';
import { useLocale } from '@/platform/i18n/locale';
import { useTeaches } from '@/platform/session';
import { useStudentSlots } from '@/platform/student/slots';
import { StudentsToolbar } from '../gradebook/StudentsToolbar';
import { arrange, ORDERS, type RiskFilter, type RiskOrder } from './arrange';
import { RiskRow } from './RiskRow';
import { useSetLooks, type RiskEntry, type RiskList } from './riskList';
import classes from './AtRisk.module.css';

const PAGE = 50;

/** The students for whom a rule holds: found, ordered, chosen, written to, marked. */
export function RiskEntries({ list }: { list: RiskList }) {
  const { t } = useTranslation('learning');
  const locale = useLocale();
  const teaches = useTeaches(list.course_id);
  const [filter, setFilter] = useState<RiskFilter>({ words: '', group: '', all: false, order: 'rules' });
  const [page, setPage] = useState(1);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { printing, print } = usePrinting();
  const looks = useSetLooks(list.course_id);
  const found = arrange(list.entries, filter, locale);
  const pages = Math.max(1, Math.ceil(found.length / PAGE));
  const at = Math.min(page, pages);
  const shown = printing ? found : found.slice((at - 1) * PAGE, at * PAGE);
  const selected = found.filter(({ student_id: id }) => chosen.has(id));

  const narrow = (changed: Partial<RiskFilter>) => {
    setFilter({ ...filter, ...changed });
    setPage(1);
  };
  const choose = (ids: readonly string[], on: boolean) => {
    const next = new Set(chosen);
    for (const id of ids)
      if (on) next.add(id);
      else next.delete(id);
    setChosen(next);
  };
  const mark = (entries: readonly RiskEntry[], looked: boolean) => {
    const ids = entries.map(({ student_id: id }) => id);
    const set = (on: boolean) => looks.mutate({ student_ids: ids, looked: on });
    set(looked);
    choose(ids, false);
    showUndo({
      message: t(looked ? 'at_risk.marked' : 'at_risk.unmarked', { count: ids.length, name: entries[0]?.name }),
      undo: () => set(!looked),
    });
  };

  return (
    <>
      <div data-screen-only>
        <StudentsToolbar
          words={filter.words}
          onWords={(words) => narrow({ words })}
          groups={list.groups}
          group={filter.group}
          onGroup={(group) => narrow({ group })}
          choiceLabel={t('gradebook.show')}
          choices={[
            { value: 'fresh', label: t('at_risk.show.fresh') },
            { value: 'all', label: t('at_risk.show.all') },
          ]}
          choice={filter.all ? 'all' : 'fresh'}
          onChoice={(choice) => narrow({ all: choice === 'all' })}
          count={found.length}
        />
        <Group justify="space-between" align="flex-end" mb="md">
          <Select
            label={t('roster.order')}
            data={ORDERS.map((value) => ({ value, label: t(`at_risk.orders.${value}`) }))}
            value={filter.order}
            allowDeselect={false}
            onChange={(order) => narrow({ order: (order ?? 'rules') as RiskOrder })}
          />
          <Button variant="default" leftSection={<IconPrinter size={18} aria-hidden />} onClick={print}>
            {t('at_risk.print')}
          </Button>
        </Group>
      </div>
      {looks.error ? <ErrorState error={looks.error} title={t('at_risk.not_marked')} /> : null}
      {teaches && found.length > 0 ? (
        <ChosenBar
          courseId={list.course_id}
          found={found}
          selected={selected}
          onChoose={(on) =>
            choose(
              found.map(({ student_id: id }) => id),
              on,
            )
          }
          onMark={() =>
            mark(
              selected.filter(({ look }) => look === null),
              true,
            )
          }
        />
      ) : null}
      {found.length === 0 ? (
        <Text c="dimmed">{t(filter.all ? 'gradebook.empty.found' : 'at_risk.all_looked')}</Text>
      ) : (
        <ul className={classes.list} aria-label={t('at_risk.title')}>
          {shown.map((entry) => (
            <RiskRow
              key={entry.student_id}
              entry={entry}
              list={list}
              chosen={teaches ? chosen.has(entry.student_id) : undefined}
              onChoose={(on) => choose([entry.student_id], on)}
              onMark={(looked) => mark([entry], looked)}
            />
          ))}
        </ul>
      )}
      {printing ? null : (
        <Pages page={at} pages={pages} total={t('gradebook.count', { count: found.length })} onChange={setPage} />
      )}
      <Text size="sm" c="dimmed" mt="lg">
        {t('at_risk.source')}
      </Text>
    </>
  );
}

interface ChosenBarProps {
  courseId: string;
  found: readonly RiskEntry[];
  selected: readonly RiskEntry[];
  onChoose: (on: boolean) => void;
  onMark: () => void;
}

/** What can be done with several at a time. */
function ChosenBar({ courseId, found, selected, onChoose, onMark }: ChosenBarProps) {
  const { t } = useTranslation('learning');
  const slots = useStudentSlots(courseId);
  return (
    <Group className={classes.chosen} justify="space-between" data-screen-only>
      <Checkbox
        label={
          selected.length === 0
            ? t('at_risk.choose_all', { count: found.length })
            : t('at_risk.chosen', { count: selected.length })
        }
        checked={selected.length === found.length}
        indeterminate={selected.length > 0 && selected.length < found.length}
        onChange={(event) => onChoose(event.currentTarget.checked)}
      />
      {selected.length > 0 ? (
        <Group gap="xs">
          {slots ? (
            <slots.WriteTo
              courseId={courseId}
              recipients={selected.map(({ student_id: id, name }) => ({ id, name }))}
            />
          ) : null}
          <Button
            variant="default"
            leftSection={<IconEye size={18} aria-hidden />}
            disabled={selected.every(({ look }) => look !== null)}
            onClick={onMark}
          >
            {t('at_risk.mark_chosen')}
          </Button>
        </Group>
      ) : null}
    </Group>
  );
}

/** Print every page of the list: all of it is drawn first. */
function usePrinting() {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    if (!printing) return undefined;
    const done = () => setPrinting(false);
    window.addEventListener('afterprint', done);
    window.print();
    return () => window.removeEventListener('afterprint', done);
  }, [printing]);
  return { printing, print: () => setPrinting(true) };
}
