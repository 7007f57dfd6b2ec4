import type { Schemas } from '@/platform/api/client';

export type ListedUser = Schemas['UserRow'];
export type Role = Schemas['Role'];
export type Locale = Schemas['Locale'];
export type SystemSnapshot = Schemas['SystemOut'];
export type Policy = Schemas['InstitutionPolicy'];
export type PolicyLimits = Schemas['PolicyLimits'];
export type Mode = Schemas['Mode'];
export type AuditEntry = Schemas['AuditRow'];
export type AuditAction = Schemas['AuditAction'];

export const ROLES: readonly Role[] = ['student', 'tutor', 'administrator'];
