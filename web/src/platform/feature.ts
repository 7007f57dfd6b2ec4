import type { ComponentType } from 'react';
import type { RouteObject } from 'react-router';
import type { Role } from './session';

export interface NavigationGroup {
  /** Catalogue key with its namespace. */
  label: string;
  icon: ComponentType<{ size?: number; stroke?: number }>;
}

export interface NavigationItem {
  to: string;
  /** Catalogue key with its namespace: `courses:navigation.courses`. */
  label: string;
  icon: ComponentType<{ size?: number; stroke?: number }>;
  roles: readonly Role[];
  /** What the item belongs to; items of one group that follow each other share a menu in the header. */
  group?: NavigationGroup;
  /** A figure beside the label, such as how much is unread; it renders nothing when there is none. */
  Badge?: ComponentType;
}

/** The `handle` of a route whose page stands alone, without header and notices. */
export const BARE = 'bare';

/** What a feature adds to the client. Paths are absolute; pages are loaded lazily. */
export interface Feature {
  /** The namespace whose strings its pages need; without one, those that every page has are enough. */
  strings?: string;
  /** Pages for everybody, signed in or not. */
  publicRoutes?: readonly RouteObject[];
  /** Pages that anybody may use, with room to work in. */
  openRoutes?: readonly RouteObject[];
  /** Pages for a signed-in user who has one of the roles. more: it needs what `more.json` names, too. */
  routes?: readonly { roles: readonly Role[]; route: RouteObject; more?: boolean }[];
  navigation?: readonly NavigationItem[];
  /** Where a role finds help, from any page. */
  help?: readonly NavigationItem[];
  /** Where a role lands after signing in. */
  home?: Partial<Record<Role, string>>;
}
