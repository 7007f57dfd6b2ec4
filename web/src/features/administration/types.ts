import type { Schemas } from '@/app/api/client';

export type ListedUser = Schemas['ListedUser'];
export type Role = Schemas['Role'];
export type Locale = Schemas['Locale'];
export type SystemSnapshot = Schemas['SystemSnapshot'];
export type Policy = Schemas['Policy'];
export type Mode = Schemas['Mode'];
export type AuditEntry = Schemas['AuditEntry'];

export const ROLES: readonly Role[] = ['student', 'tutor', 'administrator'];
