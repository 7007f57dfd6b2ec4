import { Table, VisuallyHidden } from '@mantine/core';

export interface TableTwin {
  columns: readonly string[];
  /** Cells as they are read; the first of each row is its heading. */
  rows: readonly (readonly string[])[];
}

interface ChartTableProps extends TableTwin {
  caption: string;
  /** Whether a heading right above says the same as the caption: then it is only read out. */
  headed?: boolean;
}

/** The figures of a chart as a table. */
export function ChartTable({ caption, headed = false, columns, rows }: ChartTableProps) {
  return (
    <Table.ScrollContainer minWidth={280} type="native" tabIndex={0} role="region" aria-label={caption}>
      <Table withRowBorders verticalSpacing={6} fz="sm" captionSide="top">
        <Table.Caption>{headed ? <VisuallyHidden>{caption}</VisuallyHidden> : caption}</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column} scope="col">
                {column}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(([heading, ...cells]) => (
            <Table.Tr key={[heading, ...cells].join('|')}>
              <Table.Th scope="row" fw={500}>
                {heading}
              </Table.Th>
              {cells.map((cell, index) => (
                <Table.Td key={columns[index + 1]}>{cell}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
