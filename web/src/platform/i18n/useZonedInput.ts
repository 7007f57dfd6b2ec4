import { useTranslation } from 'react-i18next';
import { useSession } from '../session';
import { fromZonedInput, toZonedInput } from './zonedInput';

/** Dates as they are set: in the institution's zone, which is named where the reader is in another. */
export function useZonedInput() {
  const { t } = useTranslation('app');
  const { data } = useSession();
  const here = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zone = data?.time_zone ?? here;
  return {
    toInput: (iso: string | null) => toZonedInput(iso, zone),
    fromInput: (value: string) => fromZonedInput(value, zone),
    zoneNote: zone === here ? undefined : t('zone_note', { zone: zone.replaceAll('_', ' ') }),
  };
}
