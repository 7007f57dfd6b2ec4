import { useVirtualizer } from '@tanstack/react-virtual';
import { useId, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { GradebookStudent, GradeItem } from '../work/gradingTypes';
import { CellEditor, GradeMark, ItemHeading, Total } from './cells';
import { FIRST_ITEM_COLUMN, NAME_COLUMN, nextCell, TOTAL_COLUMN, type Cell } from './grid';
import classes from './Gradebook.module.css';

const ROW_HEIGHT = 44;
const COLUMN_WIDTH = 132;

interface GradebookGridProps {
  courseId: string;
  students: readonly GradebookStudent[];
  items: readonly GradeItem[];
  onOverride: (student: GradebookStudent, item: GradeItem, points: number | null) => void;
  onOpen: (student: GradebookStudent, item: GradeItem) => void;
  onOpenItem: (item: GradeItem) => void;
}

/**
 * Students by items, of which only what is on the screen is drawn. The table itself has the focus and names its active cell,
 * so that a row that leaves the screen takes no focus with it.
 */
export function GradebookGrid({ courseId, students, items, onOverride, onOpen, onOpenItem }: GradebookGridProps) {
  const { t } = useTranslation('learning');
  const navigate = useNavigate();
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<Cell>({ row: 1, column: FIRST_ITEM_COLUMN });
  const [editing, setEditing] = useState<string | null>(null);
  // oxlint-disable-next-line react/incompatible-library -- what it returns is used here and handed to nothing that is memoised
  const rows = useVirtualizer({
    count: students.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    useFlushSync: false, // both directions of a scroll are drawn together, when the browser has time
    initialRect: { width: 1200, height: 600 },
  });
  const columns = useVirtualizer({
    horizontal: true,
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => COLUMN_WIDTH,
    overscan: 3,
    useFlushSync: false,
    initialRect: { width: 1200, height: 600 },
  });
  const cellId = ({ row, column }: Cell) => `${id}-${String(row)}-${String(column)}`;
  const studentAt = (row: number) => students[row - 1];
  const itemAt = (column: number) => items[column - FIRST_ITEM_COLUMN];
  const shown = { row: Math.min(active.row, students.length), column: active.column };

  const go = (cell: Cell) => {
    setActive(cell);
    setEditing(null);
    if (cell.row > 0) rows.scrollToIndex(cell.row - 1);
    if (cell.column >= FIRST_ITEM_COLUMN) columns.scrollToIndex(cell.column - FIRST_ITEM_COLUMN);
    else if (scroller.current) scroller.current.scrollLeft = 0;
  };
  const back = () => {
    setEditing(null);
    scroller.current?.focus();
  };
  const enter = (details: boolean) => {
    const student = studentAt(shown.row);
    const item = itemAt(shown.column);
    if (shown.row === 0 && item) onOpenItem(item);
    else if (student && shown.column < FIRST_ITEM_COLUMN)
      void navigate(`/teach/courses/${courseId}/students/${student.id}`);
    else if (student && item && details) onOpen(student, item);
    else if (student && item) setEditing('');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== scroller.current) return;
    const ctrl = event.ctrlKey || event.metaKey;
    const next = nextCell(event.key, ctrl, shown, students.length + 1, items.length + FIRST_ITEM_COLUMN);
    if (next) {
      event.preventDefault();
      go(next);
    } else if (event.key === 'Enter' || event.key === 'F2') {
      event.preventDefault();
      enter(event.shiftKey || event.altKey);
    } else if (/^\d$/.test(event.key) && !ctrl && itemAt(shown.column) && shown.row > 0) {
      event.preventDefault();
      setEditing(event.key);
    }
  };
  const onClick = (event: MouseEvent) => {
    const cell = (event.target as Element).closest<HTMLElement>('[data-row]');
    if (!cell || (event.target as Element).closest('input')) return;
    const at = { row: Number(cell.dataset.row), column: Number(cell.dataset.column) };
    const again = at.row === shown.row && at.column === shown.column;
    setActive(at);
    if (event.detail === 2) setEditing('');
    else if (!again) setEditing(null);
    if (at.row === 0 && itemAt(at.column)) onOpenItem(itemAt(at.column)!);
    if (at.column === NAME_COLUMN && studentAt(at.row))
      void navigate(`/teach/courses/${courseId}/students/${studentAt(at.row)!.id}`);
  };

  const visible = columns.getVirtualItems();
  const before = visible[0]?.start ?? 0;
  const after = columns.getTotalSize() - (visible.at(-1)?.end ?? 0);
  const width = `calc(var(--name) + var(--total) + ${String(columns.getTotalSize())}px)`;
  const attributes = (cell: Cell) => ({
    id: cellId(cell),
    'data-row': cell.row,
    'data-column': cell.column,
    'data-active': cell.row === shown.row && cell.column === shown.column,
    'aria-colindex': cell.column + 1,
  });

  return (
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-label={t('gradebook.title')}
      aria-rowcount={students.length + 1}
      aria-colcount={items.length + FIRST_ITEM_COLUMN}
      aria-activedescendant={cellId(shown)}
      className={classes.grid}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      <div role="row" aria-rowindex={1} className={classes.head} style={{ width }}>
        <div role="columnheader" className={classes.name} {...attributes({ row: 0, column: NAME_COLUMN })}>
          {t('gradebook.student')}
        </div>
        <div role="columnheader" className={classes.totals} {...attributes({ row: 0, column: TOTAL_COLUMN })}>
          {t('grading.total')}
        </div>
        <div role="presentation" style={{ width: before }} />
        {visible.map(({ index }) => (
          <div
            key={items[index]!.id}
            role="columnheader"
            className={classes.item}
            style={{ width: COLUMN_WIDTH }}
            {...attributes({ row: 0, column: index + FIRST_ITEM_COLUMN })}
          >
            <ItemHeading item={items[index]!} items={items} />
          </div>
        ))}
        <div role="presentation" style={{ width: after }} />
      </div>
      <div role="rowgroup" style={{ height: rows.getTotalSize(), width }} className={classes.body}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const student = students[index]!;
          const row = index + 1;
          return (
            <div
              key={student.id}
              role="row"
              aria-rowindex={row + 1}
              className={classes.row}
              style={{ height: ROW_HEIGHT, transform: `translateY(${String(start)}px)` }}
            >
              <div role="rowheader" className={classes.name} {...attributes({ row, column: NAME_COLUMN })}>
                {student.name}
              </div>
              <div role="gridcell" className={classes.totals} {...attributes({ row, column: TOTAL_COLUMN })}>
                <Total share={student.total} />
              </div>
              <div role="presentation" style={{ width: before }} />
              {visible.map(({ index: place }) => {
                const item = items[place]!;
                const cell = { row, column: place + FIRST_ITEM_COLUMN };
                const here = cell.row === shown.row && cell.column === shown.column;
                return (
                  <div
                    key={item.id}
                    role="gridcell"
                    className={classes.cell}
                    style={{ width: COLUMN_WIDTH }}
                    {...attributes(cell)}
                  >
                    {here && editing !== null ? (
                      <CellEditor
                        label={t('gradebook.edit', { name: student.name, item: item.title })}
                        start={editing}
                        grade={student.grades[item.id]}
                        max={item.points}
                        onSave={(points) => {
                          back();
                          onOverride(student, item, points);
                        }}
                        onMove={(key) => {
                          const next = nextCell(
                            key,
                            false,
                            cell,
                            students.length + 1,
                            items.length + FIRST_ITEM_COLUMN,
                          );
                          if (next) go(next);
                        }}
                        onCancel={back}
                        onDetails={() => onOpen(student, item)}
                      />
                    ) : (
                      <GradeMark grade={student.grades[item.id]} most={item.points} />
                    )}
                  </div>
                );
              })}
              <div role="presentation" style={{ width: after }} />
            </div>
          );
        })}
      </div>
    </div>
  );
}
