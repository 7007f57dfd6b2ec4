import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

/** Said once a camera has run for a while on a device that is too slow, with the way to what else there is. */
export function SlowNote() {
  const { t } = useTranslation('wellbeing');
  return (
    <Text size="sm" role="status" c="var(--warm-ink)">
      {t('camera.slow')}{' '}
      <Anchor component={Link} to="/camera" size="sm">
        {t('camera.slow_choices')}
      </Anchor>
    </Text>
  );
}
