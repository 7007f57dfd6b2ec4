import { Alert, Button, Group, Radio, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { resolved, type Conflict, type ConflictField, type Side } from '../draft/conflict';
import { useBlockName } from '../lesson/blockName';
import type { BlockBody, LessonBody } from '../types';
import { plainText } from './plainText';
import classes from './Publish.module.css';

/** Two texts of one lesson: where both sides have changed the same, the author chooses which one stays. */
export function ConflictView({ conflict, onResolve }: { conflict: Conflict; onResolve: (body: LessonBody) => void }) {
  const { t } = useTranslation('courses');
  const [chosen, setChosen] = useState(conflict);
  const nameOfBlock = useBlockName();
  const all = (choice: Side) =>
    setChosen({
      title: { ...chosen.title, choice },
      minutes: { ...chosen.minutes, choice },
      rows: chosen.rows.map((row) => (row.contested ? { ...row, choice } : row)),
    });
  const { title, minutes, rows } = chosen;
  return (
    <Stack gap="xl">
      <Alert
        role="alert"
        variant="light"
        color="apricot"
        icon={<IconAlertTriangle aria-hidden />}
        title={t('editor.conflict.title')}
      >
        <Text>{t('editor.conflict.lead')}</Text>
        <Group mt="md" gap="sm">
          <Button variant="default" size="sm" onClick={() => all('mine')}>
            {t('editor.conflict.all_mine')}
          </Button>
          <Button variant="default" size="sm" onClick={() => all('theirs')}>
            {t('editor.conflict.all_theirs')}
          </Button>
        </Group>
      </Alert>
      {title.contested ? (
        <Choice
          name={t('editor.lesson.title')}
          field={title}
          show={(value) => value}
          onChange={(choice) => setChosen({ ...chosen, title: { ...title, choice } })}
        />
      ) : null}
      {minutes.contested ? (
        <Choice
          name={t('editor.lesson.minutes')}
          field={minutes}
          show={String}
          onChange={(choice) => setChosen({ ...chosen, minutes: { ...minutes, choice } })}
        />
      ) : null}
      {rows.map((row, index) =>
        row.contested ? (
          <Choice
            key={row.id}
            name={nameOf(row.mine ?? row.theirs, index)}
            field={row}
            show={(block) => (block ? plainText(block) : t('editor.conflict.absent'))}
            onChange={(choice) =>
              setChosen({ ...chosen, rows: rows.map((other) => (other.id === row.id ? { ...row, choice } : other)) })
            }
          />
        ) : null,
      )}
      <Group>
        <Button onClick={() => onResolve(resolved(chosen))}>{t('editor.conflict.confirm')}</Button>
      </Group>
    </Stack>
  );

  function nameOf(block: BlockBody | null, index: number): string {
    if (!block) return '';
    return nameOfBlock(block, index);
  }
}

interface ChoiceProps<Value> {
  name: string;
  field: Pick<ConflictField<Value>, 'mine' | 'theirs' | 'choice'>;
  show: (value: Value) => string;
  onChange: (side: Side) => void;
}

function Choice<Value>({ name, field, show, onChange }: ChoiceProps<Value>) {
  const { t } = useTranslation('courses');
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <Title order={2} size="h3" id={id} mb="sm">
        {name}
      </Title>
      <div className={classes.sides} role="radiogroup" aria-labelledby={id}>
        {(['mine', 'theirs'] as const).map((side) => (
          <label key={side} className={classes.side}>
            <Radio
              name={id}
              label={t(`editor.conflict.${side}`)}
              checked={field.choice === side}
              onChange={() => onChange(side)}
            />
            <pre className={classes.sideText} dir="auto">
              {show(field[side])}
            </pre>
          </label>
        ))}
      </div>
    </section>
  );
}
