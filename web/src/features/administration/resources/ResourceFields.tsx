import {
  ActionIcon,
  Button,
  Card,
  Checkbox,
  Group,
  NativeSelect,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { LOCALES, type Locale } from '@/platform/i18n/i18n';
import { KINDS, localDay, problemsOf, type Draft, type Problem, type ResourceKind } from './draft';

interface ResourceFieldsProps {
  draft: Draft;
  number: number;
  last: boolean;
  onChange: (draft: Draft) => void;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
}

/** One entry: who it is, what to know, how to reach them, in which languages, and when that was checked. */
export function ResourceFields({ draft, number, last, onChange, onMove, onRemove }: ResourceFieldsProps) {
  const { t } = useTranslation('administration');
  const untouched = `${draft.title}${draft.text}${draft.url}${draft.phone}` === '';
  const problems = untouched ? new Set<Problem>() : problemsOf(draft);
  const problem = (name: Problem) => (problems.has(name) ? t(`resources.problems.${name}`) : undefined);
  const name = draft.title || t('resources.number', { number });
  return (
    <Card component="fieldset" m={0}>
      <Group justify="space-between" mb="sm" wrap="nowrap">
        <Text component="legend" fw={650} p={0} style={{ float: 'left', overflowWrap: 'anywhere' }}>
          {name}
        </Text>
        <Group gap={4} wrap="nowrap">
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            disabled={number === 1}
            aria-label={t('resources.up', { name })}
            onClick={() => onMove(-1)}
          >
            <IconArrowUp size={18} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            disabled={last}
            aria-label={t('resources.down', { name })}
            onClick={() => onMove(1)}
          >
            <IconArrowDown size={18} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="red"
            size={36}
            aria-label={t('resources.remove', { name })}
            onClick={onRemove}
          >
            <IconTrash size={18} aria-hidden />
          </ActionIcon>
        </Group>
      </Group>
      <Stack gap="md">
        <NativeSelect
          label={t('resources.fields.kind')}
          value={draft.kind}
          data={KINDS.map((kind) => ({ value: kind, label: t(`resources.kinds.${kind}`) }))}
          onChange={(event) => onChange({ ...draft, kind: event.currentTarget.value as ResourceKind })}
        />
        <TextInput
          label={t('resources.fields.title')}
          maxLength={120}
          required
          value={draft.title}
          error={problem('title')}
          onChange={(event) => onChange({ ...draft, title: event.currentTarget.value })}
        />
        <Textarea
          label={t('resources.fields.text')}
          description={t('resources.fields.text_hint')}
          autosize
          minRows={2}
          maxLength={600}
          value={draft.text}
          error={problem('unreachable')}
          onChange={(event) => onChange({ ...draft, text: event.currentTarget.value })}
        />
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
          <TextInput
            label={t('resources.fields.url')}
            inputMode="url"
            value={draft.url}
            error={problem('url')}
            onChange={(event) => onChange({ ...draft, url: event.currentTarget.value })}
          />
          <TextInput
            label={t('resources.fields.phone')}
            inputMode="tel"
            value={draft.phone}
            error={problem('phone')}
            onChange={(event) => onChange({ ...draft, phone: event.currentTarget.value })}
          />
        </SimpleGrid>
        <Checkbox.Group
          label={t('resources.fields.languages')}
          value={draft.languages}
          error={problem('languages')}
          onChange={(languages) => onChange({ ...draft, languages: languages as Locale[] })}
        >
          <Group gap="lg" mt={6}>
            {LOCALES.map((locale) => (
              <Checkbox key={locale} value={locale} label={t(`app:locales.${locale}`)} />
            ))}
          </Group>
        </Checkbox.Group>
        <Group align="flex-end" gap="sm">
          <TextInput
            type="date"
            label={t('resources.fields.checked_on')}
            description={t('resources.fields.checked_on_hint')}
            max={localDay()}
            value={draft.checkedOn}
            error={problem('checked_on')}
            onChange={(event) => onChange({ ...draft, checkedOn: event.currentTarget.value })}
          />
          <Button
            variant="default"
            aria-label={t('resources.checked_today', { name })}
            onClick={() => onChange({ ...draft, checkedOn: localDay() })}
          >
            {t('resources.today')}
          </Button>
        </Group>
      </Stack>
    </Card>
  );
}
