import {
  IconClockExclamation,
  IconEyeOff,
  IconHourglass,
  IconMessage,
  IconPencil,
  IconUserPlus,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './Gradebook.module.css';

const SIGNS = [
  [IconHourglass, 'gradebook.waiting'],
  [IconClockExclamation, 'assignment.was_late'],
  [IconPencil, 'gradebook.overridden'],
  [IconMessage, 'gradebook.has_comment'],
  [IconUserPlus, 'gradebook.joined_after'],
  [IconEyeOff, 'gradebook.hidden'],
] as const;

/** What the signs in the gradebook mean. */
export function Legend() {
  const { t } = useTranslation('learning');
  return (
    <ul className={classes.legend} aria-label={t('gradebook.legend')}>
      {SIGNS.map(([Icon, words]) => (
        <li key={words}>
          <Icon size={16} aria-hidden />
          {t(words)}
        </li>
      ))}
    </ul>
  );
}
