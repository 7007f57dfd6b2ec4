import { Autocomplete, Button, Drawer, NumberInput, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/state/ErrorState';
import type { GradeItem } from '../work/gradingTypes';
import { EarlierWork } from './EarlierWork';
import { weightShare } from './grid';
import { GroupDates } from './GroupDates';
import { InstantInput } from './InstantInput';
import { useChangeItem } from './useGradebook';

interface ItemDrawerProps {
  courseId: string;
  item: GradeItem | null;
  items: readonly GradeItem[];
  groups: readonly { id: string; name: string }[];
  onClose: () => void;
}

/** What an item counts: its weight, its category, and from when its grades are seen. */
export function ItemDrawer({ courseId, item, items, groups, onClose }: ItemDrawerProps) {
  const { t } = useTranslation('learning');
  return (
    <Drawer
      opened={item !== null}
      onClose={onClose}
      position="right"
      title={item?.title}
      closeButtonProps={{ 'aria-label': t('gradebook.close') }}
    >
      {item ? (
        <Stack gap="xl">
          <ItemForm key={item.id} courseId={courseId} item={item} items={items} onClose={onClose} />
          {item.kind === 'quiz' ? <EarlierWork key={`earlier ${item.id}`} courseId={courseId} item={item} /> : null}
          {groups.length > 0 ? <GroupDates key={item.id} courseId={courseId} itemId={item.id} groups={groups} /> : null}
        </Stack>
      ) : null}
    </Drawer>
  );
}

function ItemForm({ courseId, item, items, onClose }: Omit<ItemDrawerProps, 'groups'> & { item: GradeItem }) {
  const { t } = useTranslation('learning');
  const [weight, setWeight] = useState(item.weight);
  const [category, setCategory] = useState(item.category ?? '');
  const [hiddenUntil, setHiddenUntil] = useState(item.hidden_until);
  const change = useChangeItem(courseId);
  const others = items.map((other) => (other.id === item.id ? { ...other, weight } : other));
  const categories = [...new Set(items.flatMap((other) => other.category ?? []))];
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate(
          { itemId: item.id, change: { weight, category: category.trim() || null, hidden_until: hiddenUntil } },
          { onSuccess: onClose },
        );
      }}
    >
      <Stack gap="lg">
        <Text size="sm" c="dimmed">
          {t(`gradebook.kinds.${item.kind}`)}, {t('assignment.points', { count: item.points })}
        </Text>
        <NumberInput
          label={t('gradebook.weight')}
          description={t('gradebook.weight_lead', {
            percent: Math.round(weightShare({ ...item, weight }, others)),
          })}
          min={0}
          max={1000}
          decimalScale={2}
          value={weight}
          onChange={(next) => setWeight(Number(next) || 0)}
        />
        <Autocomplete
          label={t('gradebook.category')}
          description={t('gradebook.category_lead')}
          data={categories}
          maxLength={100}
          value={category}
          onChange={setCategory}
        />
        <InstantInput
          label={t('gradebook.hidden_until')}
          description={t('gradebook.hidden_until_lead')}
          value={hiddenUntil}
          onChange={setHiddenUntil}
        />
        {change.error ? <ErrorState error={change.error} title={t('gradebook.not_saved')} /> : null}
        <Button type="submit" loading={change.isPending}>
          {t('gradebook.save')}
        </Button>
      </Stack>
    </form>
  );
}
