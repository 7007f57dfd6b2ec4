import type { CSSProperties, ReactNode } from 'react';
import classes from './StackedTable.module.css';

export interface StackedRow {
  key: string;
  /** The first cell is the row's heading. */
  cells: readonly ReactNode[];
}

interface StackedTableProps {
  label: string;
  columns: readonly string[];
  rows: readonly StackedRow[];
  /** Widths of the columns on a wide screen, as grid tracks. */
  tracks: string;
}

/**
 * A table that becomes one paragraph a row on a narrow screen, instead of scrolling sideways.
 * A <table> that is laid out so loses its roles, hence roles without one.
 */
export function StackedTable({ label, columns, rows, tracks }: StackedTableProps) {
  return (
    <div role="table" aria-label={label} className={classes.table} style={{ '--tracks': tracks } as CSSProperties}>
      <div role="rowgroup" className={classes.head}>
        <div role="row" className={classes.row}>
          {columns.map((column) => (
            <div key={column} role="columnheader">
              {column}
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup">
        {rows.map(({ key, cells: [heading, ...cells] }) => (
          <div key={key} role="row" className={classes.row}>
            <div role="rowheader">{heading}</div>
            {cells.map((cell, index) => (
              <div key={columns[index + 1]} role="cell" data-label={columns[index + 1]}>
                {cell}
              </div>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
