import { IconAlertTriangle, IconBulb, IconInfoCircle, IconStar } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { RichText } from '../RichText';
import type { ShownCallout } from './shown';
import classes from './Media.module.css';

const ICONS = { note: IconInfoCircle, tip: IconBulb, warning: IconAlertTriangle, important: IconStar };

/** A text that is set off from the others; its kind is said in words, too. */
export function CalloutBlock({ callout: { tone, html } }: { callout: ShownCallout }) {
  const { t } = useTranslation('learning');
  const Icon = ICONS[tone];
  return (
    <div role="note" className={classes.callout} data-tone={tone}>
      <div className={classes.calloutHead}>
        <Icon size={20} aria-hidden /> {t(`callout.${tone}`)}
      </div>
      <RichText html={html} />
    </div>
  );
}
