import { useQueryClient } from '@tanstack/react-query';
import { useServerEvent } from '@/platform/events/events';
import { clearUser } from '@/platform/session';

/** Leave when the server ends the session: signed out elsewhere, deactivated, expired. */
export function useSessionEndEvents(): void {
  const client = useQueryClient();
  useServerEvent('session.ended', () => void clearUser(client));
}
