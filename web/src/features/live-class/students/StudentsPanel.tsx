import { Text } from '@mantine/core';
import { memo, useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '../Panel';
import type { LiveStudent } from '../types';
import { groupStudents, isOpenAtFirst } from './roster';
import { StudentGroupSection } from './StudentGroupSection';
import classes from './StudentsPanel.module.css';

/** Everybody of the course: who asks for help or is stuck first, the others folded up by place, then who is away. */
export const StudentsPanel = memo(function StudentsPanel({ students }: { students: readonly LiveStudent[] }) {
  const { t } = useTranslation('live-class');
  const groups = useMemo(() => groupStudents(students), [students]);
  const [touched, setTouched] = useState<ReadonlyMap<string, boolean>>(new Map());
  const toggle = useCallback(
    (key: string, open: boolean) => setTouched((before) => new Map(before).set(key, open)),
    [],
  );
  return (
    <Panel title={t('students.title')} lead={t('students.lead')}>
      {students.length === 0 ? <Text c="dimmed">{t('students.empty')}</Text> : null}
      <div className={classes.groups}>
        {groups.map((group) => (
          <StudentGroupSection
            key={group.key}
            group={group}
            open={touched.get(group.key) ?? isOpenAtFirst(group, groups)}
            onToggle={toggle}
          />
        ))}
      </div>
    </Panel>
  );
});
