import { Text } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { memo, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { AwayList } from './AwayList';
import { sameGroup, type StudentGroup } from './roster';
import { TileGrid } from './TileGrid';
import classes from './StudentsPanel.module.css';

interface StudentGroupSectionProps {
  group: StudentGroup;
  open: boolean;
  onToggle: (key: string, open: boolean) => void;
}

/** A group under a heading that opens and folds it. Drawn again only when one of its students has changed. */
export const StudentGroupSection = memo(
  function StudentGroupSection({ group, open, onToggle }: StudentGroupSectionProps) {
    const { t } = useTranslation('live-class');
    const headingId = useId();
    const contentId = useId();
    const { kind, lesson, block, students } = group;
    const title = kind === 'location' ? (block ?? lesson ?? t('students.somewhere')) : t(`students.${kind}`);
    return (
      <section className={classes.group} data-kind={kind} aria-labelledby={headingId}>
        <h3 className={classes.heading} id={headingId}>
          <button
            type="button"
            className={classes.toggle}
            aria-expanded={open}
            aria-controls={contentId}
            onClick={() => onToggle(group.key, !open)}
          >
            <IconChevronRight aria-hidden size={18} className={classes.chevron} />
            <span className={classes.title}>
              {title}
              {kind === 'location' && block && lesson ? (
                <Text span size="sm" c="dimmed" fw={400} className={classes.lesson}>
                  {lesson}
                </Text>
              ) : null}
            </span>
            <span className={classes.count}>{t('students.count', { count: students.length })}</span>
          </button>
        </h3>
        <div id={contentId} hidden={!open}>
          {open ? <Content group={group} labelledBy={headingId} /> : null}
        </div>
      </section>
    );
  },
  (a, b) => a.open === b.open && a.onToggle === b.onToggle && sameGroup(a.group, b.group),
);

function Content({ group, labelledBy }: { group: StudentGroup; labelledBy: string }) {
  if (group.kind === 'away') return <AwayList students={group.students} labelledBy={labelledBy} />;
  return <TileGrid students={group.students} withLocation={group.kind !== 'location'} labelledBy={labelledBy} />;
}
