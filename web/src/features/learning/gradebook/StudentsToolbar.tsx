import { Group, SegmentedControl, Select, Text, TextInput, useMatches } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './Gradebook.module.css';

/** Letters that the choices may have together to stand side by side on a phone. */
const ONE_ROW = 28;

interface StudentsToolbarProps<Choice extends string> {
  words: string;
  onWords: (words: string) => void;
  /** The groups of the course by name; without any there is nothing to choose. */
  groups: readonly { name: string }[];
  /** Empty: everybody. */
  group: string;
  onGroup: (group: string) => void;
  choiceLabel: string;
  choices: readonly { value: Choice; label: string }[];
  choice: Choice;
  onChoice: (choice: Choice) => void;
  /** How many students are shown. */
  count: number;
}

/** Above every list of a course's students: by name, by group, by one more choice, and how many are left. */
export function StudentsToolbar<Choice extends string>({
  words,
  onWords,
  groups,
  group,
  onGroup,
  choiceLabel,
  choices,
  choice,
  onChoice,
  count,
}: StudentsToolbarProps<Choice>) {
  const { t } = useTranslation('learning');
  const narrow = useMatches({ base: true, sm: false });
  const letters = choices.reduce((sum, { label }) => sum + label.length, 0);
  return (
    <Group mb="md" gap="sm">
      <TextInput
        className={classes.field}
        aria-label={t('gradebook.find')}
        placeholder={t('gradebook.find')}
        leftSection={<IconSearch size={17} aria-hidden />}
        value={words}
        onChange={(event) => onWords(event.currentTarget.value)}
      />
      {groups.length > 0 ? (
        <Select
          className={classes.field}
          aria-label={t('gradebook.group')}
          placeholder={t('gradebook.all_groups')}
          data={groups.map(({ name }) => name)}
          value={group || null}
          clearable
          onChange={(value) => onGroup(value ?? '')}
        />
      ) : null}
      <SegmentedControl
        className={classes.field}
        aria-label={choiceLabel}
        orientation={narrow && letters > ONE_ROW ? 'vertical' : 'horizontal'}
        data={[...choices]}
        value={choice}
        onChange={(value) => onChoice(value as Choice)}
      />
      <Text size="sm" c="dimmed" role="status">
        {t('gradebook.count', { count })}
      </Text>
    </Group>
  );
}
