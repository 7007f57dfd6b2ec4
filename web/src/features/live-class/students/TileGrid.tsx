import { useVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { LiveStudent } from '../types';
import { StudentTile } from './StudentTile';
import classes from './StudentsPanel.module.css';

const PLAIN_UP_TO = 24; // as many tiles are drawn as they are; more of them scroll in a box of their own
const NARROWEST_PX = 250;
const GAP_PX = 10;
const USUAL_ROW_PX = 90;

interface TileGridProps {
  students: readonly LiveStudent[];
  withLocation: boolean;
  /** The id of the heading that says whose tiles these are. */
  labelledBy: string;
}

/** The tiles of a group. A large group scrolls in a box in which only the tiles in sight exist. */
export function TileGrid(props: TileGridProps) {
  return props.students.length > PLAIN_UP_TO ? <ScrollingTiles {...props} /> : <PlainTiles {...props} />;
}

function PlainTiles({ students, withLocation, labelledBy }: TileGridProps) {
  return (
    <ul className={classes.tiles} aria-labelledby={labelledBy}>
      {students.map((student) => (
        <li key={student.user_id}>
          <StudentTile student={student} withLocation={withLocation} />
        </li>
      ))}
    </ul>
  );
}

function ScrollingTiles({ students, withLocation, labelledBy }: TileGridProps) {
  const box = useRef<HTMLDivElement>(null);
  const columns = useColumns(box);
  // oxlint-disable-next-line react/incompatible-library -- what it returns is used here and handed to nothing that is memoised
  const rows = useVirtualizer({
    count: Math.ceil(students.length / columns),
    getScrollElement: () => box.current,
    estimateSize: () => USUAL_ROW_PX,
    gap: GAP_PX,
    overscan: 3,
  });
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be within reach of the keyboard
    <div ref={box} className={classes.box} role="list" aria-labelledby={labelledBy} tabIndex={0}>
      <div role="presentation" className={classes.all} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start, key }) => (
          <div
            key={key}
            ref={rows.measureElement}
            data-index={index}
            role="presentation"
            className={classes.row}
            style={{ transform: `translateY(${start}px)`, gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
          >
            {students.slice(index * columns, (index + 1) * columns).map((student, column) => (
              <div
                key={student.user_id}
                role="listitem"
                aria-setsize={students.length}
                aria-posinset={index * columns + column + 1}
              >
                <StudentTile student={student} withLocation={withLocation} />
              </div>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

/** How many tiles stand side by side in a box. */
function useColumns(box: RefObject<HTMLElement | null>): number {
  const [columns, setColumns] = useState(1);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const measure = () => setColumns(Math.max(1, Math.floor((element.clientWidth + GAP_PX) / (NARROWEST_PX + GAP_PX))));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return columns;
}
