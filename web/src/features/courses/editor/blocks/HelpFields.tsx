import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { MarkdownField } from '../text/MarkdownField';
import type { BlockHelp } from '../types';
import { orNull } from './fields';
import { ListFields } from './ListFields';
import { PrerequisiteField } from './PrerequisiteField';

/** A ladder of hints, from a nudge to almost there. */
export function HintFields({ hints, onChange }: { hints: string[]; onChange: (hints: string[]) => void }) {
  const { t } = useTranslation('courses');
  return (
    <ListFields
      label={t('editor.help.hints')}
      description={t('editor.help.hints_why')}
      entries={hints}
      nameOf={(number) => t('editor.help.hint', { number })}
      addLabel={t('editor.help.add_hint')}
      create={() => ''}
      most={10}
      field="hints"
      onChange={onChange}
    >
      {(hint, name, index) => (
        <MarkdownField
          label={name}
          value={hint}
          onChange={(text) => onChange(hints.map((other, at) => (at === index ? text : other)))}
        />
      )}
    </ListFields>
  );
}

/** What helps with a block: opened by the student, or offered by support. */
export function HelpFields({ help, onChange }: { help: BlockHelp; onChange: (help: Partial<BlockHelp>) => void }) {
  const { t } = useTranslation('courses');
  return (
    <Stack gap="lg">
      <HintFields hints={help.hints} onChange={(hints) => onChange({ hints })} />
      {(['example', 'easier', 'challenge'] as const).map((kind) => (
        <MarkdownField
          key={kind}
          label={t(`editor.help.${kind}`)}
          description={t(`editor.help.${kind}_why`)}
          field={kind}
          value={help[kind] ?? ''}
          onChange={(text) => onChange({ [kind]: orNull(text) })}
        />
      ))}
      <PrerequisiteField value={help.prerequisite} onChange={(prerequisite) => onChange({ prerequisite })} />
    </Stack>
  );
}

/** How many kinds of help there are. */
export function countHelp({ hints, example, easier, challenge, prerequisite }: BlockHelp): number {
  return hints.length + [example, easier, challenge, prerequisite].filter((each) => each !== null).length;
}
