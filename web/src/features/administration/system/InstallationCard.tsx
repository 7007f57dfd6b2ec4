import { useTranslation } from 'react-i18next';
import type { SystemSnapshot } from '../types';
import { FactList, Facts } from './Facts';
import { useUnits } from './useUnits';

/** What is installed, and for how long it has run. */
export function InstallationCard({ snapshot }: { snapshot: SystemSnapshot }) {
  const { t } = useTranslation('administration');
  const { bytes, uptime } = useUnits();
  const { database, events, version, uptime_seconds } = snapshot;
  return (
    <Facts title={t('system.installation.title')}>
      <FactList
        facts={[
          [t('system.installation.version'), version],
          [t('system.installation.uptime'), uptime(uptime_seconds)],
          [t('system.installation.database'), database.dialect],
          [t('system.installation.size'), bytes(database.bytes)],
          [
            t('system.events.name'),
            events.connected ? t(`system.events.${events.transport}`) : t('system.events.redis_interrupted'),
          ],
          [t('system.installation.migration'), database.migration ?? t('system.installation.no_migration')],
        ]}
      />
    </Facts>
  );
}
