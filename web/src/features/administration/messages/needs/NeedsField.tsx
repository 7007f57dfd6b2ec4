import { ActionIcon, Group, NativeSelect, NumberInput, Stack, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Strategy } from '../api';
import { needOf, readNeeds, writeNeeds, type ChosenNeed, type Fact } from './needs';
import classes from './NeedsField.module.css';

const HIGHEST = 100;

interface NeedsFieldProps {
  facts: readonly Fact[];
  strategy: Strategy;
  value: readonly string[];
  onChange: (needs: string[]) => void;
}

/** What has to be proved before a message is shown, picked from what the log can prove. */
export function NeedsField({ facts, strategy, value, onChange }: NeedsFieldProps) {
  const { t } = useTranslation('administration');
  const chosen = readNeeds(value);
  const left = facts.filter(({ name }) => chosen.every(({ fact }) => fact !== name));
  const change = (needs: ChosenNeed[]) => onChange(writeNeeds(needs, strategy));
  return (
    <fieldset className={classes.needs}>
      <legend className={classes.legend}>{t('messages.needs.label')}</legend>
      <Text size="sm" c="dimmed">
        {t('messages.needs.meaning')}
      </Text>
      <Stack component="ul" gap="xs" my="xs" p={0} className={classes.list}>
        {chosen.map((need) => (
          <Group component="li" key={need.fact} gap="sm" wrap="nowrap">
            <Text size="sm" flex={1}>
              {t(`messages.needs.names.${need.fact}`)}
            </Text>
            {need.minimum === null ? null : (
              <NumberInput
                aria-label={t('messages.needs.minimum', { name: t(`messages.needs.names.${need.fact}`) })}
                w="5.5rem"
                min={1}
                max={HIGHEST}
                allowDecimal={false}
                value={need.minimum}
                onChange={(minimum) =>
                  change(chosen.map((each) => (each === need ? { ...each, minimum: Number(minimum) || 1 } : each)))
                }
              />
            )}
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('messages.needs.remove', { name: t(`messages.needs.names.${need.fact}`) })}
              onClick={() => change(chosen.filter((each) => each !== need))}
            >
              <IconX size={18} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
      </Stack>
      <NativeSelect
        label={t('messages.needs.add')}
        maw="28rem"
        value=""
        data={[
          { value: '', label: t('messages.needs.choose') },
          ...left.map(({ name }) => ({ value: name, label: t(`messages.needs.names.${name}`) })),
        ]}
        onChange={(event) => {
          const fact = left.find(({ name }) => name === event.currentTarget.value);
          if (fact) change([...chosen, needOf(fact)]);
        }}
      />
    </fieldset>
  );
}
