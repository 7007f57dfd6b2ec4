import { Modal, SegmentedControl, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useUser } from '@/platform/session';
import { AddExisting } from './AddExisting';
import type { CourseGroup, MemberRole } from './api';
import { InviteNew } from './InviteNew';

interface AddPeopleDialogProps {
  courseId: string;
  groups: CourseGroup[];
  opened: boolean;
  onClose: () => void;
}

/** Put people into a course by hand: accounts that are there, or somebody new. */
export function AddPeopleDialog({ courseId, groups, opened, onClose }: AddPeopleDialogProps) {
  const { t } = useTranslation('courses');
  const administrates = useUser().role === 'administrator';
  const [way, setWay] = useState<'existing' | 'new'>('existing');
  const [role, setRole] = useState<MemberRole>('student');
  // Tutors invite students; the accounts of those who teach are an administrator's to add.
  const roles: MemberRole[] = way === 'new' && !administrates ? ['student'] : ['student', 'assistant', 'tutor'];
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title={t('people.add.title')}
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      <Stack>
        <SegmentedControl
          fullWidth
          aria-label={t('people.add.way')}
          value={way}
          onChange={(value) => {
            setWay(value as typeof way);
            setRole('student');
          }}
          data={(['existing', 'new'] as const).map((value) => ({ value, label: t(`people.add.${value}`) }))}
        />
        {roles.length > 1 ? (
          <SegmentedControl
            aria-label={t('people.add.role')}
            value={role}
            onChange={(value) => setRole(value as MemberRole)}
            data={roles.map((value) => ({ value, label: t(`people.roles.${value}`) }))}
          />
        ) : null}
        {way === 'existing' ? (
          <AddExisting courseId={courseId} role={role} />
        ) : (
          <InviteNew courseId={courseId} role={role} groups={groups} />
        )}
      </Stack>
    </Modal>
  );
}
