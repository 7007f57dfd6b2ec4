import { Button, Collapse, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArchive, IconChevronDown } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { OwnModule } from '../types';
import { archivedIn } from './outline';

interface ArchivedProps {
  modules: readonly OwnModule[];
  onRestoreModule: (id: string) => void;
  onRestoreLesson: (id: string) => void;
}

/** What was archived, with the way back; nothing where nothing was. */
export function Archived({ modules, onRestoreModule, onRestoreLesson }: ArchivedProps) {
  const { t } = useTranslation('courses');
  const id = useId();
  const [opened, { toggle }] = useDisclosure(false);
  const archived = archivedIn(modules);
  const entries = [
    ...archived.modules.map((each) => ({ ...each, restore: () => onRestoreModule(each.id) })),
    ...archived.lessons.map((each) => ({ ...each, restore: () => onRestoreLesson(each.id) })),
  ];
  if (entries.length === 0) return null;
  return (
    <div>
      <Button
        variant="subtle"
        color="gray"
        leftSection={<IconArchive size={18} aria-hidden />}
        rightSection={<IconChevronDown size={16} aria-hidden style={opened ? { rotate: '180deg' } : undefined} />}
        aria-expanded={opened}
        aria-controls={id}
        onClick={toggle}
      >
        {t('editor.course.archive_list', { count: entries.length })}
      </Button>
      <Collapse expanded={opened} id={id}>
        <Stack gap="xs" component="ul" p={0} mt="sm" style={{ listStyle: 'none' }}>
          {entries.map(({ id: entryId, title, restore }) => (
            <li key={entryId}>
              <Group justify="space-between">
                <Text dir="auto">{title}</Text>
                <Button
                  size="compact-md"
                  variant="default"
                  aria-label={t('editor.course.restore_of', { title })}
                  onClick={restore}
                >
                  {t('editor.course.restore')}
                </Button>
              </Group>
            </li>
          ))}
        </Stack>
      </Collapse>
    </div>
  );
}
